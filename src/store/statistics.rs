//! Table `statistics_epochs`: frozen search statistics, equal on every node.

use crate::store::db::{Chore, Reads};
use crate::store::error::StoreResult;
use crate::store::rows::naive;
use crate::store::schema::statistics_epochs as table;
use diesel::prelude::*;

/// How many old epochs are kept for lists that are still being paged through.
const KEPT: i64 = 8;

/// Number of the newest epoch made by an analyzer version; 0 if there is none. What an epoch holds is large: whoever looks often
/// looks here first.
pub fn newest_number_by(reads: &mut impl Reads, analyzer_version: i32) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::analyzer_version.eq(analyzer_version))
        .order(table::id.desc())
        .select(table::id)
        .first(reads.connection())
        .optional()?
        .unwrap_or(0))
}

/// Number and content of the newest epoch made by an analyzer version.
pub fn newest(reads: &mut impl Reads, analyzer_version: i32) -> StoreResult<Option<(i64, Vec<u8>)>> {
    Ok(table::table
        .filter(table::analyzer_version.eq(analyzer_version))
        .order(table::id.desc())
        .select((table::id, table::content))
        .first(reads.connection())
        .optional()?)
}

/// Number of the newest epoch of any analyzer version; 0 if there is none.
pub fn newest_number(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(table::table
        .order(table::id.desc())
        .select(table::id)
        .first(reads.connection())
        .optional()?
        .unwrap_or(0))
}

/// Stores an epoch and forgets those too old to matter.
pub fn insert(chore: &mut Chore<'_>, id: i64, analyzer_version: i32, content: &[u8]) -> StoreResult<()> {
    let now = naive(chore.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id),
            table::analyzer_version.eq(analyzer_version),
            table::content.eq(content),
            table::created_at.eq(now),
        ))
        .execute(chore.connection())?;
    diesel::delete(table::table.filter(table::id.le(id - KEPT))).execute(chore.connection())?;
    Ok(())
}
