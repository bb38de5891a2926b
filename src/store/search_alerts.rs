//! Table `search_alerts`: which listings a saved search found, each once and for good, so that nothing is told twice.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, SavedSearchId};
use crate::domain::saved_search::{SavedSearch, SearchAlert};
use crate::store::db::{Chore, Reads, Tx, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_id};
use crate::store::schema::search_alerts as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "search_alerts";

#[derive(Queryable)]
struct Row {
    saved_search_id: String,
    listing_id: String,
    _member_id: String,
    found_at: NaiveDateTime,
    seen_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for SearchAlert {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.saved_search_id;
        Ok(Self {
            search: parse_id(TABLE, id, id)?,
            listing: parse_id(TABLE, id, &row.listing_id)?,
            found_at: instant(row.found_at),
            seen_at: row.seen_at.map(instant),
        })
    }
}

/// Notes that a search found a listing, unless it did before. Returns whether it is new.
pub fn insert_once(tx: &mut Tx<'_>, search: &SavedSearch, listing: ListingId) -> StoreResult<bool> {
    let pair = table::table.find((search.id.to_string(), listing.to_string()));
    let known = pair
        .select(table::listing_id)
        .first::<String>(tx.connection())
        .optional()?;
    if known.is_some() {
        return Ok(false);
    }
    let now = naive(tx.now());
    diesel::insert_into(table::table)
        .values((
            table::saved_search_id.eq(search.id.to_string()),
            table::listing_id.eq(listing.to_string()),
            table::member_id.eq(search.member.to_string()),
            table::found_at.eq(now),
        ))
        .execute(tx.connection())?;
    Ok(true)
}

/// Where an alert stands among those of its search.
pub type Place = (Instant, ListingId);

/// A stretch of what a search found, newest first: after a place, and on request only what was not looked at.
pub fn page(
    reads: &mut impl Reads,
    search: SavedSearchId,
    after: Option<Place>,
    only_unseen: bool,
    limit: usize,
) -> StoreResult<Vec<SearchAlert>> {
    let mut asked = table::table
        .filter(table::saved_search_id.eq(search.to_string()))
        .order((table::found_at.desc(), table::listing_id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .into_boxed();
    if only_unseen {
        asked = asked.filter(table::seen_at.is_null());
    }
    if let Some((found_at, listing)) = after {
        let found_at = naive(found_at);
        let same_instant = table::found_at
            .eq(found_at)
            .and(table::listing_id.lt(listing.to_string()));
        asked = asked.filter(table::found_at.lt(found_at).or(same_instant));
    }
    let rows = asked.load::<Row>(reads.connection())?;
    rows.into_iter().map(SearchAlert::try_from).collect()
}

/// A member's searches that found something the member has not looked at.
pub fn with_unseen(reads: &mut impl Reads, member: MemberId) -> StoreResult<Vec<SavedSearchId>> {
    let ids = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::seen_at.is_null())
        .select(table::saved_search_id)
        .distinct()
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
}

/// What some searches found of one listing.
pub fn of_listing(
    reads: &mut impl Reads,
    searches: &[SavedSearchId],
    listing: ListingId,
) -> StoreResult<Vec<SearchAlert>> {
    let searches = searches.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = table::table
        .filter(table::saved_search_id.eq_any(searches))
        .filter(table::listing_id.eq(listing.to_string()))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(SearchAlert::try_from).collect()
}

/// The place of the oldest of the newest `most` alerts of a search, if it has so many.
pub fn oldest_of(reads: &mut impl Reads, search: SavedSearchId, most: i64) -> StoreResult<Option<Place>> {
    let found = table::table
        .filter(table::saved_search_id.eq(search.to_string()))
        .order((table::found_at.desc(), table::listing_id.desc()))
        .offset(most - 1)
        .select((table::found_at, table::listing_id))
        .first::<(NaiveDateTime, String)>(reads.connection())
        .optional()?;
    found
        .map(|(found_at, listing)| Ok((instant(found_at), parse_id(TABLE, &listing, &listing)?)))
        .transpose()
}

/// Forgets what a search found at a place and before.
pub fn remove_from(tx: &mut Tx<'_>, search: SavedSearchId, (found_at, listing): Place) -> StoreResult<usize> {
    let found_at = naive(found_at);
    let same_instant = table::found_at
        .eq(found_at)
        .and(table::listing_id.le(listing.to_string()));
    let old = table::table
        .filter(table::saved_search_id.eq(search.to_string()))
        .filter(table::found_at.lt(found_at).or(same_instant));
    Ok(diesel::delete(old).execute(tx.connection())?)
}

/// Forgets what was looked at before an instant.
pub fn remove_seen_before(chore: &mut Chore<'_>, before: Instant) -> StoreResult<usize> {
    let old = table::table.filter(table::seen_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(chore.connection())?)
}

/// How many listings a member's searches found since an instant.
pub fn count_since(reads: &mut impl Reads, member: MemberId, since: Instant) -> StoreResult<i64> {
    let found = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::found_at.ge(naive(since)))
        .select(table::listing_id)
        .distinct()
        .load::<String>(reads.connection())?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// Marks what a search found up to an instant as looked at. Returns how much of it was not.
pub fn mark_seen(writes: &mut impl Writes, search: SavedSearchId, until: Instant) -> StoreResult<usize> {
    let now = naive(writes.now());
    let unseen = table::table
        .filter(table::saved_search_id.eq(search.to_string()))
        .filter(table::found_at.le(naive(until)))
        .filter(table::seen_at.is_null());
    Ok(diesel::update(unseen)
        .set(table::seen_at.eq(now))
        .execute(writes.connection())?)
}

/// Forgets what a search found.
pub(super) fn remove_of(tx: &mut Tx<'_>, search: SavedSearchId) -> StoreResult<usize> {
    let theirs = table::table.filter(table::saved_search_id.eq(search.to_string()));
    Ok(diesel::delete(theirs).execute(tx.connection())?)
}
