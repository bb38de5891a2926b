//! How a transaction that writes comes to its end: ledger entries and index changes with the commit, once more after a lost
//! race, and a ring for whoever waits for work.

use crate::domain::clock::Entropy;
use crate::store::connection::AnyConnection;
use crate::store::db::pool::Backend;
use crate::store::db::{Audited, Chore, Db, Tx};
use crate::store::error::{MayRetry, StoreError, StoreResult};
use crate::store::idempotency::Keyed;
use crate::store::{grants, index_changes, ledger};
use diesel::connection::SimpleConnection;
use std::collections::BTreeMap;
use std::time::Duration;

const MOST_ATTEMPTS: u32 = 12;

/// Begins a transaction. If that fails because one is still open, that one ends, so that the connection is good for the next.
pub(super) fn begin_on(connection: &mut AnyConnection, begin: &str) -> StoreResult<()> {
    connection.batch_execute(begin).map_err(|error| {
        let _ended = connection.batch_execute("ROLLBACK");
        StoreError::from(error)
    })
}

/// What a closure leaves behind when it has run.
struct Ending<T> {
    value: T,
    /// Work was queued
    queued: bool,
    /// What the search index holds changed
    index_changed: bool,
    /// Commit; otherwise there was nothing to change
    keep: bool,
}

impl Db {
    pub(super) fn write_keyed<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut Tx<'_>) -> Result<Audited<T>, E>,
    ) -> Result<T, E> {
        self.transaction(keyed, |connection| {
            let mut tx = Tx {
                connection,
                now: self.clock.now(),
                entropy: self.entropy.as_ref(),
                entries: Vec::new(),
                changes: BTreeMap::new(),
                queued: false,
            };
            let Audited { value, changed } = run(&mut tx)?;
            let listings = tx.changes.keys().copied().collect::<Vec<_>>();
            grants::void_overlays(&mut tx, &listings)?;
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
            Ok(Ending {
                value,
                queued,
                index_changed,
                keep: changed,
            })
        })
    }

    pub(super) fn chore_keyed<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut Chore<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(keyed, |connection| {
            let mut chore = Chore {
                connection,
                now: self.clock.now(),
                entropy: self.entropy.as_ref(),
                queued: false,
            };
            let value = run(&mut chore)?;
            Ok(Ending {
                value,
                queued: chore.queued,
                index_changed: false,
                keep: true,
            })
        })
    }

    fn transaction<T, E: MayRetry>(
        &self,
        keyed: Option<&Keyed>,
        run: impl Fn(&mut AnyConnection) -> Result<Ending<T>, E>,
    ) -> Result<T, E> {
        let begin = match self.pools.backend {
            Backend::Sqlite => "BEGIN IMMEDIATE",
            Backend::Postgres => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        let mut attempt = 0_u32;
        loop {
            attempt += 1;
            let mut connection = self.pools.writer()?;
            begin_on(&mut connection, begin)?;
            let queued = if attempt > 1 {
                self.stand_in_line(&mut connection)
            } else {
                Ok(())
            };
            let marked = queued
                .and_then(|()| keyed.map_or(Ok(()), |keyed| keyed.mark(&mut connection, self.clock.now())))
                .map_err(E::from);
            let outcome = marked.and_then(|()| run(&mut connection)).and_then(|ending| {
                connection
                    .batch_execute(if ending.keep { "COMMIT" } else { "ROLLBACK" })
                    .map_err(StoreError::from)?;
                Ok(ending)
            });
            match outcome {
                Ok(ending) => {
                    drop(connection);
                    return Ok(self.committed(keyed, ending));
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

    fn committed<T>(&self, keyed: Option<&Keyed>, ending: Ending<T>) -> T {
        let Ending {
            value,
            queued,
            index_changed,
            keep,
        } = ending;
        if let Some(keyed) = keyed.filter(|_| keep) {
            keyed.committed();
        }
        if keep && queued {
            self.queued.notify_waiters();
        }
        if keep && index_changed {
            self.changed.notify_waiters();
        }
        value
    }

    /// Whoever lost a race takes its next turn alone, before its snapshot is taken: else many writers of one log would go on losing to each
    /// other until their attempts are spent. SQLite has one writer at a time as it is.
    fn stand_in_line(&self, connection: &mut AnyConnection) -> StoreResult<()> {
        if matches!(self.pools.backend, Backend::Postgres) {
            connection.batch_execute("LOCK TABLE ledger_heads IN EXCLUSIVE MODE")?;
        }
        Ok(())
    }

    /// A short random wait, longer with each attempt, so that two losers do not meet again.
    fn pause_before(&self, attempt: u32) -> Duration {
        let mut byte = [0_u8; 1];
        crate::store::entropy::SystemEntropy.fill(&mut byte);
        let [jitter] = byte;
        Duration::from_micros(u64::from(jitter) * 20 * u64::from(attempt))
    }
}
