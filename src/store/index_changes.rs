//! The queue that search indexes are built from: dense numbers in commit order, one row per change.

use crate::domain::ids::ListingId;
use crate::store::connection::{AnyConnection, insert_rows};
use crate::store::db::Reads;
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{parse_code, parse_id};
use crate::store::schema::{counters, index_changes};
use diesel::prelude::*;
use std::collections::BTreeMap;

const COUNTER: &str = "index_changes";

crate::domain::coded_enum! {
    /// Who finds something else than before; later ones reach further.
    Reach {
        /// The owner, and organisations with grants.
        Owner = "owner",
        /// Organisations that are blocked now, or were.
        Audience = "audience",
        /// Members in general.
        Members = "members",
    }
}

/// Appends changes. The counter row is locked until commit, so numbers become visible in order and without gaps.
pub(super) fn append(connection: &mut AnyConnection, changes: BTreeMap<ListingId, Reach>) -> StoreResult<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut seq: i64 = counters::table
        .filter(counters::name.eq(COUNTER))
        .select(counters::value)
        .first(connection)?;
    let before = seq;
    let row = |(listing, reach): (ListingId, Reach)| {
        seq += 1;
        (
            index_changes::seq.eq(seq),
            index_changes::listing_id.eq(listing.to_string()),
            index_changes::reach.eq(reach.code()),
        )
    };
    let rows = changes.into_iter().map(row).collect::<Vec<_>>();
    insert_rows!(connection, index_changes::table, rows);
    let moved = diesel::update(
        counters::table
            .filter(counters::name.eq(COUNTER))
            .filter(counters::value.eq(before)),
    )
    .set(counters::value.eq(seq))
    .execute(connection)?;
    if moved == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Up to `limit` changes after a number.
pub fn after(reads: &mut impl Reads, seq: i64, limit: i64) -> StoreResult<Vec<(i64, ListingId, Reach)>> {
    let rows = index_changes::table
        .filter(index_changes::seq.gt(seq))
        .order(index_changes::seq)
        .limit(limit)
        .load::<(i64, String, String)>(reads.connection())?;
    let parse = |(seq, id, reach): (i64, String, String)| {
        let row = seq.to_string();
        let reach = parse_code("index_changes", &row, &reach, Reach::from_code)?;
        Ok((seq, parse_id("index_changes", &row, &id)?, reach))
    };
    rows.into_iter().map(parse).collect()
}

/// The listings of the newest changes of a reach after a number, at most `limit` of them. Changes of another reach take no place.
pub fn newest_of(reads: &mut impl Reads, reach: Reach, seq: i64, limit: i64) -> StoreResult<Vec<ListingId>> {
    let rows = index_changes::table
        .filter(index_changes::seq.gt(seq))
        .filter(index_changes::reach.eq(reach.code()))
        .order(index_changes::seq.desc())
        .limit(limit)
        .select(index_changes::listing_id)
        .load::<String>(reads.connection())?;
    rows.iter().map(|id| parse_id("index_changes", id, id)).collect()
}

/// The newest number.
pub fn newest(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(counters::table
        .filter(counters::name.eq(COUNTER))
        .select(counters::value)
        .first(reads.connection())?)
}
