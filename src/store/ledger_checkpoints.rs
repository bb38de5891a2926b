//! Tables `ledger_checkpoints` and `ledger_timestamps`: what was signed of the logs, and what time authorities say of it. The ledger
//! does not cover them: they are about it.

use crate::domain::clock::Instant;
use crate::store::db::{Chore, Reads};
use crate::store::error::StoreResult;
use crate::store::rows::{instant, naive};
use crate::store::schema::{ledger_checkpoints as table, ledger_timestamps};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A signed checkpoint of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The log's name
    pub log: String,
    /// Entries
    pub size: i64,
    /// When it was signed
    pub at: Instant,
    /// The signed note
    pub note: String,
}

/// What a time authority says of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// The authority's name in the settings
    pub authority: String,
    /// When it was fetched
    pub at: Instant,
    /// The token (RFC 3161, DER), in base64
    pub token: String,
}

type Row = (String, i64, NaiveDateTime, String);

fn signed((log, size, at, note): Row) -> Signed {
    Signed {
        log,
        size,
        at: instant(at),
        note,
    }
}

/// Keeps a checkpoint, larger than those that there are.
pub fn insert(chore: &mut Chore<'_>, checkpoint: &Signed) -> StoreResult<()> {
    let Signed { log, size, at, note } = checkpoint;
    diesel::insert_into(table::table)
        .values((
            table::log.eq(log),
            table::size.eq(size),
            table::at.eq(naive(*at)),
            table::note.eq(note),
        ))
        .execute(chore.connection())?;
    Ok(())
}

/// The checkpoints of a log, the smallest first.
pub fn of_log(reads: &mut impl Reads, log: &str) -> StoreResult<Vec<Signed>> {
    let rows = table::table
        .filter(table::log.eq(log))
        .order(table::size)
        .load::<Row>(reads.connection())?;
    Ok(rows.into_iter().map(signed).collect())
}

/// The newest checkpoint of a log.
pub fn newest(reads: &mut impl Reads, log: &str) -> StoreResult<Option<Signed>> {
    let row = table::table
        .filter(table::log.eq(log))
        .order(table::size.desc())
        .first::<Row>(reads.connection())
        .optional()?;
    Ok(row.map(signed))
}

/// When the first checkpoint of a log beyond a size was signed.
pub fn first_after(reads: &mut impl Reads, log: &str, size: i64) -> StoreResult<Option<Instant>> {
    let at = table::table
        .filter(table::log.eq(log))
        .filter(table::size.gt(size))
        .order(table::size)
        .select(table::at)
        .first::<NaiveDateTime>(reads.connection())
        .optional()?;
    Ok(at.map(instant))
}

/// When an authority last said something of a log.
pub fn last_timestamp(reads: &mut impl Reads, log: &str, authority: &str) -> StoreResult<Option<(i64, Instant)>> {
    let row = ledger_timestamps::table
        .filter(ledger_timestamps::log.eq(log))
        .filter(ledger_timestamps::authority.eq(authority))
        .order(ledger_timestamps::size.desc())
        .select((ledger_timestamps::size, ledger_timestamps::at))
        .first::<(i64, NaiveDateTime)>(reads.connection())
        .optional()?;
    Ok(row.map(|(size, at)| (size, instant(at))))
}

/// Keeps what an authority said of a checkpoint of which it said nothing yet.
pub fn insert_timestamp(chore: &mut Chore<'_>, log: &str, size: i64, timestamp: &Timestamp) -> StoreResult<()> {
    let Timestamp { authority, at, token } = timestamp;
    diesel::insert_into(ledger_timestamps::table)
        .values((
            ledger_timestamps::log.eq(log),
            ledger_timestamps::size.eq(size),
            ledger_timestamps::authority.eq(authority),
            ledger_timestamps::at.eq(naive(*at)),
            ledger_timestamps::token.eq(token),
        ))
        .execute(chore.connection())?;
    Ok(())
}

/// What was said of a checkpoint, by authority.
pub fn timestamps(reads: &mut impl Reads, log: &str, size: i64) -> StoreResult<Vec<Timestamp>> {
    let rows = ledger_timestamps::table
        .filter(ledger_timestamps::log.eq(log))
        .filter(ledger_timestamps::size.eq(size))
        .order(ledger_timestamps::authority)
        .select((
            ledger_timestamps::authority,
            ledger_timestamps::at,
            ledger_timestamps::token,
        ))
        .load::<(String, NaiveDateTime, String)>(reads.connection())?;
    let timestamp = |(authority, at, token)| Timestamp {
        authority,
        at: instant(at),
        token,
    };
    Ok(rows.into_iter().map(timestamp).collect())
}
