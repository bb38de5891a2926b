//! Table `listings`: a listing without its content.

mod lists;

pub use lists::{
    count_by_liaison, ending_before, in_review, of_liaison, of_team_member, open_needs_of, page_of_team_member,
    portfolio, visible_after, visible_of,
};

use crate::domain::ids::ListingId;
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::store::audiences;
use crate::store::connection::insert_rows;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::one_of::load_one_of;
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_code_opt, parse_id};
use crate::store::schema::listings as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "listings";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table, treat_none_as_default_value = false)]
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
    insert_all(tx, std::slice::from_ref(listing))
}

/// Adds listings, each with its owner as the first of the team.
pub fn insert_all(tx: &mut Tx<'_>, listings: &[Listing]) -> StoreResult<()> {
    let rows = listings.iter().map(row_of).collect::<Vec<_>>();
    insert_rows!(tx.connection(), table::table, rows);
    audiences::insert_into_teams(tx, listings.iter().map(|listing| (listing.id, listing.owner)))
}

/// The listing, if there is one.
pub fn find(reads: &mut impl Reads, id: ListingId) -> StoreResult<Option<Listing>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Listing::try_from).transpose()
}

/// The listing with that reference number.
pub fn id_of(reads: &mut impl Reads, reference: &str) -> StoreResult<Option<ListingId>> {
    let id = table::table
        .filter(table::reference.eq(reference))
        .select(table::id)
        .first::<String>(reads.connection())
        .optional()?;
    id.map(|id| parse_id(TABLE, &id, &id)).transpose()
}

/// Several listings by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[ListingId]) -> StoreResult<Vec<Listing>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<Row> = load_one_of!(reads.connection(), table::table, table::id, &ids);
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
