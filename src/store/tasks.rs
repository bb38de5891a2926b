//! Table `tasks`: the work queue. Claimed by lease, so no transaction is held while a task runs.

use crate::domain::clock::Instant;
use crate::domain::ids::TaskId;
use crate::domain::task::{Task, TaskKind, TaskState, backoff};
use crate::store::db::{Chore, Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id, to_json};
use crate::store::schema::tasks as table;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use serde::Serialize;

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

/// Queues work on the caller's transaction. The payload holds ids only. The same kind and payload waiting already is enough.
pub fn enqueue(writes: &mut impl Writes, kind: TaskKind, payload: &impl Serialize) -> StoreResult<()> {
    let now = writes.now();
    enqueue_at(writes, kind, payload, now)
}

/// Queues work for a later time.
pub fn enqueue_at(writes: &mut impl Writes, kind: TaskKind, payload: &impl Serialize, due: Instant) -> StoreResult<()> {
    let payload = to_json(payload)?;
    let waiting = table::table
        .filter(table::state.eq(TaskState::Ready.code()))
        .filter(table::kind.eq(kind.code()))
        .filter(table::payload.eq(&payload))
        .filter(table::due_at.le(naive(due)))
        .select(table::id)
        .first::<String>(writes.connection())
        .optional()?;
    if waiting.is_some() {
        return Ok(());
    }
    let id = TaskId::from_uuid(writes.new_uuid());
    let now = naive(writes.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id.to_string()),
            table::kind.eq(kind.code()),
            table::payload.eq(payload),
            table::state.eq(TaskState::Ready.code()),
            table::due_at.eq(naive(due)),
            table::attempts.eq(0),
            table::fence.eq(0_i64),
            table::created_at.eq(now),
        ))
        .execute(writes.connection())?;
    writes.mark_queued();
    Ok(())
}

/// A claimed task with the fencing token that its outcome must show.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The task; `attempts` counts this one
    pub task: Task,
    fence: i64,
}

/// Claims the task that is due longest, including those whose worker died. None if nothing is due.
pub fn claim(chore: &mut Chore<'_>, lease: TimeDelta) -> StoreResult<Option<Claim>> {
    let now = chore.now();
    let ready = table::state
        .eq(TaskState::Ready.code())
        .and(table::due_at.le(naive(now)));
    let orphaned = table::state
        .eq(TaskState::Leased.code())
        .and(table::lease_until.lt(naive(now)));
    let row = table::table
        .filter(ready.or(orphaned))
        .order((table::due_at, table::created_at, table::id))
        .first::<Row>(chore.connection())
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let (fence, attempts) = (row.fence + 1, row.attempts + 1);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::fence.eq(row.fence)),
    )
    .set((
        table::state.eq(TaskState::Leased.code()),
        table::lease_until.eq(naive(now + lease)),
        table::fence.eq(fence),
        table::attempts.eq(attempts),
    ))
    .execute(chore.connection())?;
    if touched != 1 {
        return Ok(None);
    }
    let mut task = Task::try_from(row)?;
    task.attempts = attempts;
    Ok(Some(Claim { task, fence }))
}

/// Marks a claimed task as done. False if the lease was lost to another worker.
pub fn finish(writes: &mut impl Writes, claim: &Claim) -> StoreResult<bool> {
    let now = naive(writes.now());
    let touched = diesel::update(held(claim))
        .set((
            table::state.eq(TaskState::Done.code()),
            table::finished_at.eq(now),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(writes.connection())?;
    Ok(touched == 1)
}

/// Puts a failed task back with backoff, or aside for a person when it was tried often enough.
pub fn fail(writes: &mut impl Writes, claim: &Claim, error: &str, most_attempts: i32) -> StoreResult<TaskState> {
    let now = writes.now();
    let state = if claim.task.attempts >= most_attempts {
        TaskState::Dead
    } else {
        TaskState::Ready
    };
    diesel::update(held(claim))
        .set((
            table::state.eq(state.code()),
            table::due_at.eq(naive(now + backoff(claim.task.attempts))),
            table::last_error.eq(error),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(writes.connection())?;
    Ok(state)
}

#[diesel::dsl::auto_type]
fn held(claim: &Claim) -> _ {
    let id: String = claim.task.id.to_string();
    let fence: i64 = claim.fence;
    table::table.filter(table::id.eq(id)).filter(table::fence.eq(fence))
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
