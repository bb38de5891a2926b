//! What is made once at start and shared by server, workers and commands.

use crate::auth::keys::Keys;
use crate::auth::network_limit::NetworkLimit;
use crate::auth::note::LedgerKey;
use crate::auth::password::Passwords;
use crate::auth::token::Tokens;
use crate::config::Config;
use crate::domain::clock::{Clock, Entropy};
use crate::domain::vocabulary::{Vocabularies, Vocabulary};
use crate::export::pdf::{Face, FontError};
use crate::mail::mailer::Mailer;
use crate::mail::message::Composer;
use crate::mail::unsubscribe::UnsubscribeKey;
use crate::search::{Concepts, Options, SearchError, SearchIndex, StandingSearches};
use crate::store::db::Db;
use crate::store::disclosures::Disclosures;
use crate::telemetry::metrics::Metrics;
use anyhow::Context;
use rust_embed::RustEmbed;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// Data files that ship inside the program.
#[derive(RustEmbed)]
#[folder = "config/"]
#[include = "vocabularies/*.toml"]
#[include = "undertakings/*.toml"]
#[include = "messages/*.toml"]
#[include = "demo/**/*.json"]
pub struct DataFiles;

/// The shared parts. Cloning shares them.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an `App`.
pub struct Parts {
    config: Config,
    /// Database
    pub db: Db,
    /// Records disclosures before they are made
    pub disclosures: Disclosures,
    /// Derived keys
    pub keys: Keys,
    /// Signs checkpoints of the ledger and receipts
    pub ledger_key: LedgerKey,
    /// Access tokens
    pub tokens: Tokens,
    /// Password hashing
    pub passwords: Passwords,
    /// Attempts to get in, per network
    pub network_limit: NetworkLimit,
    /// Readings without an account, per network
    pub public_limit: NetworkLimit,
    /// Outgoing mail
    pub mailer: Mailer,
    /// Writes mails
    pub composer: Composer,
    /// One-click unsubscribe links
    pub unsubscribe: UnsubscribeKey,
    index: OnceLock<SearchIndex>,
    face: OnceLock<Face>,
    thesaurus: RwLock<(i64, Arc<Concepts>)>,
    opening_index: Mutex<()>,
    /// Everybody's saved searches, filed; read from the database when first a listing meets them
    pub standing: RwLock<StandingSearches>,
    /// What is counted and measured
    pub metrics: Metrics,
    /// What a collector on another machine must show to read the metrics
    pub metrics_token: Option<SecretString>,
    /// Set once the database was found to have every migration
    pub migrated: OnceLock<()>,
    /// Controlled vocabularies
    pub vocabularies: Vocabularies,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Parts {
    /// The configuration.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The thesaurus: what is shipped and what operators added.
    #[must_use]
    pub fn concepts(&self) -> Arc<Concepts> {
        Arc::clone(&self.thesaurus.read().unwrap_or_else(PoisonError::into_inner).1)
    }

    /// The number of the change of operators' lists that the thesaurus is of; 0 for what is shipped.
    #[must_use]
    pub fn concepts_number(&self) -> i64 {
        self.thesaurus.read().unwrap_or_else(PoisonError::into_inner).0
    }

    /// Uses another thesaurus from now on.
    pub fn use_concepts(&self, number: i64, concepts: Arc<Concepts>) {
        *self.thesaurus.write().unwrap_or_else(PoisonError::into_inner) = (number, concepts);
    }

    /// The font of exported pages, opened on first use. As long as there is none, each call looks again: it may have been installed.
    pub fn face(&self) -> Result<&Face, FontError> {
        if let Some(open) = self.face.get() {
            return Ok(open);
        }
        let opened = Face::open(self.config.export.font.as_deref())?;
        Ok(self.face.get_or_init(|| opened))
    }

    /// The full-text indexes, opened on first use: one process at a time may write in their folder, and most commands need
    /// none of it.
    pub fn index(&self) -> Result<&SearchIndex, SearchError> {
        if let Some(open) = self.index.get() {
            return Ok(open);
        }
        let _gate = self.opening_index.lock().map_err(|_| SearchError::Poisoned)?;
        if self.index.get().is_none() {
            let opened = SearchIndex::open(&self.config.search.directory, index_options(&self.config))?;
            // The gate is held: nobody else can have set it.
            let _set = self.index.set(opened);
        }
        self.index.get().ok_or(SearchError::Poisoned)
    }
}

impl App {
    /// Opens everything that the configuration names. Migrations are the caller's to run first or after.
    pub fn open(config: Config, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Self> {
        let db = open_database(&config, clock, Arc::clone(&entropy))?;
        let key_of = |setting, path| Keys::load_or_create(setting, path, || entropy.secret());
        let keys = key_of("auth.signing_key_file", &config.auth.signing_key_file)?;
        let ledger_key = key_of("ledger.signing_key_file", &config.ledger.signing_key_file)?;
        let auth = &config.auth;
        let parts = Parts {
            disclosures: Disclosures::start(db.clone())?,
            ledger_key: LedgerKey::new(&ledger_key),
            tokens: Tokens::new(&keys, &config.server.public_url, auth.access_token_minutes)?,
            passwords: Passwords::new(auth.argon2_memory_kib, auth.argon2_iterations, auth.hash_concurrency)?,
            network_limit: NetworkLimit::new(auth.network_attempts_per_minute),
            public_limit: NetworkLimit::new(config.listings.public_reads_per_minute),
            mailer: Mailer::from_settings(&config.mail)?,
            composer: Composer::new(&config.mail)?,
            unsubscribe: UnsubscribeKey::new(keys.derive("unsubscribe").as_slice())?,
            index: OnceLock::new(),
            face: OnceLock::new(),
            thesaurus: RwLock::new((0, Arc::clone(Concepts::built_in()))),
            opening_index: Mutex::new(()),
            standing: RwLock::default(),
            metrics: Metrics::new()?,
            metrics_token: metrics_token(&config)?,
            migrated: OnceLock::new(),
            vocabularies: vocabularies()?,
            db,
            keys,
            config,
        };
        Ok(Self(Arc::new(parts)))
    }
}

fn index_options(config: &Config) -> Options {
    let overlays = NonZeroUsize::new(config.search.overlay_capacity).unwrap_or(NonZeroUsize::MIN);
    Options {
        overlays,
        ..Options::default()
    }
}

fn metrics_token(config: &Config) -> anyhow::Result<Option<SecretString>> {
    let Some(path) = &config.server.metrics_token_file else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("server.metrics_token_file: cannot read {}", path.display()))?;
    let token = text.trim();
    anyhow::ensure!(
        token.len() >= 32,
        "server.metrics_token_file: {} must hold 32 characters or more",
        path.display()
    );
    Ok(Some(token.into()))
}

/// Opens the database alone: for commands that need nothing else. Makes the folder of an SQLite file.
pub fn open_database(config: &Config, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Db> {
    let database = &config.database;
    if let Some(folder) = sqlite_folder(&database.url) {
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    Ok(Db::open(&database.url, database.pool_size, clock, entropy)?)
}

fn sqlite_folder(url: &str) -> Option<std::path::PathBuf> {
    let path = std::path::Path::new(url.strip_prefix("sqlite://")?);
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .map(std::path::Path::to_path_buf)
}

/// The text of a data file that ships inside the program.
pub fn data_file(path: &str) -> anyhow::Result<String> {
    let file = DataFiles::get(path).with_context(|| format!("data file {path} is missing"))?;
    String::from_utf8(file.data.into_owned()).with_context(|| format!("data file {path} is not UTF-8"))
}

/// The vocabularies that ship inside the program.
pub fn vocabularies() -> anyhow::Result<Vocabularies> {
    let mut by_name = BTreeMap::new();
    for path in DataFiles::iter().filter(|path| path.starts_with("vocabularies/")) {
        let name = path
            .trim_start_matches("vocabularies/")
            .trim_end_matches(".toml")
            .to_owned();
        let vocabulary: Vocabulary = toml::from_str(&data_file(&path)?).with_context(|| format!("data file {path}"))?;
        by_name.insert(name, vocabulary);
    }
    Ok(Vocabularies::new(by_name))
}
