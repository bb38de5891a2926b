//! Counts over whole tables, for the operator's statistics: numbers of rows, and nothing of what stands in them.

use crate::domain::account::{MemberState, OrganisationKind, OrganisationState, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{IntroductionId, ListingId, MemberId, UndertakingId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::state::ListingState;
use crate::domain::matching::{CandidateState, Side};
use crate::store::db::Reads;
use crate::store::error::StoreResult;
use crate::store::members::have_access;
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::{
    acceptances, candidates, grants, introductions, listing_versions, listings, members, organisations,
};
use chrono::NaiveDateTime;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Listings by kind and state.
pub fn listings(reads: &mut impl Reads) -> StoreResult<Vec<(ListingKind, ListingState, i64)>> {
    let rows = listings::table
        .group_by((listings::kind, listings::state))
        .select((listings::kind, listings::state, count_star()))
        .load::<(String, String, i64)>(reads.connection())?;
    let parse = |(kind, state, count): (String, String, i64)| {
        let kind = parse_code("listings", "-", &kind, ListingKind::from_code)?;
        Ok((
            kind,
            parse_code("listings", "-", &state, ListingState::from_code)?,
            count,
        ))
    };
    rows.into_iter().map(parse).collect()
}

/// Members by role and state.
pub fn members(reads: &mut impl Reads) -> StoreResult<Vec<(Role, MemberState, i64)>> {
    let rows = members::table
        .group_by((members::role, members::state))
        .select((members::role, members::state, count_star()))
        .load::<(String, String, i64)>(reads.connection())?;
    let parse = |(role, state, count): (String, String, i64)| {
        let role = parse_code("members", "-", &role, Role::from_code)?;
        Ok((role, parse_code("members", "-", &state, MemberState::from_code)?, count))
    };
    rows.into_iter().map(parse).collect()
}

/// Organisations by kind and state.
pub fn organisations(reads: &mut impl Reads) -> StoreResult<Vec<(OrganisationKind, OrganisationState, i64)>> {
    let rows = organisations::table
        .group_by((organisations::kind, organisations::state))
        .select((organisations::kind, organisations::state, count_star()))
        .load::<(String, String, i64)>(reads.connection())?;
    let parse = |(kind, state, count): (String, String, i64)| {
        let kind = parse_code("organisations", "-", &kind, OrganisationKind::from_code)?;
        let state = parse_code("organisations", "-", &state, OrganisationState::from_code)?;
        Ok((kind, state, count))
    };
    rows.into_iter().map(parse).collect()
}

/// When a version was submitted and published.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// Of what
    pub listing: ListingId,
    /// When it was submitted
    pub submitted: Instant,
    /// When it was published, if it was
    pub published: Option<Instant>,
}

/// All versions of the listings of which one was published since an instant, by listing and number.
pub fn passages(reads: &mut impl Reads, since: Instant) -> StoreResult<Vec<Passage>> {
    let some = listing_versions::table
        .filter(listing_versions::published_at.ge(naive(since)))
        .select(listing_versions::listing_id);
    let ids = some.distinct().load::<String>(reads.connection())?;
    let columns = (
        listing_versions::listing_id,
        listing_versions::submitted_at,
        listing_versions::published_at,
    );
    let versions = listing_versions::table.select(columns);
    let mut passages = Vec::new();
    for ids in ids.chunks(crate::store::connection::ROWS_AT_ONCE) {
        let rows = versions
            .filter(listing_versions::listing_id.eq_any(ids))
            .order((listing_versions::listing_id, listing_versions::number))
            .load::<(String, NaiveDateTime, Option<NaiveDateTime>)>(reads.connection())?;
        for (id, submitted, published) in rows {
            passages.push(Passage {
                listing: parse_id("listing_versions", &id, &id)?,
                submitted: instant(submitted),
                published: published.map(instant),
            });
        }
    }
    Ok(passages)
}

/// How many pairs have a candidate, found since an instant, in one of the states on either side, and how many candidates those are.
/// The liaison's own are not counted.
pub fn candidates(reads: &mut impl Reads, since: Instant, states: &[CandidateState]) -> StoreResult<(i64, i64)> {
    let states = states.iter().map(|state| state.code()).collect::<Vec<_>>();
    let pair = candidates::seed_id.concat(candidates::need_id);
    Ok(candidates::table
        .filter(candidates::side.ne(Side::Liaison.code()))
        .filter(candidates::created_at.ge(naive(since)))
        .filter(candidates::state.eq_any(states))
        .select((count(pair).aggregate_distinct(), count_star()))
        .first::<(i64, i64)>(reads.connection())?)
}

/// An introduction that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Identity
    pub id: IntroductionId,
    /// Which listing it asks about
    pub target: ListingId,
    /// With which of the asking side's listings
    pub own: Option<ListingId>,
}

/// Introductions that were begun since an instant and have reached the answering side.
pub fn asked(reads: &mut impl Reads, since: Instant) -> StoreResult<Vec<Asked>> {
    let rows = introductions::table
        .filter(introductions::created_at.ge(naive(since)))
        .filter(introductions::asked_at.is_not_null())
        .select((introductions::id, introductions::target_id, introductions::own_id))
        .load::<(String, String, Option<String>)>(reads.connection())?;
    let parse = |(id, target, own): (String, String, Option<String>)| {
        let listing = |text: &str| parse_id("introductions", &id, text);
        Ok(Asked {
            target: listing(&target)?,
            own: own.as_deref().map(listing).transpose()?,
            id: parse_id("introductions", &id, &id)?,
        })
    };
    rows.into_iter().map(parse).collect()
}

/// Introductions, begun since an instant, that opened a grant: they were accepted, whatever came later.
pub fn accepted(reads: &mut impl Reads, since: Instant) -> StoreResult<Vec<IntroductionId>> {
    let recent = introductions::table
        .filter(introductions::created_at.ge(naive(since)))
        .select(introductions::id.nullable());
    let ids = grants::table
        .filter(grants::introduction_id.eq_any(recent))
        .select(grants::introduction_id.assume_not_null())
        .distinct()
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id("grants", id, id)).collect()
}

/// How many have access: active members of organisations that take part.
pub fn with_access(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(members::table
        .filter(have_access())
        .count()
        .get_result(reads.connection())?)
}

/// Those with access who are bound by a version of the undertaking now, each with the end of it.
pub fn bound(reads: &mut impl Reads, undertaking: UndertakingId) -> StoreResult<BTreeMap<MemberId, Instant>> {
    let now = naive(reads.now());
    let active = members::table.filter(have_access()).select(members::id);
    let rows = acceptances::table
        .filter(acceptances::undertaking_id.eq(undertaking.to_string()))
        .filter(acceptances::expires_at.gt(now))
        .filter(acceptances::member_id.eq_any(active))
        .order(acceptances::expires_at)
        .select((acceptances::member_id, acceptances::expires_at))
        .load::<(String, NaiveDateTime)>(reads.connection())?;
    let parse = |(id, until): (String, NaiveDateTime)| Ok((parse_id("acceptances", &id, &id)?, instant(until)));
    rows.into_iter().map(parse).collect()
}
