//! Table `matching_settings`: what a team set for the matching of its listing.

use crate::domain::ids::ListingId;
use crate::store::db::{Reads, Tx};
use crate::store::error::StoreResult;
use crate::store::rows::{exactly_one, parse_id};
use crate::store::schema::matching_settings as table;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A listing's settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatchingSettings {
    /// Lowest score of a candidate that the team wants to see; none: what is usual
    pub threshold: Option<u8>,
    /// Row version; 0 before anything was set
    pub version: i64,
}

/// The settings of a listing.
pub fn find(reads: &mut impl Reads, listing: ListingId) -> StoreResult<MatchingSettings> {
    let row = table::table
        .find(listing.to_string())
        .select((table::threshold, table::version))
        .first::<(Option<i32>, i64)>(reads.connection())
        .optional()?;
    let Some((threshold, version)) = row else {
        return Ok(MatchingSettings::default());
    };
    Ok(MatchingSettings {
        threshold: threshold.and_then(|threshold| u8::try_from(threshold).ok()),
        version,
    })
}

/// The thresholds that teams set, by listing.
pub fn thresholds(reads: &mut impl Reads, listings: &[ListingId]) -> StoreResult<BTreeMap<ListingId, u8>> {
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = table::table
        .filter(table::listing_id.eq_any(ids))
        .filter(table::threshold.is_not_null())
        .select((table::listing_id, table::threshold.assume_not_null()))
        .load::<(String, i32)>(reads.connection())?;
    let parse = |(id, threshold): (String, i32)| {
        let listing = parse_id("matching_settings", &id, &id)?;
        Ok((listing, u8::try_from(threshold).unwrap_or(u8::MAX)))
    };
    rows.into_iter().map(parse).collect()
}

/// Replaces the settings that have a version; the version grows by one.
///
/// # Errors
/// When the stored version is another.
pub fn replace(tx: &mut Tx<'_>, listing: ListingId, settings: &mut MatchingSettings) -> StoreResult<()> {
    let seen = settings.version;
    settings.version += 1;
    let threshold = settings.threshold.map(i32::from);
    if seen == 0 {
        let row = (
            table::listing_id.eq(listing.to_string()),
            table::threshold.eq(threshold),
            table::version.eq(settings.version),
        );
        diesel::insert_into(table::table).values(row).execute(tx.connection())?;
        return Ok(());
    }
    let held = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .filter(table::version.eq(seen));
    let change = (table::threshold.eq(threshold), table::version.eq(settings.version));
    exactly_one(diesel::update(held).set(change).execute(tx.connection())?)
}
