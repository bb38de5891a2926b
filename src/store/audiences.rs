//! Tables `listing_team` and `listing_blocks`: who is around a listing.

use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::listing::Listing;
use crate::domain::policy::{Actor, Audience};
use crate::store::connection::insert_rows;
use crate::store::db::{Reads, Tx};
use crate::store::error::StoreResult;
use crate::store::one_of::load_one_of;
use crate::store::rows::parse_id;
use crate::store::schema::{listing_blocks, listing_team};
use crate::store::{grants, reviews};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Adds a member to the team; once is enough.
pub fn add_to_team(tx: &mut Tx<'_>, listing: ListingId, member: MemberId) -> StoreResult<()> {
    if team(tx, listing)?.contains(&member) {
        return Ok(());
    }
    insert_into_teams(tx, std::iter::once((listing, member)))
}

/// Adds people who are not in the teams yet.
pub(in crate::store) fn insert_into_teams(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = (ListingId, MemberId)>,
) -> StoreResult<()> {
    let row = |(listing, member): (ListingId, MemberId)| {
        (
            listing_team::listing_id.eq(listing.to_string()),
            listing_team::member_id.eq(member.to_string()),
        )
    };
    let rows = people.map(row).collect::<Vec<_>>();
    insert_rows!(tx.connection(), listing_team::table, rows);
    Ok(())
}

/// Replaces the team.
pub fn set_team(tx: &mut Tx<'_>, listing: ListingId, members: &[MemberId]) -> StoreResult<()> {
    let id = listing.to_string();
    diesel::delete(listing_team::table.filter(listing_team::listing_id.eq(&id))).execute(tx.connection())?;
    for member in members {
        add_to_team(tx, listing, *member)?;
    }
    Ok(())
}

/// The team.
pub fn team(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<MemberId>> {
    let id = listing.to_string();
    let rows = listing_team::table
        .filter(listing_team::listing_id.eq(&id))
        .select(listing_team::member_id)
        .order(listing_team::member_id)
        .load::<String>(reads.connection())?;
    rows.iter()
        .map(|member| parse_id("listing_team", &id, member))
        .collect()
}

/// Replaces the block list.
pub fn set_blocks(tx: &mut Tx<'_>, listing: ListingId, organisations: &[OrganisationId]) -> StoreResult<()> {
    let id = listing.to_string();
    diesel::delete(listing_blocks::table.filter(listing_blocks::listing_id.eq(&id))).execute(tx.connection())?;
    for organisation in organisations {
        diesel::insert_into(listing_blocks::table)
            .values((
                listing_blocks::listing_id.eq(&id),
                listing_blocks::organisation_id.eq(organisation.to_string()),
            ))
            .execute(tx.connection())?;
    }
    Ok(())
}

/// The block list.
pub fn blocks(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<OrganisationId>> {
    let id = listing.to_string();
    let rows = listing_blocks::table
        .filter(listing_blocks::listing_id.eq(&id))
        .select(listing_blocks::organisation_id)
        .order(listing_blocks::organisation_id)
        .load::<String>(reads.connection())?;
    rows.iter()
        .map(|organisation| parse_id("listing_blocks", &id, organisation))
        .collect()
}

/// Who is around a listing, as far as an actor is concerned.
pub fn of(reads: &mut impl Reads, actor: &Actor, listing: &Listing) -> StoreResult<Audience> {
    Ok(Audience {
        team: team(reads, listing.id)?,
        blocked: blocks(reads, listing.id)?,
        granted: grants::highest(reads, listing.id, actor.organisation)?,
        approver: reviews::approver_awaiting_second(reads, listing)?,
    })
}

/// The audiences of several listings, as far as an actor is concerned, in a fixed number of queries. They are for lists that
/// members see, where nobody acts as the second pair of eyes: `approver` stays empty.
pub fn of_many(
    reads: &mut impl Reads,
    actor: &Actor,
    listings: &[&Listing],
) -> StoreResult<BTreeMap<ListingId, Audience>> {
    let known = listings.iter().map(|listing| listing.id).collect::<Vec<_>>();
    let ids = known.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut audiences: BTreeMap<ListingId, Audience> = known.iter().map(|id| (*id, Audience::default())).collect();
    // Teams are of the listing's own organisation.
    let at_home = listings
        .iter()
        .filter(|listing| listing.organisation == actor.organisation);
    let at_home = at_home.map(|listing| listing.id.to_string()).collect::<Vec<_>>();
    let team: Vec<(String, String)> = if at_home.is_empty() {
        Vec::new()
    } else {
        listing_team::table
            .filter(listing_team::listing_id.eq_any(at_home))
            .order((listing_team::listing_id, listing_team::member_id))
            .load(reads.connection())?
    };
    for (listing, member) in team {
        let id: ListingId = parse_id("listing_team", &listing, &listing)?;
        if let Some(audience) = audiences.get_mut(&id) {
            audience.team.push(parse_id("listing_team", &listing, &member)?);
        }
    }
    let ordered = listing_blocks::table.order((listing_blocks::listing_id, listing_blocks::organisation_id));
    let blocked: Vec<(String, String)> = load_one_of!(reads.connection(), ordered, listing_blocks::listing_id, &ids);
    for (listing, organisation) in blocked {
        let id: ListingId = parse_id("listing_blocks", &listing, &listing)?;
        if let Some(audience) = audiences.get_mut(&id) {
            audience
                .blocked
                .push(parse_id("listing_blocks", &listing, &organisation)?);
        }
    }
    for (listing, tier) in grants::highest_of(reads, &known, actor.organisation)? {
        if let Some(audience) = audiences.get_mut(&listing) {
            audience.granted = Some(tier);
        }
    }
    Ok(audiences)
}

/// The block lists of several listings; those without one are absent.
pub fn blocks_of(
    reads: &mut impl Reads,
    listings: &[ListingId],
) -> StoreResult<BTreeMap<ListingId, Vec<OrganisationId>>> {
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = listing_blocks::table
        .filter(listing_blocks::listing_id.eq_any(ids))
        .order((listing_blocks::listing_id, listing_blocks::organisation_id))
        .load::<(String, String)>(reads.connection())?;
    let mut blocks: BTreeMap<ListingId, Vec<OrganisationId>> = BTreeMap::new();
    for (listing, organisation) in rows {
        let id = parse_id("listing_blocks", &listing, &listing)?;
        blocks
            .entry(id)
            .or_default()
            .push(parse_id("listing_blocks", &listing, &organisation)?);
    }
    Ok(blocks)
}
