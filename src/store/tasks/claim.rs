//! Taking work out of the queue: claimed, renewed, finished or failed, each with the fencing token of the claim.

use super::Row;
use crate::domain::clock::Instant;
use crate::domain::task::{Task, TaskKind, TaskState, backoff};
use crate::store::db::{Chore, Reads, Writes};
use crate::store::error::StoreResult;
use crate::store::rows::naive;
use crate::store::schema::tasks as table;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

/// A task whose workers died this often may be the reason: from then on it waits like one that failed.
const SUSPECT_AFTER: i32 = 2;

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
