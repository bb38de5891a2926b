//! Table `introductions`. The two boxes are lists of what an actor stands in; `domain::introduction` decides the same again
//! for each one that is opened.

use crate::domain::account::{MemberState, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{IntroductionId, ListingId, OrganisationId};
use crate::domain::introduction::{DeclineAudience, Introduction, IntroductionState, ProposedBy};
use crate::domain::policy::Actor;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_code_opt, parse_id};
use crate::store::schema::{introductions as table, listing_blocks, listing_team, listings, members};
use chrono::NaiveDateTime;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

const TABLE: &str = "introductions";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    target_id: String,
    own_id: Option<String>,
    candidate_id: Option<String>,
    proposed_by: String,
    requester_id: String,
    requester_organisation_id: String,
    responder_organisation_id: String,
    message: String,
    state: String,
    decline_code: Option<String>,
    decline_audience: Option<String>,
    gap_request: Option<String>,
    question: Option<String>,
    answer: Option<String>,
    reminders: i32,
    created_at: NaiveDateTime,
    asked_at: Option<NaiveDateTime>,
    answered_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for Introduction {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        let audience = row.decline_audience.as_deref();
        Ok(Self {
            target: parse_id(TABLE, id, &row.target_id)?,
            own: row
                .own_id
                .as_deref()
                .map(|text| parse_id(TABLE, id, text))
                .transpose()?,
            candidate: row
                .candidate_id
                .as_deref()
                .map(|text| parse_id(TABLE, id, text))
                .transpose()?,
            proposed_by: parse_code(TABLE, id, &row.proposed_by, ProposedBy::from_code)?,
            requester: parse_id(TABLE, id, &row.requester_id)?,
            requester_organisation: parse_id(TABLE, id, &row.requester_organisation_id)?,
            responder_organisation: parse_id(TABLE, id, &row.responder_organisation_id)?,
            state: parse_code(TABLE, id, &row.state, IntroductionState::from_code)?,
            decline_audience: parse_code_opt(TABLE, id, audience, DeclineAudience::from_code)?,
            id: parse_id(TABLE, id, id)?,
            message: row.message,
            decline_code: row.decline_code,
            gap_request: row.gap_request,
            question: row.question,
            answer: row.answer,
            reminders: row.reminders,
            created_at: instant(row.created_at),
            asked_at: row.asked_at.map(instant),
            answered_at: row.answered_at.map(instant),
            version: row.version,
        })
    }
}

fn row_of(introduction: &Introduction) -> Row {
    let Introduction {
        id,
        target,
        own,
        candidate,
        proposed_by,
        requester,
        requester_organisation,
        responder_organisation,
        message,
        state,
        decline_code,
        decline_audience,
        gap_request,
        question,
        answer,
        reminders,
        created_at,
        asked_at,
        answered_at,
        version,
    } = introduction;
    Row {
        id: id.to_string(),
        target_id: target.to_string(),
        own_id: own.map(|id| id.to_string()),
        candidate_id: candidate.map(|id| id.to_string()),
        proposed_by: proposed_by.code().to_owned(),
        requester_id: requester.to_string(),
        requester_organisation_id: requester_organisation.to_string(),
        responder_organisation_id: responder_organisation.to_string(),
        message: message.clone(),
        state: state.code().to_owned(),
        decline_code: decline_code.clone(),
        decline_audience: decline_audience.map(|audience| audience.code().to_owned()),
        gap_request: gap_request.clone(),
        question: question.clone(),
        answer: answer.clone(),
        reminders: *reminders,
        created_at: naive(*created_at),
        asked_at: asked_at.map(naive),
        answered_at: answered_at.map(naive),
        version: *version,
    }
}

/// Adds an introduction.
pub fn insert(tx: &mut Tx<'_>, introduction: &Introduction) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(introduction))
        .execute(tx.connection())?;
    Ok(())
}

/// The introduction, if there is one.
pub fn find(reads: &mut impl Reads, id: IntroductionId) -> StoreResult<Option<Introduction>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Introduction::try_from).transpose()
}

/// Saves an introduction whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, introduction: &mut Introduction) -> StoreResult<()> {
    let loaded = introduction.version;
    introduction.version += 1;
    let row = row_of(introduction);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::requester_id.eq(row.requester_id),
        table::message.eq(row.message),
        table::state.eq(row.state),
        table::decline_code.eq(row.decline_code),
        table::decline_audience.eq(row.decline_audience),
        table::gap_request.eq(row.gap_request),
        table::question.eq(row.question),
        table::answer.eq(row.answer),
        table::created_at.eq(row.created_at),
        table::asked_at.eq(row.asked_at),
        table::answered_at.eq(row.answered_at),
        table::version.eq(row.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

/// Counts reminders sent. The version stays: whoever is about to answer has nothing to read again.
pub fn set_reminders(writes: &mut impl Writes, introduction: &Introduction, reminders: i32) -> StoreResult<()> {
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(introduction.id.to_string()))
            .filter(table::version.eq(introduction.version)),
    )
    .set(table::reminders.eq(reminders))
    .execute(writes.connection())?;
    exactly_one(touched)
}

/// Whether an organisation already has an introduction to a listing in one of the states.
pub fn exists_between(
    reads: &mut impl Reads,
    organisation: OrganisationId,
    target: ListingId,
    states: impl Fn(IntroductionState) -> bool,
) -> StoreResult<bool> {
    let codes = IntroductionState::ALL
        .iter()
        .filter(|state| states(**state))
        .map(|state| state.code());
    let found = table::table
        .filter(table::requester_organisation_id.eq(organisation.to_string()))
        .filter(table::target_id.eq(target.to_string()))
        .filter(table::state.eq_any(codes))
        .select(table::id)
        .first::<String>(reads.connection())
        .optional()?;
    Ok(found.is_some())
}

/// Ids of introductions in one of the states that were begun before an instant, oldest first.
pub fn waiting_since(
    reads: &mut impl Reads,
    states: &[IntroductionState],
    before: Instant,
) -> StoreResult<Vec<IntroductionId>> {
    let codes = states.iter().map(|state| state.code());
    let ids = table::table
        .filter(table::state.eq_any(codes))
        .filter(table::created_at.le(naive(before)))
        .order((table::created_at, table::id))
        .select(table::id)
        .load::<String>(reads.connection())?;
    ids.iter().map(|id| parse_id(TABLE, id, id)).collect()
}

/// Which of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailbox {
    /// Asked of the actor's side
    Received,
    /// Asked by the actor's side
    Sent,
}

/// A page of an actor's box before a place (instant and id), newest first. Liaisons get what they read along.
pub fn page(
    reads: &mut impl Reads,
    actor: &Actor,
    mailbox: Mailbox,
    before: Option<(Instant, IntroductionId)>,
    limit: i64,
) -> StoreResult<Vec<Introduction>> {
    let (member, organisation) = (actor.member.to_string(), actor.organisation.to_string());
    let mut query = table::table
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .into_boxed();
    let of_my_team = listing_team::table
        .filter(listing_team::member_id.eq(member.clone()))
        .select(listing_team::listing_id);
    let mine = listings::table
        .filter(listings::organisation_id.eq(organisation.clone()))
        .filter(
            listings::owner_id
                .eq(member.clone())
                .or(listings::id.eq_any(of_my_team)),
        );
    let in_my_charge = listings::table.filter(listings::liaison_id.eq(member.clone()));
    let party = matches!(actor.role, Role::Researcher | Role::Company);
    match mailbox {
        Mailbox::Received => {
            let blocking = listing_blocks::table
                .filter(listing_blocks::listing_id.nullable().eq(table::own_id))
                .filter(listing_blocks::organisation_id.eq(table::responder_organisation_id));
            query = query
                .filter(table::asked_at.is_not_null())
                .filter(table::answered_at.is_not_null().or(not(exists(blocking))));
            query = if party {
                query.filter(table::target_id.eq_any(mine.select(listings::id)))
            } else {
                query.filter(table::target_id.eq_any(in_my_charge.select(listings::id)))
            };
        }
        Mailbox::Sent if party => {
            let gone = members::table
                .filter(members::organisation_id.eq(organisation.clone()))
                .filter(members::state.ne(MemberState::Active.code()))
                .select(members::id);
            query = query.filter(table::requester_organisation_id.eq(organisation)).filter(
                table::requester_id
                    .eq(member)
                    .or(table::own_id.eq_any(mine.select(listings::id.nullable())))
                    .or(table::own_id.is_null().and(table::requester_id.eq_any(gone))),
            );
        }
        Mailbox::Sent => {
            query = query.filter(
                table::requester_id
                    .eq(member)
                    .or(table::own_id.eq_any(in_my_charge.select(listings::id.nullable()))),
            );
        }
    }
    if let Some((at, id)) = before {
        let at = naive(at);
        query = query.filter(
            table::created_at
                .lt(at)
                .or(table::created_at.eq(at).and(table::id.lt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Introduction::try_from).collect()
}
