//! Tables `listings`, `listing_team` and `listing_blocks`: a listing without its content, and who is around it.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::policy::{Actor, Audience};
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_code_opt, parse_id};
use crate::store::schema::{listing_blocks, listing_team, listings as table};
use crate::store::{grants, reviews};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::BTreeMap;

const TABLE: &str = "listings";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    kind: String,
    reference: String,
    organisation_id: String,
    owner_id: String,
    liaison_id: Option<String>,
    state: String,
    successor_state: Option<String>,
    visibility: Option<String>,
    published_version_id: Option<String>,
    submitted_version_id: Option<String>,
    valid_until: Option<NaiveDateTime>,
    state_since: NaiveDateTime,
    version: i64,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Listing {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        let version_id = |text: &Option<String>| text.as_deref().map(|text| parse_id(TABLE, id, text)).transpose();
        let state_code = row.successor_state.as_deref();
        Ok(Self {
            kind: parse_code(TABLE, id, &row.kind, ListingKind::from_code)?,
            organisation: parse_id(TABLE, id, &row.organisation_id)?,
            owner: parse_id(TABLE, id, &row.owner_id)?,
            liaison: row
                .liaison_id
                .as_deref()
                .map(|text| parse_id(TABLE, id, text))
                .transpose()?,
            state: parse_code(TABLE, id, &row.state, ListingState::from_code)?,
            successor: parse_code_opt(TABLE, id, state_code, ListingState::from_code)?,
            visibility: parse_code_opt(TABLE, id, row.visibility.as_deref(), NeedVisibility::from_code)?,
            published: version_id(&row.published_version_id)?,
            submitted: version_id(&row.submitted_version_id)?,
            valid_until: row.valid_until.map(instant),
            state_since: instant(row.state_since),
            version: row.version,
            created_at: instant(row.created_at),
            id: parse_id(TABLE, id, id)?,
            reference: row.reference,
        })
    }
}

fn row_of(listing: &Listing) -> Row {
    let Listing {
        id,
        kind,
        reference,
        organisation,
        owner,
        liaison,
        state,
        successor,
        visibility,
        published,
        submitted,
        valid_until,
        state_since,
        version,
        created_at,
    } = listing;
    Row {
        id: id.to_string(),
        kind: kind.code().to_owned(),
        reference: reference.clone(),
        organisation_id: organisation.to_string(),
        owner_id: owner.to_string(),
        liaison_id: liaison.map(|id| id.to_string()),
        state: state.code().to_owned(),
        successor_state: successor.map(|state| state.code().to_owned()),
        visibility: visibility.map(|visibility| visibility.code().to_owned()),
        published_version_id: published.map(|id| id.to_string()),
        submitted_version_id: submitted.map(|id| id.to_string()),
        valid_until: valid_until.map(naive),
        state_since: naive(*state_since),
        version: *version,
        created_at: naive(*created_at),
    }
}

/// Adds a listing, with its owner as the first of the team.
pub fn insert(tx: &mut Tx<'_>, listing: &Listing) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(listing))
        .execute(tx.connection())?;
    insert_into_team(tx, listing.id, listing.owner)
}

/// The listing, if there is one.
pub fn find(reads: &mut impl Reads, id: ListingId) -> StoreResult<Option<Listing>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Listing::try_from).transpose()
}

/// Several listings by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[ListingId]) -> StoreResult<Vec<Listing>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = table::table
        .filter(table::id.eq_any(ids))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
}

/// Saves a listing whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, listing: &mut Listing) -> StoreResult<()> {
    let loaded = listing.version;
    listing.version += 1;
    let row = row_of(listing);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::owner_id.eq(row.owner_id),
        table::liaison_id.eq(row.liaison_id),
        table::state.eq(row.state),
        table::successor_state.eq(row.successor_state),
        table::visibility.eq(row.visibility),
        table::published_version_id.eq(row.published_version_id),
        table::submitted_version_id.eq(row.submitted_version_id),
        table::valid_until.eq(row.valid_until),
        table::state_since.eq(row.state_since),
        table::version.eq(row.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

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
    limit: i64,
) -> StoreResult<Vec<ListingId>> {
    let codes = [ListingState::Published.code(), ListingState::UnderExclusive.code()];
    let ids = table::table
        .filter(table::liaison_id.eq(liaison.to_string()))
        .filter(table::kind.eq(kind.code()))
        .filter(table::state.eq_any(codes))
        .select(table::id)
        .order((table::created_at.desc(), table::id))
        .limit(limit)
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
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
    let codes = states.iter().map(|state| state.code()).collect::<Vec<_>>();
    let mut query = table::table
        .filter(
            table::state
                .eq_any(codes.clone())
                .or(table::successor_state.eq_any(codes)),
        )
        .order((table::state_since, table::id))
        .into_boxed();
    if let Some(liaison) = liaison {
        query = query.filter(table::liaison_id.eq(liaison.to_string()));
    }
    if let Some(organisation) = organisation {
        query = query.filter(table::organisation_id.eq(organisation.to_string()));
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Listing::try_from).collect()
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

/// Ids of visible listings of a kind after an id, in id order: for rebuilding and for matching sweeps.
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

/// Adds a member to the team; once is enough.
pub fn add_to_team(tx: &mut Tx<'_>, listing: ListingId, member: MemberId) -> StoreResult<()> {
    if team(tx, listing)?.contains(&member) {
        return Ok(());
    }
    insert_into_team(tx, listing, member)
}

fn insert_into_team(tx: &mut Tx<'_>, listing: ListingId, member: MemberId) -> StoreResult<()> {
    diesel::insert_into(listing_team::table)
        .values((
            listing_team::listing_id.eq(listing.to_string()),
            listing_team::member_id.eq(member.to_string()),
        ))
        .execute(tx.connection())?;
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
pub fn audience(reads: &mut impl Reads, actor: &Actor, listing: &Listing) -> StoreResult<Audience> {
    Ok(Audience {
        team: team(reads, listing.id)?,
        blocked: blocks(reads, listing.id)?,
        granted: grants::highest(reads, listing.id, actor.organisation)?,
        approver: reviews::approver_awaiting_second(reads, listing)?,
    })
}

/// The audiences of several listings, as far as an actor is concerned, in a fixed number of queries. They are for lists that
/// members see, where nobody acts as the second pair of eyes: `approver` stays empty.
pub fn audiences(
    reads: &mut impl Reads,
    actor: &Actor,
    listings: &[ListingId],
) -> StoreResult<BTreeMap<ListingId, Audience>> {
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut audiences: BTreeMap<ListingId, Audience> = listings.iter().map(|id| (*id, Audience::default())).collect();
    let team = listing_team::table
        .filter(listing_team::listing_id.eq_any(&ids))
        .order((listing_team::listing_id, listing_team::member_id))
        .load::<(String, String)>(reads.connection())?;
    for (listing, member) in team {
        let id: ListingId = parse_id("listing_team", &listing, &listing)?;
        if let Some(audience) = audiences.get_mut(&id) {
            audience.team.push(parse_id("listing_team", &listing, &member)?);
        }
    }
    let blocked = listing_blocks::table
        .filter(listing_blocks::listing_id.eq_any(&ids))
        .order((listing_blocks::listing_id, listing_blocks::organisation_id))
        .load::<(String, String)>(reads.connection())?;
    for (listing, organisation) in blocked {
        let id: ListingId = parse_id("listing_blocks", &listing, &listing)?;
        if let Some(audience) = audiences.get_mut(&id) {
            audience
                .blocked
                .push(parse_id("listing_blocks", &listing, &organisation)?);
        }
    }
    for (listing, tier) in grants::highest_of(reads, listings, actor.organisation)? {
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
