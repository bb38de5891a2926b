//! Table `comments`: remarks on a version or one of its fields, between the owner's team and its reviewers.

use crate::domain::clock::Instant;
use crate::domain::ids::{CommentId, ListingId, MemberId, VersionId};
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_id};
use crate::store::schema::comments as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::BTreeMap;

const TABLE: &str = "comments";

/// One remark. It has no `Debug`: its body is for the owner's side only.
#[derive(Clone, PartialEq, Eq)]
pub struct Comment {
    /// Identity
    pub id: CommentId,
    /// On what
    pub listing: ListingId,
    /// On which version
    pub version: VersionId,
    /// On which field, or on the whole
    pub field: Option<String>,
    /// The remark
    pub body: String,
    /// Who wrote it
    pub author: MemberId,
    /// When
    pub created_at: Instant,
    /// When it was settled
    pub resolved_at: Option<Instant>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    listing_id: String,
    version_id: String,
    field: Option<String>,
    body: String,
    author_id: String,
    created_at: NaiveDateTime,
    resolved_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Comment {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            listing: parse_id(TABLE, id, &row.listing_id)?,
            version: parse_id(TABLE, id, &row.version_id)?,
            author: parse_id(TABLE, id, &row.author_id)?,
            created_at: instant(row.created_at),
            resolved_at: row.resolved_at.map(instant),
            id: parse_id(TABLE, id, id)?,
            field: row.field,
            body: row.body,
        })
    }
}

/// Adds a comment.
pub fn insert(tx: &mut Tx<'_>, comment: &Comment) -> StoreResult<()> {
    let Comment {
        id,
        listing,
        version,
        field,
        body,
        author,
        created_at,
        resolved_at,
    } = comment;
    let row = Row {
        id: id.to_string(),
        listing_id: listing.to_string(),
        version_id: version.to_string(),
        field: field.clone(),
        body: body.clone(),
        author_id: author.to_string(),
        created_at: naive(*created_at),
        resolved_at: resolved_at.map(naive),
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    Ok(())
}

/// The comment, if there is one.
pub fn find(reads: &mut impl Reads, id: CommentId) -> StoreResult<Option<Comment>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Comment::try_from).transpose()
}

/// Every comment on a listing, oldest first.
pub fn of_listing(reads: &mut impl Reads, listing: ListingId) -> StoreResult<Vec<Comment>> {
    let rows = table::table
        .filter(table::listing_id.eq(listing.to_string()))
        .order((table::created_at, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Comment::try_from).collect()
}

/// How many open comments each of the listings has; none for those that are absent.
pub fn count_open(reads: &mut impl Reads, listings: &[ListingId]) -> StoreResult<BTreeMap<ListingId, u32>> {
    let ids = listings.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = table::table
        .filter(table::listing_id.eq_any(ids))
        .filter(table::resolved_at.is_null())
        .select((table::id, table::listing_id))
        .load::<(String, String)>(reads.connection())?;
    let mut counts = BTreeMap::new();
    for (id, listing) in rows {
        *counts.entry(parse_id(TABLE, &id, &listing)?).or_insert(0) += 1;
    }
    Ok(counts)
}

/// Marks an open comment as settled.
pub fn resolve(tx: &mut Tx<'_>, id: CommentId) -> StoreResult<()> {
    let now = naive(tx.now());
    let open = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::resolved_at.is_null());
    let touched = diesel::update(open)
        .set(table::resolved_at.eq(now))
        .execute(tx.connection())?;
    exactly_one(touched)
}
