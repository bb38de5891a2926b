//! Configuration: compiled-in defaults, then the file that `ENISHI_CONFIG` names, then `ENISHI_SECTION__NAME` variables.
//! Values are passed in; nothing here is global.

mod checks;
mod complaint;
mod sections;

pub use sections::{
    Auth, Backup, Curation, Database, Export, Introductions, Jobs, Ledger, Listings, LogFormat, Logging, Matching,
    Members, SavedSearches, Search, Server, TimeAuthority,
};

use crate::mail::settings::{FileSettings, MailSettings, TransportKind};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;
use std::path::{Path, PathBuf};

const DEFAULTS: &str = include_str!("../../config/default.toml");

/// The whole configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, public URL, limits
    pub server: Server,
    /// Database
    pub database: Database,
    /// Search index
    pub search: Search,
    /// Outgoing mail
    pub mail: MailSettings,
    /// Passwords, tokens, sessions
    pub auth: Auth,
    /// The disclosure ledger
    pub ledger: Ledger,
    /// Backups
    pub backup: Backup,
    /// Who may become a member
    pub members: Members,
    /// Validity of listings
    pub listings: Listings,
    /// Service level of curation
    pub curation: Curation,
    /// Thresholds and caps of matching
    pub matching: Matching,
    /// Limits of saved searches
    pub saved_searches: SavedSearches,
    /// Reminders and lapse of introductions
    pub introductions: Introductions,
    /// Exported files
    pub export: Export,
    /// Work queue
    pub jobs: Jobs,
    /// Logs
    pub logging: Logging,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A layer could not be read or has the wrong shape
    #[error("configuration: {}", complaint::sentence(.0))]
    Read(Box<figment::Error>),
    /// The named file is not there
    #[error("configuration: {} cannot be read: name an existing file in --config or ENISHI_CONFIG, or neither", .0.display())]
    NoFile(PathBuf),
    /// A value makes no sense
    #[error("configuration: {setting} {problem}")]
    Value {
        /// `section.name`
        setting: &'static str,
        /// What is wrong, and what to write
        problem: String,
    },
}

impl Config {
    /// Reads and checks all layers; the file is the one in the middle.
    pub fn load_from(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut layers = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(ConfigError::NoFile(file.to_path_buf()));
            }
            layers = layers.merge(Toml::file_exact(file));
        }
        let environment = Env::prefixed("ENISHI_")
            .filter(|key| key.as_str().contains("__"))
            .split("__");
        Self::from_layers(layers.merge(environment))
    }

    /// What a demonstration implies: mails to files, the mailbox page, plain HTTP on this machine.
    pub fn adapt_to_demonstration(&mut self) {
        const DEFAULT_URL: &str = "http://127.0.0.1:8080";
        if self.server.public_url == DEFAULT_URL {
            self.server.public_url = format!("http://{}", self.server.address);
        }
        self.server.demo = true;
        self.mail.transport = TransportKind::File;
        self.mail.file.get_or_insert_with(|| FileSettings {
            directory: "var/mail".into(),
        });
        if self.server.public_url.starts_with("http://") {
            self.auth.cookie_secure = false;
        }
    }

    /// The defaults with a TOML text over them: for tests.
    pub fn with(overrides: &str) -> Result<Self, ConfigError> {
        Self::from_layers(Figment::from(Toml::string(DEFAULTS)).merge(Toml::string(overrides)))
    }

    fn from_layers(layers: Figment) -> Result<Self, ConfigError> {
        let config: Self = layers.extract().map_err(|error| ConfigError::Read(Box::new(error)))?;
        config.validate()?;
        Ok(config)
    }
}
