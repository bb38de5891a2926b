//! The work queue at the command line: what waits or gave up, and giving it another round.

use crate::domain::ids::TaskId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::task::{Task, TaskState};
use crate::services::error::Outcome;
use crate::store::db::{Audited, Db};
use crate::store::tasks;

/// Tasks in a state, oldest first.
pub fn in_state(db: &Db, state: TaskState, limit: i64) -> Outcome<Vec<Task>> {
    db.read_blocking(|rx| Ok(tasks::in_state(rx, state, limit)?))
}

/// Gives a dead task another round of attempts. False if there is no such dead task.
pub fn revive(db: &Db, id: TaskId) -> Outcome<bool> {
    db.write_blocking(|tx| {
        if !tasks::revive(tx, id)? {
            return Ok(Audited::unchanged(false));
        }
        let entry = Entry::new(
            Log::Platform,
            EntryKind::OperatorAction,
            Doer::Operator,
            format!("task:{id}"),
        );
        Ok(Audited::new(true, tx.record(entry.fact("action", "revived"))))
    })
}
