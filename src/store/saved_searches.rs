//! Tables `saved_searches` and `saved_search_changes`. Every change gets the next of dense numbers in commit order, so that
//! each process can keep the searches in memory and follow what changed.

use crate::domain::ids::{MemberId, SavedSearchId};
use crate::domain::saved_search::SavedSearch;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_id};
use crate::store::schema::{counters, saved_search_changes as changes, saved_searches as table};
use crate::store::search_alerts;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "saved_searches";
const COUNTER: &str = "saved_search_changes";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    member_id: String,
    organisation_id: String,
    name: String,
    question: String,
    alerts: String,
    asked_since: NaiveDateTime,
    created_at: NaiveDateTime,
    version: i64,
}

impl TryFrom<Row> for SavedSearch {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        Ok(Self {
            member: parse_id(TABLE, id, &row.member_id)?,
            organisation: parse_id(TABLE, id, &row.organisation_id)?,
            id: parse_id(TABLE, id, id)?,
            name: row.name,
            question: row.question,
            alerts: row.alerts,
            asked_since: instant(row.asked_since),
            created_at: instant(row.created_at),
            version: row.version,
        })
    }
}

/// Adds a search.
pub fn insert(tx: &mut Tx<'_>, search: &SavedSearch) -> StoreResult<()> {
    let SavedSearch {
        id,
        member,
        organisation,
        name,
        question,
        alerts,
        asked_since,
        created_at,
        version,
    } = search;
    let row = Row {
        id: id.to_string(),
        member_id: member.to_string(),
        organisation_id: organisation.to_string(),
        name: name.clone(),
        question: question.clone(),
        alerts: alerts.clone(),
        asked_since: naive(*asked_since),
        created_at: naive(*created_at),
        version: *version,
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    note(tx, *id)
}

/// Saves a search whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, search: &mut SavedSearch) -> StoreResult<()> {
    let loaded = search.version;
    search.version += 1;
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(search.id.to_string()))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::name.eq(&search.name),
        table::question.eq(&search.question),
        table::alerts.eq(&search.alerts),
        table::asked_since.eq(naive(search.asked_since)),
        table::version.eq(search.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)?;
    note(tx, search.id)
}

/// Removes a search with what it found.
pub fn remove(tx: &mut Tx<'_>, id: SavedSearchId) -> StoreResult<()> {
    search_alerts::remove_of(tx, id)?;
    let touched = diesel::delete(table::table.find(id.to_string())).execute(tx.connection())?;
    exactly_one(touched)?;
    note(tx, id)
}

/// Removes all searches of a member with what they found. Returns how many there were.
pub fn remove_of_member(tx: &mut Tx<'_>, member: MemberId) -> StoreResult<usize> {
    let theirs = of_member(tx, member)?;
    for search in &theirs {
        remove(tx, search.id)?;
    }
    Ok(theirs.len())
}

/// The search, if there is one.
pub fn find(reads: &mut impl Reads, id: SavedSearchId) -> StoreResult<Option<SavedSearch>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(SavedSearch::try_from).transpose()
}

/// Several searches by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[SavedSearchId]) -> StoreResult<Vec<SavedSearch>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = table::table
        .filter(table::id.eq_any(ids))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(SavedSearch::try_from).collect()
}

/// A member's searches by name.
pub fn of_member(reads: &mut impl Reads, member: MemberId) -> StoreResult<Vec<SavedSearch>> {
    let rows = table::table
        .filter(table::member_id.eq(member.to_string()))
        .order((table::name, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(SavedSearch::try_from).collect()
}

/// Up to `limit` searches after an id, by id.
pub fn page(reads: &mut impl Reads, after: Option<SavedSearchId>, limit: i64) -> StoreResult<Vec<SavedSearch>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows = table::table
        .filter(table::id.gt(after))
        .order(table::id)
        .limit(limit)
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(SavedSearch::try_from).collect()
}

/// Up to `limit` changes after a number.
pub fn changes_after(reads: &mut impl Reads, seq: i64, limit: i64) -> StoreResult<Vec<(i64, SavedSearchId)>> {
    let rows = changes::table
        .filter(changes::seq.gt(seq))
        .order(changes::seq)
        .limit(limit)
        .load::<(i64, String)>(reads.connection())?;
    let parse = |(seq, id): (i64, String)| Ok((seq, parse_id("saved_search_changes", &seq.to_string(), &id)?));
    rows.into_iter().map(parse).collect()
}

/// The number of the newest change.
pub fn newest_change(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(counters::table
        .filter(counters::name.eq(COUNTER))
        .select(counters::value)
        .first(reads.connection())?)
}

/// Numbers a change. The counter row is locked until commit, so numbers become visible in order and without gaps.
fn note(tx: &mut Tx<'_>, id: SavedSearchId) -> StoreResult<()> {
    let before = newest_change(tx)?;
    let counter = counters::table
        .filter(counters::name.eq(COUNTER))
        .filter(counters::value.eq(before));
    let moved = diesel::update(counter)
        .set(counters::value.eq(before + 1))
        .execute(tx.connection())?;
    exactly_one(moved)?;
    diesel::insert_into(changes::table)
        .values((changes::seq.eq(before + 1), changes::saved_search_id.eq(id.to_string())))
        .execute(tx.connection())?;
    Ok(())
}
