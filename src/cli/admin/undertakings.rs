//! `enishi admin publish-undertaking`.

use crate::app::App;
use crate::cli::context::{explain, say};
use crate::services::operator::undertakings::{self, UndertakingFile};
use anyhow::Context;
use std::path::PathBuf;

/// Put a version of the confidentiality undertaking into force
#[derive(clap::Args)]
#[command(after_help = "\
Every member must accept the new version personally before seeing listings again.
The file is TOML: number, valid_days, title_ja, title_en, text_ja, text_en (config/undertakings/v1.toml is an example).

Examples:
  enishi admin publish-undertaking --built-in
  enishi admin publish-undertaking undertaking-v2.toml")]
#[group(required = true, multiple = false)]
pub struct Publish {
    /// File with the text
    file: Option<PathBuf>,
    /// The text that comes with the program (have it checked by your lawyers)
    #[arg(long)]
    built_in: bool,
}

impl Publish {
    /// Publishes.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let file = match &self.file {
            None => UndertakingFile::built_in().map_err(explain)?,
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("{} is not an undertaking", path.display()))?
            }
        };
        let undertaking = undertakings::publish(app, &file).map_err(explain)?;
        Ok(say(format!(
            "Undertaking {} is in force ({})",
            undertaking.number, undertaking.id
        ))?)
    }
}
