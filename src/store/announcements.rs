//! Table `announcements`.

use crate::domain::announcement::{Announcement, AnnouncementKind};
use crate::domain::clock::Instant;
use crate::domain::ids::AnnouncementId;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_id};
use crate::store::schema::announcements as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "announcements";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    kind: String,
    title_ja: String,
    title_en: String,
    body_ja: String,
    body_en: String,
    shown_from: NaiveDateTime,
    shown_until: Option<NaiveDateTime>,
    version: i64,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Announcement {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        Ok(Self {
            id: parse_id(TABLE, &row.id, &row.id)?,
            kind: parse_code(TABLE, &row.id, &row.kind, AnnouncementKind::from_code)?,
            title_ja: row.title_ja,
            title_en: row.title_en,
            body_ja: row.body_ja,
            body_en: row.body_en,
            shown_from: instant(row.shown_from),
            shown_until: row.shown_until.map(instant),
            version: row.version,
            created_at: instant(row.created_at),
        })
    }
}

fn row_of(announcement: &Announcement) -> Row {
    let Announcement {
        id,
        kind,
        title_ja,
        title_en,
        body_ja,
        body_en,
        shown_from,
        shown_until,
        version,
        created_at,
    } = announcement.clone();
    Row {
        id: id.to_string(),
        kind: kind.code().to_owned(),
        title_ja,
        title_en,
        body_ja,
        body_en,
        shown_from: naive(shown_from),
        shown_until: shown_until.map(naive),
        version,
        created_at: naive(created_at),
    }
}

/// Adds an announcement.
pub fn insert(tx: &mut Tx<'_>, announcement: &Announcement) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(announcement))
        .execute(tx.connection())?;
    Ok(())
}

/// The announcement, if there is one.
pub fn find(reads: &mut impl Reads, id: AnnouncementId) -> StoreResult<Option<Announcement>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Announcement::try_from).transpose()
}

/// What is shown now, newest first.
pub fn in_force(reads: &mut impl Reads, limit: i64) -> StoreResult<Vec<Announcement>> {
    let now = naive(reads.now());
    let rows = table::table
        .filter(table::shown_from.le(now))
        .filter(table::shown_until.is_null().or(table::shown_until.gt(now)))
        .order((table::shown_from.desc(), table::id.desc()))
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Announcement::try_from).collect()
}

/// All announcements before a place (the beginning of being shown, and id), newest first.
pub fn page(
    reads: &mut impl Reads,
    before: Option<(Instant, AnnouncementId)>,
    limit: i64,
) -> StoreResult<Vec<Announcement>> {
    let mut query = table::table
        .order((table::shown_from.desc(), table::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((at, id)) = before {
        let at = naive(at);
        query = query.filter(
            table::shown_from
                .lt(at)
                .or(table::shown_from.eq(at).and(table::id.lt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Announcement::try_from).collect()
}

/// Saves an announcement whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, announcement: &mut Announcement) -> StoreResult<()> {
    let loaded = announcement.version;
    announcement.version += 1;
    let row = row_of(announcement);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::kind.eq(row.kind),
        table::title_ja.eq(row.title_ja),
        table::title_en.eq(row.title_en),
        table::body_ja.eq(row.body_ja),
        table::body_en.eq(row.body_en),
        table::shown_from.eq(row.shown_from),
        table::shown_until.eq(row.shown_until),
        table::version.eq(row.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

/// Removes an announcement.
pub fn remove(tx: &mut Tx<'_>, id: AnnouncementId) -> StoreResult<()> {
    exactly_one(diesel::delete(table::table.find(id.to_string())).execute(tx.connection())?)
}
