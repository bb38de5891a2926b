//! `enishi admin publish-undertaking`.

use crate::app::data_file;
use crate::cli::context::{explain, say};
use crate::services::operator::undertakings::{self, UndertakingFile};
use crate::store::db::Db;
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

/// The undertaking that comes with the program.
pub fn built_in() -> anyhow::Result<UndertakingFile> {
    toml::from_str(&data_file("undertakings/v1.toml")?).context("undertakings/v1.toml")
}

impl Publish {
    /// Publishes.
    pub fn run(&self, db: &Db) -> anyhow::Result<()> {
        let file = match &self.file {
            None => built_in()?,
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("{} is not an undertaking", path.display()))?
            }
        };
        let undertaking = undertakings::publish(db, &file).map_err(explain)?;
        Ok(say(format!(
            "Undertaking {} is in force ({})",
            undertaking.number, undertaking.id
        ))?)
    }
}
