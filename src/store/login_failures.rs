//! Table `login_failures`: runs of wrong passwords. Keys are keyed hashes, so the table names nobody, and addresses without
//! an account leave the same traces as those with one.

use crate::domain::clock::Instant;
use crate::domain::throttle::Failures;
use crate::store::db::{Reads, Writes};
use crate::store::error::StoreResult;
use crate::store::rows::{instant, naive};
use crate::store::schema::login_failures as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// The run of failures under a key.
pub fn find(reads: &mut impl Reads, key: &str) -> StoreResult<Option<Failures>> {
    let row = table::table
        .find(key)
        .select((table::failures, table::last_failure_at))
        .first::<(i32, NaiveDateTime)>(reads.connection())
        .optional()?;
    Ok(row.map(|(count, last)| Failures {
        count,
        last: instant(last),
    }))
}

/// Stores how many failures there are under a key, the last one now.
pub fn set(writes: &mut impl Writes, key: &str, count: i32) -> StoreResult<()> {
    let now = naive(writes.now());
    let touched = diesel::update(table::table.find(key))
        .set((table::failures.eq(count), table::last_failure_at.eq(now)))
        .execute(writes.connection())?;
    if touched == 0 {
        diesel::insert_into(table::table)
            .values((
                table::account_key.eq(key),
                table::failures.eq(count),
                table::last_failure_at.eq(now),
            ))
            .execute(writes.connection())?;
    }
    Ok(())
}

/// Forgets the run under a key.
pub fn forget(writes: &mut impl Writes, key: &str) -> StoreResult<()> {
    diesel::delete(table::table.find(key)).execute(writes.connection())?;
    Ok(())
}

/// Forgets runs whose last failure was before an instant.
pub fn remove_before(writes: &mut impl Writes, before: Instant) -> StoreResult<usize> {
    let old = table::table.filter(table::last_failure_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(writes.connection())?)
}
