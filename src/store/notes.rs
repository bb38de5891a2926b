//! Table `notes`. The ledger does not cover it: an entry would tell auditors and secretariat of a note.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, NoteId, OrganisationId};
use crate::domain::note::Note;
use crate::store::db::{Chore, Reads};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_id};
use crate::store::schema::notes as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "notes";

/// Where a page goes on: behind the note of that time and id.
pub type Place = (Instant, NoteId);

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    organisation_id: String,
    listing_id: String,
    author_id: String,
    body: String,
    created_at: NaiveDateTime,
    edited_at: Option<NaiveDateTime>,
    version: i64,
}

impl TryFrom<Row> for Note {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            organisation: parse_id(TABLE, id, &row.organisation_id)?,
            listing: parse_id(TABLE, id, &row.listing_id)?,
            author: parse_id(TABLE, id, &row.author_id)?,
            id: parse_id(TABLE, id, id)?,
            body: row.body,
            created_at: instant(row.created_at),
            edited_at: row.edited_at.map(instant),
            version: row.version,
        })
    }
}

/// Adds a note.
pub fn insert(chore: &mut Chore<'_>, note: &Note) -> StoreResult<()> {
    let Note {
        id,
        organisation,
        listing,
        author,
        body,
        created_at,
        edited_at,
        version,
    } = note;
    let row = Row {
        id: id.to_string(),
        organisation_id: organisation.to_string(),
        listing_id: listing.to_string(),
        author_id: author.to_string(),
        body: body.clone(),
        created_at: naive(*created_at),
        edited_at: edited_at.map(naive),
        version: *version,
    };
    diesel::insert_into(table::table)
        .values(row)
        .execute(chore.connection())?;
    Ok(())
}

/// Saves a note whose row still has the version it was loaded with; the version grows by one.
pub fn update(chore: &mut Chore<'_>, note: &mut Note) -> StoreResult<()> {
    let loaded = note.version;
    note.version += 1;
    let row = table::table
        .filter(table::id.eq(note.id.to_string()))
        .filter(table::version.eq(loaded));
    let touched = diesel::update(row)
        .set((
            table::body.eq(&note.body),
            table::edited_at.eq(note.edited_at.map(naive)),
            table::version.eq(note.version),
        ))
        .execute(chore.connection())?;
    exactly_one(touched)
}

/// Removes a note.
pub fn remove(chore: &mut Chore<'_>, id: NoteId) -> StoreResult<()> {
    let touched = diesel::delete(table::table.find(id.to_string())).execute(chore.connection())?;
    exactly_one(touched)
}

/// The note, if there is one.
pub fn find(reads: &mut impl Reads, id: NoteId) -> StoreResult<Option<Note>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Note::try_from).transpose()
}

/// How many notes an organisation keeps on a listing.
pub fn count(reads: &mut impl Reads, organisation: OrganisationId, listing: ListingId) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .filter(table::listing_id.eq(listing.to_string()))
        .count()
        .get_result(reads.connection())?)
}

/// An organisation's notes, of one listing or of all, newest first.
pub fn page(
    reads: &mut impl Reads,
    organisation: OrganisationId,
    listing: Option<ListingId>,
    after: Option<Place>,
    limit: i64,
) -> StoreResult<Vec<Note>> {
    let mut query = table::table
        .filter(table::organisation_id.eq(organisation.to_string()))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(listing) = listing {
        query = query.filter(table::listing_id.eq(listing.to_string()));
    }
    if let Some((at, id)) = after {
        let at = naive(at);
        let later = table::created_at.lt(at);
        query = query.filter(later.or(table::created_at.eq(at).and(table::id.lt(id.to_string()))));
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Note::try_from).collect()
}
