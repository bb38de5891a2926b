//! Table `tasks`: the work queue. Claimed by lease, so no transaction is held while a task runs.

use crate::domain::clock::Instant;
use crate::domain::ids::TaskId;
use crate::domain::task::{Task, TaskKind, TaskState, backoff};
use crate::store::connection::insert_rows;
use crate::store::db::{Chore, Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id, to_json};
use crate::store::schema::tasks as table;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use serde::Serialize;

const TABLE: &str = "tasks";

/// A task whose workers died this often may be the reason: from then on it waits like one that failed.
const SUSPECT_AFTER: i32 = 2;

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
    insert(writes, kind, vec![payload], due)
}

/// Queues work that cannot be waiting already, because what it is about is new: many at a time stay cheap.
pub fn enqueue_new(
    writes: &mut impl Writes,
    kind: TaskKind,
    payloads: impl Iterator<Item = impl Serialize>,
) -> StoreResult<()> {
    let payloads = payloads.map(|payload| to_json(&payload));
    let (payloads, now) = (payloads.collect::<StoreResult<Vec<_>>>()?, writes.now());
    insert(writes, kind, payloads, now)
}

/// Queues work whose payload names a time slot, unless it was ever queued: several nodes may try. Returns whether it is new.
pub fn enqueue_slot(writes: &mut impl Writes, kind: TaskKind, payload: &impl Serialize) -> StoreResult<bool> {
    let (payload, now) = (to_json(payload)?, writes.now());
    let known = table::table
        .filter(table::kind.eq(kind.code()))
        .filter(table::payload.eq(&payload))
        .select(table::id)
        .first::<String>(writes.connection())
        .optional()?;
    if known.is_some() {
        return Ok(false);
    }
    insert(writes, kind, vec![payload], now)?;
    Ok(true)
}

fn insert(writes: &mut impl Writes, kind: TaskKind, payloads: Vec<String>, due: Instant) -> StoreResult<()> {
    let now = naive(writes.now());
    let row = |payload: String| {
        (
            table::id.eq(TaskId::from_uuid(writes.new_uuid()).to_string()),
            table::kind.eq(kind.code()),
            table::payload.eq(payload),
            table::state.eq(TaskState::Ready.code()),
            table::due_at.eq(naive(due)),
            table::attempts.eq(0),
            table::fence.eq(0_i64),
            table::created_at.eq(now),
        )
    };
    let rows = payloads.into_iter().map(row).collect::<Vec<_>>();
    insert_rows!(writes.connection(), table::table, rows);
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

/// Claims a task that is due: first those whose worker died, then mails (somebody waits for a link), then whatever is due
/// longest. None if nothing is due.
pub fn claim(chore: &mut Chore<'_>, lease: TimeDelta) -> StoreResult<Option<Claim>> {
    let now = chore.now();
    let row = loop {
        let Some(row) = due(chore, now)? else { return Ok(None) };
        if row.state == TaskState::Leased.code() && row.attempts >= SUSPECT_AFTER {
            postpone(chore, &row, now)?;
        } else {
            break row;
        }
    };
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

/// Puts an orphaned task back as if it had failed. A server that is killed again and again takes the same tasks with it: they
/// must not die of that within minutes, nor keep others waiting.
fn postpone(chore: &mut Chore<'_>, row: &Row, now: Instant) -> StoreResult<()> {
    diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::fence.eq(row.fence)),
    )
    .set((
        table::state.eq(TaskState::Ready.code()),
        table::lease_until.eq(None::<NaiveDateTime>),
        table::fence.eq(row.fence + 1),
        table::due_at.eq(naive(now + backoff(row.attempts))),
        table::last_error.eq("its worker died"),
    ))
    .execute(chore.connection())?;
    Ok(())
}

/// One query per kind of reason, so that each reads one row of an index however long the queue is.
fn due(chore: &mut Chore<'_>, now: Instant) -> StoreResult<Option<Row>> {
    let orphaned = table::table
        .filter(table::state.eq(TaskState::Leased.code()))
        .filter(table::lease_until.lt(naive(now)))
        .order((table::due_at, table::created_at, table::id))
        .first::<Row>(chore.connection())
        .optional()?;
    if orphaned.is_some() {
        return Ok(orphaned);
    }
    let ready = || {
        table::table
            .filter(table::state.eq(TaskState::Ready.code()))
            .filter(table::due_at.le(naive(now)))
            .order((table::due_at, table::created_at, table::id))
    };
    let mail = ready()
        .filter(table::kind.eq(TaskKind::SendMail.code()))
        .first::<Row>(chore.connection())
        .optional()?;
    if mail.is_some() {
        return Ok(mail);
    }
    Ok(ready().first::<Row>(chore.connection()).optional()?)
}

/// Prolongs the lease of a task that is still being worked on. False if it was lost to another worker.
pub fn renew(chore: &mut Chore<'_>, claim: &Claim, lease: TimeDelta) -> StoreResult<bool> {
    let until = naive(chore.now() + lease);
    let touched = diesel::update(held(claim).filter(table::state.eq(TaskState::Leased.code())))
        .set(table::lease_until.eq(until))
        .execute(chore.connection())?;
    Ok(touched == 1)
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
