//! Table `listing_drafts`: the owner's working copy. Saved with gaps, outside the ledger.

use crate::domain::clock::Instant;
use crate::domain::ids::ListingId;
use crate::domain::listing::NeedVisibility;
use crate::domain::tier::Tier;
use crate::store::connection::insert_rows;
use crate::store::db::{Reads, Writes};
use crate::store::error::StoreResult;
use crate::store::rows::{exactly_one, instant, naive, parse_code_opt, parse_json, to_json};
use crate::store::schema::listing_drafts as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A working copy. It has no `Debug`: its content is the owner's alone.
#[derive(Clone)]
pub struct Draft {
    /// Content as one JSON object
    pub content: String,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    pub visibility: Option<NeedVisibility>,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When it was last saved
    pub updated_at: Instant,
}

/// Adds an empty or given working copy.
pub fn insert(writes: &mut impl Writes, listing: ListingId, draft: &Draft) -> StoreResult<()> {
    insert_all(writes, &[(listing, draft.clone())])
}

/// Adds working copies.
pub fn insert_all(writes: &mut impl Writes, drafts: &[(ListingId, Draft)]) -> StoreResult<()> {
    let row = |(listing, draft): &(ListingId, Draft)| {
        Ok((
            table::listing_id.eq(listing.to_string()),
            table::content.eq(draft.content.clone()),
            table::tier_overrides.eq(to_json(&draft.tier_overrides)?),
            table::visibility.eq(draft.visibility.map(NeedVisibility::code)),
            table::version.eq(draft.version),
            table::updated_at.eq(naive(draft.updated_at)),
        ))
    };
    let rows = drafts.iter().map(row).collect::<StoreResult<Vec<_>>>()?;
    insert_rows!(writes.connection(), table::table, rows);
    Ok(())
}

/// The working copy.
pub fn find(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Option<Draft>> {
    let id = listing.to_string();
    let row = table::table
        .find(&id)
        .select((
            table::content,
            table::tier_overrides,
            table::visibility,
            table::version,
            table::updated_at,
        ))
        .first::<(String, String, Option<String>, i64, NaiveDateTime)>(reads.connection())
        .optional()?;
    row.map(|(content, overrides, visibility, version, updated_at)| {
        Ok(Draft {
            content,
            tier_overrides: parse_json("listing_drafts", &id, &overrides)?,
            visibility: parse_code_opt("listing_drafts", &id, visibility.as_deref(), NeedVisibility::from_code)?,
            version,
            updated_at: instant(updated_at),
        })
    })
    .transpose()
}

/// Saves a working copy whose row still has the version it was loaded with; the version grows by one.
pub fn update(writes: &mut impl Writes, listing: ListingId, draft: &mut Draft) -> StoreResult<()> {
    let loaded = draft.version;
    draft.version += 1;
    draft.updated_at = writes.now();
    let touched = diesel::update(table::table.find(listing.to_string()).filter(table::version.eq(loaded)))
        .set((
            table::content.eq(&draft.content),
            table::tier_overrides.eq(to_json(&draft.tier_overrides)?),
            table::visibility.eq(draft.visibility.map(NeedVisibility::code)),
            table::version.eq(draft.version),
            table::updated_at.eq(naive(draft.updated_at)),
        ))
        .execute(writes.connection())?;
    exactly_one(touched)
}
