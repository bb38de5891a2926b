//! Table `tasks`: the work queue. Claimed by lease, so no transaction is held while a task runs.

mod claim;
mod enqueue;

pub use claim::{Claim, claim, fail, finish, renew};
pub use enqueue::{enqueue, enqueue_at, enqueue_new, enqueue_slot};

use crate::domain::clock::Instant;
use crate::domain::ids::TaskId;
use crate::domain::task::{Task, TaskKind, TaskState};
use crate::store::db::{Chore, Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::tasks as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "tasks";

#[derive(Queryable)]
struct Row {
    id: String,
    kind: String,
    payload: String,
    state: String,
    due_at: NaiveDateTime,
    attempts: i32,
    _lease_until: Option<NaiveDateTime>,
    fence: i64,
    last_error: Option<String>,
    created_at: NaiveDateTime,
    _finished_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Task {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        Ok(Self {
            kind: parse_code(TABLE, &row.id, &row.kind, TaskKind::from_code)?,
            state: parse_code(TABLE, &row.id, &row.state, TaskState::from_code)?,
            id: parse_id(TABLE, &row.id, &row.id)?,
            payload: row.payload,
            due_at: instant(row.due_at),
            attempts: row.attempts,
            last_error: row.last_error,
            created_at: instant(row.created_at),
        })
    }
}

/// The task, if there is one.
pub fn find(reads: &mut impl Reads, id: TaskId) -> StoreResult<Option<Task>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Task::try_from).transpose()
}

/// Tasks in a state, oldest first.
pub fn in_state(reads: &mut impl Reads, state: TaskState, limit: i64) -> StoreResult<Vec<Task>> {
    let rows = table::table
        .filter(table::state.eq(state.code()))
        .order((table::created_at, table::id))
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Task::try_from).collect()
}

/// How many tasks are in a state.
pub fn count(reads: &mut impl Reads, state: TaskState) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::state.eq(state.code()))
        .count()
        .get_result(reads.connection())?)
}

/// When the next task is due, if any waits.
pub fn next_due(reads: &mut impl Reads) -> StoreResult<Option<Instant>> {
    let due = table::table
        .filter(table::state.eq(TaskState::Ready.code()))
        .order(table::due_at)
        .select(table::due_at)
        .first::<NaiveDateTime>(reads.connection())
        .optional()?;
    Ok(due.map(instant))
}

/// When the task that has been due longest was due, if any waits for a worker.
pub fn oldest_due(reads: &mut impl Reads) -> StoreResult<Option<Instant>> {
    let now = reads.now();
    Ok(next_due(reads)?.filter(|due| *due <= now))
}

/// Gives a dead task another round of attempts. False if it is not dead.
pub fn revive(writes: &mut impl Writes, id: TaskId) -> StoreResult<bool> {
    let now = naive(writes.now());
    let dead = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::state.eq(TaskState::Dead.code()));
    let touched = diesel::update(dead)
        .set((
            table::state.eq(TaskState::Ready.code()),
            table::due_at.eq(now),
            table::attempts.eq(0),
        ))
        .execute(writes.connection())?;
    if touched == 1 {
        writes.mark_queued();
    }
    Ok(touched == 1)
}

/// Removes tasks that finished before an instant.
pub fn remove_finished(chore: &mut Chore<'_>, before: Instant) -> StoreResult<usize> {
    let old = table::table
        .filter(table::state.eq(TaskState::Done.code()))
        .filter(table::finished_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(chore.connection())?)
}
