//! Putting work into the queue.

use crate::domain::clock::Instant;
use crate::domain::ids::TaskId;
use crate::domain::task::{TaskKind, TaskState};
use crate::store::connection::insert_rows;
use crate::store::db::Writes;
use crate::store::error::StoreResult;
use crate::store::rows::{naive, to_json};
use crate::store::schema::tasks as table;
use diesel::prelude::*;
use serde::Serialize;

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
