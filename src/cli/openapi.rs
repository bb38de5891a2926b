//! `enishi openapi`.

use crate::cli::context::say;
use crate::web::routes;
use anyhow::{Context, bail};
use std::path::PathBuf;

/// Print the description of the HTTP API (OpenAPI, JSON)
#[derive(clap::Args)]
#[command(after_help = "\
The output is stable: keys are sorted. It needs no configuration and no database.

Examples:
  enishi openapi > frontend/openapi.json           renew the committed description
  enishi openapi --check frontend/openapi.json     fail if it is out of date")]
pub struct Openapi {
    /// Compare with this file instead of printing; exit code 1 if it differs
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
}

impl Openapi {
    /// Prints or compares.
    pub fn run(&self) -> anyhow::Result<()> {
        let current = description()?;
        let Some(file) = &self.check else {
            return Ok(say(current)?);
        };
        let committed = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        if committed.trim_end() != current {
            bail!(
                "{0} is out of date: run `enishi openapi > {0}` and commit it",
                file.display()
            );
        }
        Ok(say(format!("{} is up to date.", file.display()))?)
    }
}

/// The API description as pretty JSON with sorted keys.
fn description() -> anyhow::Result<String> {
    // A `Value` keeps its maps sorted by key.
    let value = serde_json::to_value(routes::description())?;
    Ok(serde_json::to_string_pretty(&value)?)
}
