//! Table `public_listings`: who wants a listing to be public, and the very text that anybody may read of it. The text is there only
//! while both want it, and counts only while its version is the published one.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, VersionId};
use crate::domain::listing::public::PublicConsent;
use crate::domain::listing::state::ListingState;
use crate::domain::tier::{Clearance, Confidential, Tier};
use crate::store::db::{Reads, Tx};
use crate::store::error::StoreResult;
use crate::store::one_of::load_one_of;
use crate::store::rows::{exactly_one, instant, naive, parse_id};
use crate::store::schema::{listings, public_listings as table};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::BTreeMap;

const TABLE: &str = "public_listings";

/// A listing's consents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consents {
    /// What both sides have said
    pub given: PublicConsent,
    /// Which version's text is there for everybody
    pub cut_from: Option<VersionId>,
    /// Row version; 0 before anything was said
    pub version: i64,
}

type Row = (bool, bool, Option<NaiveDateTime>, Option<String>, i64);

fn consents(id: &str, (wanted, agreed, since, cut_from, version): Row) -> StoreResult<Consents> {
    let cut_from = cut_from.map(|version| parse_id(TABLE, id, &version));
    Ok(Consents {
        given: PublicConsent {
            wanted,
            agreed,
            since: since.map(instant),
        },
        cut_from: cut_from.transpose()?,
        version,
    })
}

/// The consents of a listing.
pub fn find(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Consents> {
    let id = listing.to_string();
    let row = table::table
        .find(&id)
        .select((
            table::wanted,
            table::agreed,
            table::public_since,
            table::version_id,
            table::version,
        ))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map_or_else(|| Ok(Consents::default()), |row| consents(&id, row))
}

/// The consents of several listings; where nothing was said there are none.
pub fn find_many(reads: &mut impl Reads, ids: &[ListingId]) -> StoreResult<BTreeMap<ListingId, Consents>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let known = table::table.select((
        table::listing_id,
        (
            table::wanted,
            table::agreed,
            table::public_since,
            table::version_id,
            table::version,
        ),
    ));
    let rows: Vec<(String, Row)> = load_one_of!(reads.connection(), known, table::listing_id, &ids);
    rows.into_iter()
        .map(|(id, row)| Ok((parse_id(TABLE, &id, &id)?, consents(&id, row)?)))
        .collect()
}

/// Replaces the consents that have a version, with the text for everybody, if there is to be one; the version grows by one.
pub fn replace(tx: &mut Tx<'_>, listing: ListingId, consents: &mut Consents, content: Option<&str>) -> StoreResult<()> {
    let seen = consents.version;
    consents.version += 1;
    let PublicConsent { wanted, agreed, since } = consents.given;
    let values = (
        table::wanted.eq(wanted),
        table::agreed.eq(agreed),
        table::public_since.eq(since.map(naive)),
        table::version_id.eq(consents.cut_from.map(|id| id.to_string())),
        table::content.eq(content),
        table::version.eq(consents.version),
    );
    if seen == 0 {
        diesel::insert_into(table::table)
            .values((table::listing_id.eq(listing.to_string()), values))
            .execute(tx.connection())?;
        return Ok(());
    }
    let held = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .filter(table::version.eq(seen));
    exactly_one(diesel::update(held).set(values).execute(tx.connection())?)
}

/// The texts for everybody, still sealed, of those listings whose text is that of the published version.
pub fn open_many(
    reads: &mut impl Reads,
    wanted: &[(VersionId, Clearance)],
) -> StoreResult<BTreeMap<ListingId, Confidential<String>>> {
    let ids = wanted
        .iter()
        .map(|(_, clearance)| clearance.listing().to_string())
        .collect::<Vec<_>>();
    let laid_out = table::table.select((table::listing_id, table::version_id, table::content));
    let rows: Vec<(String, Option<String>, Option<String>)> =
        load_one_of!(reads.connection(), laid_out, table::listing_id, &ids);
    let mut texts: BTreeMap<String, (Option<String>, Option<String>)> = rows
        .into_iter()
        .map(|(id, version, content)| (id, (version, content)))
        .collect();
    let mut opened = BTreeMap::new();
    for (published, clearance) in wanted {
        let listing = clearance.listing();
        let Some((Some(version), Some(content))) = texts.remove(&listing.to_string()) else {
            continue;
        };
        if version == published.to_string() {
            opened.insert(listing, Confidential::new(listing, Tier::Public, content));
        }
    }
    Ok(opened)
}

/// The text that is laid out for everybody, to compare another with.
pub fn laid_out(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Option<String>> {
    let content = table::table
        .find(listing.to_string())
        .select(table::content)
        .first::<Option<String>>(reads.connection())
        .optional()?;
    Ok(content.flatten())
}

/// Published listings that both sides want to be public, before a place (since when, and id), newest first.
pub fn page(
    reads: &mut impl Reads,
    before: Option<(Instant, ListingId)>,
    limit: i64,
) -> StoreResult<Vec<(Instant, ListingId)>> {
    let published = listings::table
        .filter(listings::state.eq(ListingState::Published.code()))
        .select(listings::id);
    let mut query = table::table
        .filter(table::public_since.is_not_null())
        .filter(table::listing_id.eq_any(published))
        .select((table::listing_id, table::public_since.assume_not_null()))
        .order((table::public_since.desc(), table::listing_id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((since, id)) = before {
        let since = naive(since);
        query = query.filter(
            table::public_since
                .lt(since)
                .or(table::public_since.eq(since).and(table::listing_id.lt(id.to_string()))),
        );
    }
    let rows = query.load::<(String, NaiveDateTime)>(reads.connection())?;
    let parse = |(id, since): (String, NaiveDateTime)| Ok((instant(since), parse_id(TABLE, &id, &id)?));
    rows.into_iter().map(parse).collect()
}

/// Listings of a liaison that their teams want to be public and the liaison has not agreed to.
pub fn awaiting(reads: &mut impl Reads, liaison: MemberId) -> StoreResult<Vec<ListingId>> {
    let theirs = listings::table
        .filter(listings::liaison_id.eq(liaison.to_string()))
        .filter(listings::state.eq(ListingState::Published.code()))
        .select(listings::id);
    let ids = table::table
        .filter(table::wanted.eq(true))
        .filter(table::agreed.eq(false))
        .filter(table::listing_id.eq_any(theirs))
        .order(table::listing_id)
        .select(table::listing_id)
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
}
