//! Table `grants`: organisations' access to listings above the Members tier.

use crate::domain::clock::Instant;
use crate::domain::ids::{GrantId, IntroductionId, ListingId, OrganisationId};
use crate::domain::tier::Tier;
use crate::store::connection::ROWS_AT_ONCE;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::error::StoreResult;
use crate::store::one_of::load_one_of;
use crate::store::organisations;
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::grants as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Identity
    pub id: GrantId,
    /// To what
    pub listing: ListingId,
    /// To whom
    pub organisation: OrganisationId,
    /// Up to which tier
    pub tier: Tier,
    /// The introduction it comes from
    pub introduction: Option<IntroductionId>,
    /// Since when
    pub valid_from: Instant,
    /// Until when, if it ends by itself
    pub valid_until: Option<Instant>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    listing_id: String,
    organisation_id: String,
    tier: String,
    introduction_id: Option<String>,
    valid_from: NaiveDateTime,
    valid_until: Option<NaiveDateTime>,
    revoked_at: Option<NaiveDateTime>,
}

fn grant_of(row: &Row) -> StoreResult<Grant> {
    let Row {
        id,
        listing_id,
        organisation_id,
        tier,
        introduction_id,
        valid_from,
        valid_until,
        revoked_at: _,
    } = row;
    Ok(Grant {
        listing: parse_id("grants", id, listing_id)?,
        organisation: parse_id("grants", id, organisation_id)?,
        tier: parse_code("grants", id, tier, Tier::from_code)?,
        introduction: introduction_id
            .as_deref()
            .map(|text| parse_id("grants", id, text))
            .transpose()?,
        valid_from: instant(*valid_from),
        valid_until: valid_until.map(instant),
        id: parse_id("grants", id, id)?,
    })
}

/// Opens a grant. What the organisation may see changes, so its policy epoch grows.
pub fn open(tx: &mut Tx<'_>, grant: &Grant) -> StoreResult<()> {
    let row = Row {
        id: grant.id.to_string(),
        listing_id: grant.listing.to_string(),
        organisation_id: grant.organisation.to_string(),
        tier: grant.tier.code().to_owned(),
        introduction_id: grant.introduction.map(|id| id.to_string()),
        valid_from: naive(grant.valid_from),
        valid_until: grant.valid_until.map(naive),
        revoked_at: None,
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    organisations::bump_policy_epoch(tx, grant.organisation)
}

/// Closes the grants that an introduction opened. Returns those that were open.
pub fn close_of_introduction(tx: &mut Tx<'_>, introduction: IntroductionId) -> StoreResult<Vec<Grant>> {
    let now = tx.now();
    let rows = table::table
        .filter(table::introduction_id.eq(introduction.to_string()))
        .filter(table::revoked_at.is_null())
        .load::<Row>(tx.connection())?;
    let mut closed = Vec::new();
    for row in &rows {
        let grant = grant_of(row)?;
        diesel::update(table::table.find(&row.id))
            .set(table::revoked_at.eq(naive(now)))
            .execute(tx.connection())?;
        organisations::bump_policy_epoch(tx, grant.organisation)?;
        closed.push(grant);
    }
    Ok(closed)
}

fn in_force(row: &Row, now: Instant) -> bool {
    let now = naive(now);
    row.revoked_at.is_none() && row.valid_from <= now && row.valid_until.is_none_or(|until| now < until)
}

/// The highest tier that an organisation holds on a listing now.
pub fn highest(reads: &mut impl Reads, listing: ListingId, organisation: OrganisationId) -> StoreResult<Option<Tier>> {
    let now = reads.now();
    let rows = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .filter(table::listing_id.eq(listing.to_string()))
        .load::<Row>(reads.connection())?;
    let grants = rows
        .iter()
        .filter(|row| in_force(row, now))
        .map(grant_of)
        .collect::<StoreResult<Vec<_>>>()?;
    Ok(grants.into_iter().map(|grant| grant.tier).max())
}

/// Everything an organisation holds now: what its overlay is built from.
pub fn of_organisation(reads: &mut impl Reads, organisation: OrganisationId) -> StoreResult<Vec<Grant>> {
    let now = reads.now();
    let rows = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .order((table::listing_id, table::id))
        .load::<Row>(reads.connection())?;
    rows.iter().filter(|row| in_force(row, now)).map(grant_of).collect()
}

/// The highest tier that an organisation holds now on each of several listings.
pub fn highest_of(
    reads: &mut impl Reads,
    listings: &[ListingId],
    organisation: OrganisationId,
) -> StoreResult<BTreeMap<ListingId, Tier>> {
    let now = reads.now();
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let held = table::table.filter(table::organisation_id.eq(organisation.to_string()));
    let rows: Vec<Row> = load_one_of!(reads.connection(), held, table::listing_id, &ids);
    let mut highest = BTreeMap::new();
    for row in rows.iter().filter(|row| in_force(row, now)) {
        let grant = grant_of(row)?;
        let tier = highest.entry(grant.listing).or_insert(grant.tier);
        *tier = grant.tier.max(*tier);
    }
    Ok(highest)
}

/// Voids the overlays of everybody who holds something of the listings: their content or visibility changed.
pub fn void_overlays(writes: &mut impl Writes, listings: &[ListingId]) -> StoreResult<()> {
    let now = writes.now();
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut holders = BTreeSet::new();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let rows = table::table
            .filter(table::listing_id.eq_any(ids))
            .load::<Row>(writes.connection())?;
        for row in rows.iter().filter(|row| in_force(row, now)) {
            holders.insert(grant_of(row)?.organisation);
        }
    }
    for organisation in holders {
        organisations::bump_policy_epoch(writes, organisation)?;
    }
    Ok(())
}

/// Who holds something of a listing now.
pub fn of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<Grant>> {
    let now = reads.now();
    let rows = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .order((table::organisation_id, table::id))
        .load::<Row>(reads.connection())?;
    rows.iter().filter(|row| in_force(row, now)).map(grant_of).collect()
}

/// Organisations that ever held something of a listing: an introduction to each of them was accepted.
pub fn ever_of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<BTreeSet<OrganisationId>> {
    let rows = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .load::<Row>(reads.connection())?;
    rows.iter().map(|row| Ok(grant_of(row)?.organisation)).collect()
}
