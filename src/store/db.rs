//! Connections, transactions and the few places where SQLite and PostgreSQL differ.
//!
//! Three kinds of transaction: `Rx` reads a snapshot; `Tx` changes what the ledger covers and must end in `Audited`; `Chore`
//! changes housekeeping tables (sessions, drafts, queue leases) that the ledger does not cover. Store functions take the kind
//! they need, so a change without its ledger entry does not compile.

use crate::domain::clock::{Clock, Entropy, Instant};
use crate::domain::ids::ListingId;
use crate::domain::ledger::Entry;
use crate::store::connection::AnyConnection;
use crate::store::error::{MayRetry, StoreError, StoreResult};
use crate::store::idempotency::Keyed;
use crate::store::{grants, index_changes, ledger};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use uuid::Uuid;

/// Which database a URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// `postgres://…`
    Postgres,
    /// `sqlite://path`
    Sqlite,
}

impl Backend {
    /// The backend of a URL, or a message that says what to write.
    pub fn of(url: &str) -> Result<Self, StoreError> {
        match url.split_once("://").map(|(scheme, _)| scheme) {
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            Some("sqlite") => Ok(Self::Sqlite),
            _ => Err(StoreError::BadUrl),
        }
    }
}

struct Manager {
    url: String,
    backend: Backend,
    read_only: bool,
}

impl Manager {
    fn open(&self) -> Result<AnyConnection, StoreError> {
        match self.backend {
            Backend::Postgres => {
                let mut connection = PgConnection::establish(&self.url).map_err(StoreError::Connect)?;
                connection.batch_execute("SET TIME ZONE 'UTC'")?;
                Ok(AnyConnection::Postgresql(connection))
            }
            Backend::Sqlite => {
                let path = self.url.strip_prefix("sqlite://").unwrap_or(&self.url);
                let mut connection = SqliteConnection::establish(path).map_err(StoreError::Connect)?;
                connection.batch_execute(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;",
                )?;
                if self.read_only {
                    connection.batch_execute("PRAGMA query_only = ON")?;
                }
                Ok(AnyConnection::Sqlite(connection))
            }
        }
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        self.open()
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        diesel::sql_query("SELECT 1").execute(connection)?;
        Ok(())
    }

    fn has_broken(&self, _: &mut AnyConnection) -> bool {
        false
    }
}

type Pool = r2d2::Pool<Manager>;

/// The database, with the clock and the chance that its transactions use.
#[derive(Clone)]
pub struct Db {
    readers: Pool,
    writers: Pool,
    backend: Backend,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    queued: Arc<Notify>,
    changed: Arc<Notify>,
}

impl Db {
    /// Opens the pools. SQLite gets one writer, PostgreSQL `pool_size` of them.
    pub fn open(url: &str, pool_size: u32, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> StoreResult<Self> {
        let backend = Backend::of(url)?;
        // A pool would try for a while and then not say why: the first connection is made without it.
        let first = Manager {
            url: url.to_owned(),
            backend,
            read_only: false,
        };
        drop(first.open()?);
        let pool = |size: u32, read_only: bool| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(backend == Backend::Postgres)
                .connection_timeout(Duration::from_secs(10))
                .build(Manager {
                    url: url.to_owned(),
                    backend,
                    read_only,
                })
                .map_err(StoreError::Pool)
        };
        let (writers, readers) = match backend {
            Backend::Sqlite => {
                // The first connection switches the file to WAL; readers may only come after it.
                let writers = pool(1, false)?;
                (writers, pool(pool_size, true)?)
            }
            Backend::Postgres => {
                let shared = pool(pool_size, false)?;
                (shared.clone(), shared)
            }
        };
        Ok(Self {
            readers,
            writers,
            backend,
            clock,
            entropy,
            queued: Arc::new(Notify::new()),
            changed: Arc::new(Notify::new()),
        })
    }

    /// Which database this is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// The clock of its transactions.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The chance of its transactions.
    #[must_use]
    pub fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.entropy
    }

    /// Rings after a commit that queued work.
    #[must_use]
    pub fn queued(&self) -> &Arc<Notify> {
        &self.queued
    }

    /// Rings after a commit that changed what the search index holds.
    #[must_use]
    pub fn changed(&self) -> &Arc<Notify> {
        &self.changed
    }

    /// How many connections each pool has, and how many of them are idle.
    #[must_use]
    pub fn connections(&self) -> Vec<(&'static str, r2d2::State)> {
        match self.backend {
            Backend::Sqlite => vec![("writers", self.writers.state()), ("readers", self.readers.state())],
            Backend::Postgres => vec![("shared", self.writers.state())],
        }
    }

    /// Runs a closure on a connection outside any transaction: for migrations and start-up checks.
    pub fn with_connection<T>(&self, run: impl FnOnce(&mut AnyConnection) -> StoreResult<T>) -> StoreResult<T> {
        let mut connection = self.writers.get().map_err(StoreError::Pool)?;
        run(&mut connection)
    }

    /// Reads from one snapshot, on a blocking thread.
    pub async fn read<T, E, F>(&self, run: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: MayRetry + Send + 'static,
        F: FnOnce(&mut Rx<'_>) -> Result<T, E> + Send + 'static,
    {
        let db = self.clone();
        off_thread(move || db.read_blocking(run)).await
    }

    /// Changes audited tables in one transaction, on a blocking thread. The closure may run again after a lost race.
    pub async fn write<T, E, F>(&self, run: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: MayRetry + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<Audited<T>, E> + Send + 'static,
    {
        let (db, keyed) = (self.clone(), Keyed::current());
        off_thread(move || db.write_keyed(keyed.as_ref(), run)).await
    }

    /// Changes housekeeping tables in one transaction, on a blocking thread. The closure may run again after a lost race.
    pub async fn chore<T, E, F>(&self, run: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: MayRetry + Send + 'static,
        F: Fn(&mut Chore<'_>) -> Result<T, E> + Send + 'static,
    {
        let (db, keyed) = (self.clone(), Keyed::current());
        off_thread(move || db.chore_keyed(keyed.as_ref(), run)).await
    }

    /// `read` for callers that may block.
    pub fn read_blocking<T, E: MayRetry>(&self, run: impl FnOnce(&mut Rx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.readers.get().map_err(StoreError::Pool)?;
        let begin = match self.backend {
            Backend::Sqlite => "BEGIN",
            Backend::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        connection.batch_execute(begin).map_err(StoreError::from)?;
        let outcome = run(&mut Rx {
            connection: &mut connection,
            now: self.clock.now(),
        });
        connection.batch_execute("ROLLBACK").map_err(StoreError::from)?;
        outcome
    }

    /// `write` for callers that may block.
    pub fn write_blocking<T, E: MayRetry>(&self, run: impl Fn(&mut Tx<'_>) -> Result<Audited<T>, E>) -> Result<T, E> {
        self.write_keyed(None, run)
    }

    fn write_keyed<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut Tx<'_>) -> Result<Audited<T>, E>,
    ) -> Result<T, E> {
        let (value, queued, changed) = self.transaction::<T, E>(keyed, |connection| {
            let mut tx = Tx {
                connection,
                now: self.clock.now(),
                entropy: self.entropy.as_ref(),
                entries: Vec::new(),
                changes: BTreeMap::new(),
                queued: false,
            };
            let Audited { value, changed } = run(&mut tx)?;
            for listing in tx.changes.clone().into_keys() {
                grants::void_overlays(&mut tx, listing)?;
            }
            let Tx {
                entries,
                changes,
                queued,
                now,
                ..
            } = tx;
            ledger::append(connection, entries, now, self.entropy.as_ref())?;
            let index_changed = !changes.is_empty();
            index_changes::append(connection, changes)?;
            Ok((value, queued, index_changed, changed))
        })?;
        if queued {
            self.queued.notify_waiters();
        }
        if changed {
            self.changed.notify_waiters();
        }
        Ok(value)
    }

    /// `chore` for callers that may block.
    pub fn chore_blocking<T, E: MayRetry>(&self, run: impl Fn(&mut Chore<'_>) -> Result<T, E>) -> Result<T, E> {
        self.chore_keyed(None, run)
    }

    fn chore_keyed<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut Chore<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (value, queued, _) = self.transaction::<T, E>(keyed, |connection| {
            let mut chore = Chore {
                connection,
                now: self.clock.now(),
                entropy: self.entropy.as_ref(),
                queued: false,
            };
            let value = run(&mut chore)?;
            let queued = chore.queued;
            Ok((value, queued, false, true))
        })?;
        if queued {
            self.queued.notify_waiters();
        }
        Ok(value)
    }

    fn transaction<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut AnyConnection) -> Result<(T, bool, bool, bool), E>,
    ) -> Result<(T, bool, bool), E> {
        let begin = match self.backend {
            Backend::Sqlite => "BEGIN IMMEDIATE",
            Backend::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        let mut attempt = 0_u32;
        loop {
            attempt += 1;
            let mut connection = self.writers.get().map_err(StoreError::Pool)?;
            connection.batch_execute(begin).map_err(StoreError::from)?;
            let marked = keyed
                .map_or(Ok(()), |keyed| keyed.mark(&mut connection, self.clock.now()))
                .map_err(E::from);
            let outcome = marked
                .and_then(|()| run(&mut connection))
                .and_then(|(value, queued, changed, keep)| {
                    connection
                        .batch_execute(if keep { "COMMIT" } else { "ROLLBACK" })
                        .map_err(StoreError::from)?;
                    Ok((value, queued && keep, changed && keep, keep))
                });
            match outcome {
                Ok((value, queued, changed, kept)) => {
                    if let Some(keyed) = keyed.filter(|_| kept) {
                        keyed.committed();
                    }
                    return Ok((value, queued, changed));
                }
                Err(error) => {
                    // A failed COMMIT may already have ended the transaction; then there is nothing left to roll back.
                    let _ended = connection.batch_execute("ROLLBACK");
                    drop(connection);
                    if attempt >= MOST_ATTEMPTS || !error.store_error().is_some_and(StoreError::is_lost_race) {
                        return Err(error);
                    }
                    std::thread::sleep(self.pause_before(attempt));
                }
            }
        }
    }

    /// A short random wait, longer with each attempt, so that two losers do not meet again.
    fn pause_before(&self, attempt: u32) -> Duration {
        let mut byte = [0_u8; 1];
        crate::store::entropy::SystemEntropy.fill(&mut byte);
        let [jitter] = byte;
        Duration::from_micros(u64::from(jitter) * 20 * u64::from(attempt))
    }
}

const MOST_ATTEMPTS: u32 = 12;

async fn off_thread<T, E>(run: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: MayRetry + Send + 'static,
{
    let span = tracing::Span::current();
    match tokio::task::spawn_blocking(move || span.in_scope(run)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(StoreError::Interrupted.into()),
    }
}

/// What every transaction can do.
pub trait Reads {
    /// The connection; only `store` speaks diesel to it.
    fn connection(&mut self) -> &mut AnyConnection;
    /// The transaction's instant: rows and ledger entries share it.
    fn now(&self) -> Instant;
}

/// What transactions that write can do.
pub trait Writes: Reads {
    /// A random UUID for a new row.
    fn new_uuid(&mut self) -> Uuid;
    /// 256 unpredictable bits.
    fn new_secret(&mut self) -> [u8; 32];
    /// The source of both.
    fn entropy(&self) -> &dyn Entropy;
    /// Remembers that work was queued, so that workers are woken after the commit.
    fn mark_queued(&mut self);
}

/// A read-only snapshot.
pub struct Rx<'a> {
    connection: &'a mut AnyConnection,
    now: Instant,
}

/// A transaction over audited tables.
pub struct Tx<'a> {
    connection: &'a mut AnyConnection,
    now: Instant,
    entropy: &'a dyn Entropy,
    entries: Vec<Entry>,
    changes: BTreeMap<ListingId, index_changes::Reach>,
    queued: bool,
}

/// A transaction over housekeeping tables.
pub struct Chore<'a> {
    connection: &'a mut AnyConnection,
    now: Instant,
    entropy: &'a dyn Entropy,
    queued: bool,
}

impl Reads for Rx<'_> {
    fn connection(&mut self) -> &mut AnyConnection {
        self.connection
    }

    fn now(&self) -> Instant {
        self.now
    }
}

macro_rules! writing {
    ($name:ident) => {
        impl Reads for $name<'_> {
            fn connection(&mut self) -> &mut AnyConnection {
                self.connection
            }

            fn now(&self) -> Instant {
                self.now
            }
        }

        impl Writes for $name<'_> {
            fn new_uuid(&mut self) -> Uuid {
                self.entropy.uuid()
            }

            fn new_secret(&mut self) -> [u8; 32] {
                self.entropy.secret()
            }

            fn entropy(&self) -> &dyn Entropy {
                self.entropy
            }

            fn mark_queued(&mut self) {
                self.queued = true;
            }
        }
    };
}
writing!(Tx);
writing!(Chore);

/// Proof that an entry was registered in the running transaction.
#[must_use = "hand it to Audited::new"]
pub struct Recorded(());

impl Tx<'_> {
    /// Registers a ledger entry; it is appended with the commit.
    pub fn record(&mut self, entry: Entry) -> Recorded {
        self.entries.push(entry);
        Recorded(())
    }

    /// Registers that what members find of a listing changed. Never for a change that they cannot see: the rhythm of index
    /// commits must not depend on it (`reindex_full` is for those).
    pub fn reindex(&mut self, listing: ListingId) {
        self.changes.insert(listing, index_changes::Reach::Members);
    }

    /// Registers that only what a listing's owner and those with grants find of it changed.
    pub fn reindex_full(&mut self, listing: ListingId) {
        self.changes.entry(listing).or_insert(index_changes::Reach::Owner);
    }
}

/// The outcome of an audited transaction: a value with proof of its ledger entry, or an untouched database.
pub struct Audited<T> {
    value: T,
    changed: bool,
}

impl<T> Audited<T> {
    /// The change was made and recorded.
    pub fn new(value: T, _proof: Recorded) -> Self {
        Self { value, changed: true }
    }

    /// There was nothing to change: the transaction is rolled back, so nothing can slip through unrecorded.
    pub const fn unchanged(value: T) -> Self {
        Self { value, changed: false }
    }
}
