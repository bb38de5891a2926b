//! The settings, section by section; `config/default.toml` explains each of them.

use crate::domain::account::AddressPolicy;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;

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

/// The disclosure ledger.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Ed25519 key in PKCS #8 PEM that signs checkpoints and receipts; made at the first start if absent
    pub signing_key_file: PathBuf,
    /// Public keys (hexadecimal) that signed checkpoints before
    pub former_public_keys: Vec<String>,
    /// Authorities that confirm, once a day, what was signed
    pub time_authorities: Vec<TimeAuthority>,
}

/// A time-stamping authority (RFC 3161).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeAuthority {
    /// What evidence calls it
    pub name: String,
    /// Where it is asked
    pub url: String,
}

/// Backups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Public keys (age, X25519) that backups are encrypted for
    pub recipients: Vec<String>,
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
    /// How often one network may read public listings in a minute
    pub public_reads_per_minute: u32,
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
    /// Most finds that are kept of one search
    pub alerts_per_search: i64,
    /// Days for which a find that was looked at is kept
    pub alert_days: i64,
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

/// Exported files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// Font of PDF files; without it, the first of the usual ones that is installed
    #[serde(default)]
    pub font: Option<PathBuf>,
    /// Most listings in a table of what a search found
    pub most_listings: usize,
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
