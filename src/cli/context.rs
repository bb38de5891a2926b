//! What the commands share: configuration, database, output, and words for what a use case refuses.

use crate::app::{self, App};
use crate::config::{Config, ConfigError};
use crate::domain::clock::SystemClock;
use crate::services::error::Error;
use crate::store::db::Db;
use crate::store::entropy::SystemEntropy;
use crate::store::migrations;
use crate::telemetry;
use anyhow::{Context, bail};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Options of every command.
#[derive(clap::Args)]
pub struct Files {
    /// Configuration file (TOML) that goes over the built-in settings
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "ENISHI_CONFIG",
        hide_env_values = true
    )]
    config: Option<PathBuf>,
}

impl Files {
    /// The checked configuration.
    pub fn load(&self) -> Result<Config, ConfigError> {
        Config::load_from(self.config.as_deref())
    }

    /// The configuration for a command that runs and ends: logs hold warnings only.
    pub fn load_quiet(&self) -> anyhow::Result<Config> {
        let mut config = self.load()?;
        quiet(&mut config);
        start_logs(&config)?;
        Ok(config)
    }

    /// Everything that the configuration names, if its database is up to date, for a command that runs and ends.
    pub fn open(&self) -> anyhow::Result<App> {
        let config = self.load_quiet()?;
        require_migrated(&database(&config)?)?;
        open(config)
    }
}

/// Logs hold warnings only, unless the configuration says otherwise.
pub fn quiet(config: &mut Config) {
    if config.logging.filter == "info" {
        "warn".clone_into(&mut config.logging.filter);
    }
}

/// Sends logs where the configuration says.
pub fn start_logs(config: &Config) -> anyhow::Result<()> {
    telemetry::start(&config.logging)
        .context("logging.filter: write levels such as \"info\" or \"info,enishi::jobs=debug\"")
}

/// Everything that the configuration names.
pub fn open(config: Config) -> anyhow::Result<App> {
    App::open(config, Arc::new(SystemClock), Arc::new(SystemEntropy))
}

/// The database that the configuration names.
pub fn database(config: &Config) -> anyhow::Result<Db> {
    app::open_database(config, Arc::new(SystemClock), Arc::new(SystemEntropy))
        .context("cannot open the database: check database.url (ENISHI_DATABASE__URL)")
}

/// Refuses a database without the newest tables.
pub fn require_migrated(db: &Db) -> anyhow::Result<()> {
    if migrations::pending(db)? {
        bail!("the database is not up to date: run `enishi migrate` with the same configuration first");
    }
    Ok(())
}

/// Writes a line to standard output.
pub fn say(line: impl AsRef<str>) -> std::io::Result<()> {
    writeln!(std::io::stdout().lock(), "{}", line.as_ref())
}

/// A refusal of a use case in words for the command line: every field with what is wrong.
pub fn explain(error: Error) -> anyhow::Error {
    let Error::Invalid(faults) = error else {
        return error.into();
    };
    let lines = faults.iter().map(|fault| {
        let limit = fault.limit.map(|limit| format!(" (limit {limit})")).unwrap_or_default();
        format!("{}: {}{limit}", fault.field, fault.fault.code().replace('_', " "))
    });
    anyhow::anyhow!(lines.collect::<Vec<_>>().join("\n       "))
}
