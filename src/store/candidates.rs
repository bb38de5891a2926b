//! Table `candidates`: proposed pairs, one row per side.

use crate::domain::ids::{CandidateId, ListingId, MemberId, OrganisationId};
use crate::domain::matching::{Candidate, CandidateState, LiaisonMark, Side};
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_code_opt, parse_id};
use crate::store::schema::{candidates as table, listing_team, listings};
use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;

const TABLE: &str = "candidates";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    side: String,
    seed_id: String,
    need_id: String,
    organisation_id: String,
    state: String,
    score: f64,
    explanation: String,
    seed_version_id: String,
    need_version_id: String,
    reason: Option<String>,
    mark: Option<String>,
    created_at: NaiveDateTime,
    lapsed_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for Candidate {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            side: parse_code(TABLE, id, &row.side, Side::from_code)?,
            seed: parse_id(TABLE, id, &row.seed_id)?,
            need: parse_id(TABLE, id, &row.need_id)?,
            organisation: parse_id(TABLE, id, &row.organisation_id)?,
            state: parse_code(TABLE, id, &row.state, CandidateState::from_code)?,
            seed_version: parse_id(TABLE, id, &row.seed_version_id)?,
            need_version: parse_id(TABLE, id, &row.need_version_id)?,
            mark: parse_code_opt(TABLE, id, row.mark.as_deref(), LiaisonMark::from_code)?,
            id: parse_id(TABLE, id, id)?,
            score: row.score,
            explanation: row.explanation,
            reason: row.reason,
            created_at: instant(row.created_at),
            lapsed_at: row.lapsed_at.map(instant),
            version: row.version,
        })
    }
}

fn row_of(candidate: &Candidate) -> Row {
    let Candidate {
        id,
        side,
        seed,
        need,
        organisation,
        state,
        score,
        explanation,
        seed_version,
        need_version,
        reason,
        mark,
        created_at,
        lapsed_at,
        version,
    } = candidate;
    Row {
        id: id.to_string(),
        side: side.code().to_owned(),
        seed_id: seed.to_string(),
        need_id: need.to_string(),
        organisation_id: organisation.to_string(),
        state: state.code().to_owned(),
        score: *score,
        explanation: explanation.clone(),
        seed_version_id: seed_version.to_string(),
        need_version_id: need_version.to_string(),
        reason: reason.clone(),
        mark: mark.map(|mark| mark.code().to_owned()),
        created_at: naive(*created_at),
        lapsed_at: lapsed_at.map(naive),
        version: *version,
    }
}

/// Adds a candidate.
pub fn insert(tx: &mut Tx<'_>, candidate: &Candidate) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(candidate))
        .execute(tx.connection())?;
    Ok(())
}

/// Saves a candidate whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, candidate: &mut Candidate) -> StoreResult<()> {
    let loaded = candidate.version;
    candidate.version += 1;
    let row = row_of(candidate);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::state.eq(row.state),
        table::score.eq(row.score),
        table::explanation.eq(row.explanation),
        table::seed_version_id.eq(row.seed_version_id),
        table::need_version_id.eq(row.need_version_id),
        table::reason.eq(row.reason),
        table::mark.eq(row.mark),
        table::lapsed_at.eq(row.lapsed_at),
        table::version.eq(row.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

/// The candidate, if there is one.
pub fn find(reads: &mut impl Reads, id: CandidateId) -> StoreResult<Option<Candidate>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Candidate::try_from).transpose()
}

/// One side's candidate for a pair.
pub fn find_pair(
    reads: &mut impl Reads,
    seed: ListingId,
    need: ListingId,
    side: Side,
) -> StoreResult<Option<Candidate>> {
    let row = table::table
        .filter(table::seed_id.eq(seed.to_string()))
        .filter(table::need_id.eq(need.to_string()))
        .filter(table::side.eq(side.code()))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Candidate::try_from).transpose()
}

/// Every side's candidates in which a listing takes part.
pub fn of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<Candidate>> {
    let id = listing.to_string();
    let rows = table::table
        .filter(table::seed_id.eq(id.clone()).or(table::need_id.eq(id)))
        .order(table::id)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Candidate::try_from).collect()
}

/// One side's candidates for a member of an organisation: those whose own listing is of the member's team, or, on the liaison's side,
/// whose need the member is in charge of; of one listing, if it is named. Best first.
pub fn of_member(
    reads: &mut impl Reads,
    side: Side,
    (organisation, member): (OrganisationId, MemberId),
    listing: Option<ListingId>,
) -> StoreResult<Vec<Candidate>> {
    let mut query = table::table
        .filter(table::side.eq(side.code()))
        .order((table::score.desc(), table::seed_id, table::need_id))
        .into_boxed();
    if side != Side::Liaison {
        query = query.filter(table::organisation_id.eq(organisation.to_string()));
    }
    if let Some(listing) = listing.map(|id| id.to_string()) {
        query = match side {
            Side::Seed => query.filter(table::seed_id.eq(listing)),
            Side::Need => query.filter(table::need_id.eq(listing)),
            Side::Liaison => query.filter(table::seed_id.eq(listing.clone()).or(table::need_id.eq(listing))),
        };
    }
    // Asked of each candidate: a member may be on the team of any number of listings. A liaison's candidates stay with those listings
    // whoever is in charge of them now.
    let member = member.to_string();
    let on_team = listing_team::table.filter(listing_team::member_id.eq(member.clone()));
    let in_charge = listings::table.filter(listings::liaison_id.eq(member));
    query = match side {
        Side::Seed => query.filter(exists(on_team.filter(listing_team::listing_id.eq(table::seed_id)))),
        Side::Need => query.filter(exists(on_team.filter(listing_team::listing_id.eq(table::need_id)))),
        Side::Liaison => query.filter(table::need_id.eq_any(in_charge.select(listings::id))),
    };
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Candidate::try_from).collect()
}

/// What a side decided for or against, by its own listing among the given: the listing, the score and the state.
pub fn decided(
    reads: &mut impl Reads,
    side: Side,
    own: &[ListingId],
) -> StoreResult<Vec<(ListingId, f64, CandidateState)>> {
    let states = [CandidateState::Interested.code(), CandidateState::Dismissed.code()];
    let ids = own.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut query = table::table
        .filter(table::side.eq(side.code()))
        .filter(table::state.eq_any(states))
        .into_boxed();
    query = match side {
        Side::Seed => query.filter(table::seed_id.eq_any(ids)),
        Side::Need | Side::Liaison => query.filter(table::need_id.eq_any(ids)),
    };
    let rows = query.load::<Row>(reads.connection())?;
    let parse = |row: Row| {
        let row = Candidate::try_from(row)?;
        let listing = if side == Side::Seed { row.seed } else { row.need };
        Ok((listing, row.score, row.state))
    };
    rows.into_iter().map(parse).collect()
}

/// Sets or lifts the liaison's mark on every side of a pair.
pub fn mark_pair(tx: &mut Tx<'_>, seed: ListingId, need: ListingId, mark: Option<LiaisonMark>) -> StoreResult<usize> {
    let pair = table::table
        .filter(table::seed_id.eq(seed.to_string()))
        .filter(table::need_id.eq(need.to_string()));
    Ok(diesel::update(pair)
        .set((
            table::mark.eq(mark.map(LiaisonMark::code)),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.connection())?)
}
