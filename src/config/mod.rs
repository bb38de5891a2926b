//! Configuration: compiled-in defaults, then the file that `ENISHI_CONFIG` names, then `ENISHI_SECTION__NAME` variables.
//! Values are passed in; nothing here is global.

mod complaint;

use crate::domain::account::AddressPolicy;
use crate::mail::settings::{FileSettings, MailSettings, TransportKind};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;
use std::net::IpAddr;
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
    /// Work queue
    pub jobs: Jobs,
    /// Logs
    pub logging: Logging,
}

/// Address, public URL, limits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Where to listen, `host:port`
    pub address: String,
    /// How members reach it: links in mails and the origin that cookies are for
    pub public_url: String,
    /// HTTP worker threads; 0 means one per CPU
    pub workers: usize,
    /// Largest request body in bytes
    pub max_body_bytes: usize,
    /// Reverse proxies whose `X-Forwarded-For` is believed
    pub trusted_proxies: Vec<IpAddr>,
    /// Show a demonstration's mailbox page to anybody who can reach the server
    pub demo: bool,
    /// File with the token that lets a collector on another machine read `/metrics`
    #[serde(default)]
    pub metrics_token_file: Option<PathBuf>,
}

/// Database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://path` or `postgres://…`
    pub url: String,
    /// Connections (readers, for SQLite)
    pub pool_size: u32,
}

/// Search index.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Folder of the index files
    pub directory: PathBuf,
    /// Overlays kept in memory
    pub overlay_capacity: usize,
}

/// Passwords, tokens, sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// Life of an access token in minutes
    pub access_token_minutes: i64,
    /// Life of a refresh token in days
    pub refresh_token_days: i64,
    /// Days after which a session ends however often it is used
    pub session_days: i64,
    /// Ed25519 key in PKCS #8 PEM; made at the first start if absent
    pub signing_key_file: PathBuf,
    /// Mark cookies `Secure`
    pub cookie_secure: bool,
    /// Memory of one password hash in KiB
    pub argon2_memory_kib: u32,
    /// Passes of one password hash
    pub argon2_iterations: u32,
    /// Password hashes computed at the same time
    pub hash_concurrency: usize,
    /// Failed sign-ins before each further one has to wait
    pub login_failures_before_delay: i32,
    /// Sign-ins and password resets that one network may try in a minute
    pub network_attempts_per_minute: u32,
}

/// Who may become a member.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Members {
    /// Accept addresses of free-mail providers
    pub allow_free_mail: bool,
    /// Domains of free-mail providers, subdomains included
    pub free_mail_domains: Vec<String>,
    /// Accept mailboxes that several people read
    #[serde(default)]
    pub allow_shared: bool,
    /// Local parts that several people usually share
    pub shared_mailbox_names: Vec<String>,
    /// Life of an invitation in days
    pub invitation_days: i64,
}

impl Members {
    /// The rule for addresses.
    #[must_use]
    pub fn address_policy(&self) -> AddressPolicy {
        AddressPolicy {
            allow_free_mail: self.allow_free_mail,
            free_mail_domains: self.free_mail_domains.clone(),
            allow_shared: self.allow_shared,
            shared_mailbox_names: self.shared_mailbox_names.clone(),
        }
    }
}

/// Validity of listings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listings {
    /// Validity in months unless the owner sets an earlier end
    pub validity_months: u32,
    /// Days before expiry on which the owner is reminded
    pub reminder_days: Vec<i64>,
}

/// Service level of curation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curation {
    /// Business days within which a review should be done
    pub sla_business_days: i64,
}

/// Thresholds and caps of matching.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Lowest calibrated score (0-100) of a candidate
    pub default_threshold: u8,
    /// Most new candidates per member and week
    pub weekly_cap: i64,
}

/// Limits of saved searches.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearches {
    /// Most searches that a member keeps
    pub per_member: usize,
    /// Most mails of found listings per member and week; more wait for the digest
    pub weekly_cap: i64,
}

/// Reminders and lapse of introductions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Introductions {
    /// Days after which the answering side is reminded
    pub reminder_days: Vec<i64>,
    /// Days after which an unanswered introduction lapses
    pub lapse_days: i64,
}

/// Work queue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jobs {
    /// Worker threads
    pub workers: usize,
    /// Seconds after which a task of a dead worker is free again
    pub lease_seconds: i64,
    /// Attempts before a task is put aside for a person
    pub max_attempts: i32,
}

/// Logs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logging {
    /// `text` or `json`
    pub format: LogFormat,
    /// `tracing` filter directives
    pub filter: String,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For a person
    Text,
    /// For a collector
    Json,
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

    fn validate(&self) -> Result<(), ConfigError> {
        let check = |good: bool, setting: &'static str, problem: &str| {
            if good {
                Ok(())
            } else {
                Err(ConfigError::Value {
                    setting,
                    problem: problem.to_owned(),
                })
            }
        };
        let port = self
            .server
            .address
            .rsplit_once(':')
            .map(|(_, port)| port.parse::<u16>());
        check(
            matches!(port, Some(Ok(_))),
            "server.address",
            "must be a host and a port, such as 127.0.0.1:8080",
        )?;
        let url = &self.server.public_url;
        check(
            url.starts_with("https://") || url.starts_with("http://"),
            "server.public_url",
            "must be the address members open, such as https://enishi.example.ac.jp",
        )?;
        check(!url.ends_with('/'), "server.public_url", "must not end in a slash")?;
        check(
            self.server.max_body_bytes >= 65_536,
            "server.max_body_bytes",
            "must be at least 65536",
        )?;
        check(
            crate::store::db::Backend::of(&self.database.url).is_ok(),
            "database.url",
            "must begin with sqlite:// (a file path follows) or postgres://",
        )?;
        check(
            (1..=200).contains(&self.database.pool_size),
            "database.pool_size",
            "must be between 1 and 200",
        )?;
        check(
            (1..=60).contains(&self.auth.access_token_minutes),
            "auth.access_token_minutes",
            "must be 1 to 60",
        )?;
        check(
            (1..=365).contains(&self.auth.refresh_token_days),
            "auth.refresh_token_days",
            "must be 1 to 365",
        )?;
        check(
            (1..=365).contains(&self.auth.session_days),
            "auth.session_days",
            "must be 1 to 365",
        )?;
        check(
            (1..=100).contains(&self.auth.login_failures_before_delay),
            "auth.login_failures_before_delay",
            "must be 1 to 100",
        )?;
        check(
            self.auth.network_attempts_per_minute >= 1,
            "auth.network_attempts_per_minute",
            "must be at least 1",
        )?;
        check(
            self.auth.hash_concurrency >= 1,
            "auth.hash_concurrency",
            "must be at least 1",
        )?;
        check(
            self.auth.argon2_memory_kib >= 8,
            "auth.argon2_memory_kib",
            "must be at least 8 (19456 or more in production)",
        )?;
        check(
            (1..=120).contains(&self.listings.validity_months),
            "listings.validity_months",
            "must be 1 to 120",
        )?;
        check(
            self.matching.default_threshold <= 100,
            "matching.default_threshold",
            "must be 0 to 100",
        )?;
        check(
            self.matching.weekly_cap >= 1,
            "matching.weekly_cap",
            "must be at least 1",
        )?;
        check(self.jobs.workers >= 1, "jobs.workers", "must be at least 1")?;
        check(self.jobs.lease_seconds >= 5, "jobs.lease_seconds", "must be at least 5")?;
        check(
            self.introductions.lapse_days >= 1,
            "introductions.lapse_days",
            "must be at least 1",
        )?;
        self.mail.validate().map_err(|error| ConfigError::Value {
            setting: "mail",
            problem: error.to_string(),
        })
    }
}
