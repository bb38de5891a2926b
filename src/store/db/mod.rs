//! Connections, transactions and the few places where SQLite and PostgreSQL differ.
//!
//! Three kinds of transaction: `Rx` reads a snapshot; `Tx` changes what the ledger covers and must end in `Audited`; `Chore`
//! changes housekeeping tables (sessions, drafts, queue leases) that the ledger does not cover. Store functions take the kind
//! they need, so a change without its ledger entry does not compile.

mod commit;
mod kinds;
mod pool;

pub use kinds::{Audited, Chore, Reads, Recorded, Rx, Tx, Writes};
pub use pool::Backend;

use crate::domain::clock::{Clock, Entropy};
use crate::store::connection::AnyConnection;
use crate::store::db::commit::begin_on;
use crate::store::db::pool::Pools;
use crate::store::error::{MayRetry, StoreError, StoreResult};
use crate::store::idempotency::Keyed;
use diesel::connection::SimpleConnection;
use std::sync::Arc;
use tokio::sync::Notify;

/// The database, with the clock and the chance that its transactions use.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    queued: Arc<Notify>,
    changed: Arc<Notify>,
}

impl Db {
    /// Opens the pools. SQLite gets one writer, PostgreSQL `pool_size` of them.
    pub fn open(url: &str, pool_size: u32, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> StoreResult<Self> {
        Ok(Self {
            pools: Pools::open(url, pool_size)?,
            clock,
            entropy,
            queued: Arc::new(Notify::new()),
            changed: Arc::new(Notify::new()),
        })
    }

    /// Which database this is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.pools.backend
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
        self.pools.states()
    }

    /// Runs a closure on a connection outside any transaction: for migrations and start-up checks.
    pub fn with_connection<T>(&self, run: impl FnOnce(&mut AnyConnection) -> StoreResult<T>) -> StoreResult<T> {
        let mut connection = self.pools.writer()?;
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
        let mut connection = self.pools.reader()?;
        let begin = match self.pools.backend {
            Backend::Sqlite => "BEGIN",
            Backend::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        begin_on(&mut connection, begin)?;
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

    /// `chore` for callers that may block.
    pub fn chore_blocking<T, E: MayRetry>(&self, run: impl Fn(&mut Chore<'_>) -> Result<T, E>) -> Result<T, E> {
        self.chore_keyed(None, run)
    }
}

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
