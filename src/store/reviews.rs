//! Table `reviews`: what reviewers decided about versions, only ever added to.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, ReviewId, VersionId};
use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;
use crate::domain::review::{Checklist, ReviewDecision, ReviewStage};
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::organisations;
use crate::store::rows::{instant, naive, parse_code, parse_id, parse_json, to_json};
use crate::store::schema::reviews as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "reviews";

/// One decision. It has no `Debug`: the note is for the owner's side only.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    /// Identity
    pub id: ReviewId,
    /// About what
    pub listing: ListingId,
    /// About which version
    pub version: VersionId,
    /// Who was reviewing
    pub stage: ReviewStage,
    /// What was decided
    pub decision: ReviewDecision,
    /// The checklist, where one was filled in
    pub checklist: Option<Checklist>,
    /// What the reviewer says, perhaps nothing
    pub note: String,
    /// Who decided
    pub reviewer: MemberId,
    /// When
    pub created_at: Instant,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    listing_id: String,
    version_id: String,
    stage: String,
    decision: String,
    checklist: Option<String>,
    note: String,
    reviewer_id: String,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Review {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            listing: parse_id(TABLE, id, &row.listing_id)?,
            version: parse_id(TABLE, id, &row.version_id)?,
            stage: parse_code(TABLE, id, &row.stage, ReviewStage::from_code)?,
            decision: parse_code(TABLE, id, &row.decision, ReviewDecision::from_code)?,
            checklist: row
                .checklist
                .as_deref()
                .map(|json| parse_json(TABLE, id, json))
                .transpose()?,
            reviewer: parse_id(TABLE, id, &row.reviewer_id)?,
            created_at: instant(row.created_at),
            id: parse_id(TABLE, id, id)?,
            note: row.note,
        })
    }
}

/// Adds a decision.
pub fn insert(tx: &mut Tx<'_>, review: &Review) -> StoreResult<()> {
    let Review {
        id,
        listing,
        version,
        stage,
        decision,
        checklist,
        note,
        reviewer,
        created_at,
    } = review;
    let row = Row {
        id: id.to_string(),
        listing_id: listing.to_string(),
        version_id: version.to_string(),
        stage: stage.code().to_owned(),
        decision: decision.code().to_owned(),
        checklist: checklist.as_ref().map(to_json).transpose()?,
        note: note.clone(),
        reviewer_id: reviewer.to_string(),
        created_at: naive(*created_at),
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    Ok(())
}

/// Every decision about a listing, oldest first.
pub fn of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<Review>> {
    let rows = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .order((table::created_at, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Review::try_from).collect()
}

/// Who approved the version that waits for publication, where the organisation wants a second liaison to publish it.
pub fn approver_awaiting_second(reads: &mut impl Reads, listing: &Listing) -> StoreResult<Option<MemberId>> {
    let Some(version) = listing
        .submitted
        .filter(|_| listing.review_state() == ListingState::Approved)
    else {
        return Ok(None);
    };
    let organisation = organisations::find(reads, listing.organisation)?;
    if !organisation.is_some_and(|organisation| organisation.four_eyes) {
        return Ok(None);
    }
    let approver = table::table
        .filter(table::version_id.eq(version.to_string()))
        .filter(table::decision.eq(ReviewDecision::Approve.code()))
        .order((table::created_at.desc(), table::id))
        .select((table::id, table::reviewer_id))
        .first::<(String, String)>(reads.connection())
        .optional()?;
    approver
        .map(|(id, reviewer)| parse_id(TABLE, &id, &reviewer))
        .transpose()
}
