//! Which listings there are: of a member, of a liaison, in a state, visible.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::policy::Actor;
use crate::store::db::Reads;
use crate::store::error::StoreResult;
use crate::store::listings::{Row, TABLE};
use crate::store::rows::{naive, parse_id};
use crate::store::schema::{listing_team, listings as table};
use chrono::NaiveDateTime;
use diesel::dsl::not;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Listings whose team a member belongs to, newest first.
pub fn of_team_member(reads: &mut impl Reads, member: MemberId) -> StoreResult<Vec<Listing>> {
    let ids = listing_team::table
        .filter(listing_team::member_id.eq(member.to_string()))
        .select(listing_team::listing_id);
    let rows = table::table
        .filter(table::id.eq_any(ids))
        .order((table::created_at.desc(), table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Listings that a liaison is in charge of, newest first.
pub fn of_liaison(reads: &mut impl Reads, liaison: MemberId) -> StoreResult<Vec<Listing>> {
    let rows = table::table
        .filter(table::liaison_id.eq(liaison.to_string()))
        .order((table::created_at.desc(), table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Ids of the visible listings of a kind that a liaison is in charge of, newest first.
pub fn portfolio(
    reads: &mut impl Reads,
    liaison: MemberId,
    kind: ListingKind,
    limit: usize,
) -> StoreResult<Vec<ListingId>> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut newest: Vec<(NaiveDateTime, String)> = Vec::new();
    // State by state, so that an index brings them in order: a liaison may be in charge of every listing there is.
    for state in [ListingState::Published, ListingState::UnderExclusive] {
        let some = table::table
            .filter(table::liaison_id.eq(liaison.to_string()))
            .filter(table::kind.eq(kind.code()))
            .filter(table::state.eq(state.code()))
            .select((table::created_at, table::id))
            .order((table::created_at.desc(), table::id))
            .limit(most)
            .load::<(NaiveDateTime, String)>(reads.connection())?;
        newest.extend(some);
    }
    newest.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    newest
        .iter()
        .take(limit)
        .map(|(_, id)| parse_id(TABLE, id, id))
        .collect()
}

/// Listings whose team a member belongs to, or that the member owns, before a place (instant and id), newest first.
pub fn page_of_team_member(
    reads: &mut impl Reads,
    actor: &Actor,
    before: Option<(Instant, ListingId)>,
    limit: i64,
) -> StoreResult<Vec<Listing>> {
    let member = actor.member.to_string();
    let ids = listing_team::table
        .filter(listing_team::member_id.eq(member.clone()))
        .select(listing_team::listing_id);
    let mut query = table::table
        .filter(table::organisation_id.eq(actor.organisation.to_string()))
        .filter(table::owner_id.eq(member).or(table::id.eq_any(ids)))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((at, id)) = before {
        let at = naive(at);
        query = query.filter(
            table::created_at
                .lt(at)
                .or(table::created_at.eq(at).and(table::id.lt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Listings of a liaison (or of everybody) whose own or successor state is one of the given, oldest state first.
pub fn in_review(
    reads: &mut impl Reads,
    liaison: Option<MemberId>,
    organisation: Option<OrganisationId>,
    states: &[ListingState],
) -> StoreResult<Vec<Listing>> {
    let codes = || states.iter().map(|state| state.code()).collect::<Vec<_>>();
    let mut found: Vec<Listing> = Vec::new();
    // One after the other, so that each has an index: most listings are in no review at all.
    for is_successor in [false, true] {
        let mut query = table::table.into_boxed();
        query = if is_successor {
            let listed_already = table::state.eq_any(codes());
            query
                .filter(table::successor_state.eq_any(codes()))
                .filter(not(listed_already))
        } else {
            query.filter(table::state.eq_any(codes()))
        };
        if let Some(liaison) = liaison {
            query = query.filter(table::liaison_id.eq(liaison.to_string()));
        }
        if let Some(organisation) = organisation {
            query = query.filter(table::organisation_id.eq(organisation.to_string()));
        }
        let rows = query.load::<Row>(reads.connection())?.into_iter();
        found.extend(rows.map(Listing::try_from).collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_by_key(|listing| (listing.state_since, listing.id));
    Ok(found)
}

/// How many listings each liaison is in charge of, ended ones not counted.
pub fn count_by_liaison(reads: &mut impl Reads) -> StoreResult<BTreeMap<MemberId, i64>> {
    let ended = [ListingState::Withdrawn.code(), ListingState::Concluded.code()];
    let rows = table::table
        .filter(table::state.ne_all(ended))
        .filter(table::liaison_id.is_not_null())
        .group_by(table::liaison_id)
        .select((table::liaison_id, diesel::dsl::count_star()))
        .load::<(Option<String>, i64)>(reads.connection())?;
    let counted = rows.into_iter().filter_map(|(liaison, count)| Some((liaison?, count)));
    counted
        .map(|(liaison, count)| Ok((parse_id(TABLE, "-", &liaison)?, count)))
        .collect()
}

/// Published or paused listings whose validity ends before an instant.
pub fn ending_before(reads: &mut impl Reads, before: Instant) -> StoreResult<Vec<Listing>> {
    let codes = [ListingState::Published.code(), ListingState::Paused.code()];
    let rows = table::table
        .filter(table::state.eq_any(codes))
        .filter(table::valid_until.lt(naive(before)))
        .order((table::valid_until, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Visible listings of a kind after an id, in id order.
pub fn visible_after(
    reads: &mut impl Reads,
    kind: ListingKind,
    after: Option<ListingId>,
    limit: i64,
) -> StoreResult<Vec<Listing>> {
    let codes = [ListingState::Published.code(), ListingState::UnderExclusive.code()];
    let mut query = table::table
        .filter(table::kind.eq(kind.code()))
        .filter(table::state.eq_any(codes))
        .order(table::id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(table::id.gt(after.to_string()));
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Ids of an organisation's listings that members can see as long as the organisation takes part.
pub fn visible_of(reads: &mut impl Reads, organisation: OrganisationId) -> StoreResult<Vec<ListingId>> {
    let codes = [ListingState::Published.code(), ListingState::UnderExclusive.code()];
    let ids = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .filter(table::state.eq_any(codes))
        .select(table::id)
        .order(table::id)
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
}

/// Ids of visible needs that name their company, of some organisations.
pub fn open_needs_of(reads: &mut impl Reads, organisations: &[OrganisationId]) -> StoreResult<Vec<ListingId>> {
    let codes = [ListingState::Published.code(), ListingState::UnderExclusive.code()];
    let organisations = organisations.iter().map(ToString::to_string).collect::<Vec<_>>();
    let ids = table::table
        .filter(table::organisation_id.eq_any(organisations))
        .filter(table::visibility.eq(NeedVisibility::Open.code()))
        .filter(table::state.eq_any(codes))
        .select(table::id)
        .order(table::id)
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
}
