//! Tables `notices` and `mail_preferences`.

use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, NoticeId};
use crate::domain::notice::Notice;
use crate::store::db::{Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_id};
use crate::store::schema::{mail_preferences, notices as table};
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable)]
struct Row {
    id: String,
    member_id: String,
    kind: String,
    _event: String,
    path: String,
    reference: Option<String>,
    created_at: NaiveDateTime,
    read_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Notice {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        Ok(Self {
            member: parse_id("notices", &row.id, &row.member_id)?,
            id: parse_id("notices", &row.id, &row.id)?,
            kind: row.kind,
            path: row.path,
            reference: row.reference,
            created_at: instant(row.created_at),
            read_at: row.read_at.map(instant),
        })
    }
}

/// Adds a notice unless the member already has it for this event. Returns whether it is new.
pub fn insert_once(
    writes: &mut impl Writes,
    member: MemberId,
    kind: &str,
    event: &str,
    path: &str,
    reference: Option<&str>,
) -> StoreResult<bool> {
    if has(writes, member, kind, event)? {
        return Ok(false);
    }
    let id = NoticeId::from_uuid(writes.new_uuid());
    let now = naive(writes.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id.to_string()),
            table::member_id.eq(member.to_string()),
            table::kind.eq(kind),
            table::event.eq(event),
            table::path.eq(path),
            table::reference.eq(reference),
            table::created_at.eq(now),
        ))
        .execute(writes.connection())?;
    Ok(true)
}

/// Whether the member was told of an event.
pub fn has(reads: &mut impl Reads, member: MemberId, kind: &str, event: &str) -> StoreResult<bool> {
    let known = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::kind.eq(kind))
        .filter(table::event.eq(event))
        .select(table::id)
        .first::<String>(reads.connection())
        .optional()?;
    Ok(known.is_some())
}

/// Whether a member got at least so many notices of a kind since an instant.
pub fn has_since(
    reads: &mut impl Reads,
    member: MemberId,
    kind: &str,
    since: Instant,
    at_least: i64,
) -> StoreResult<bool> {
    if at_least <= 0 {
        return Ok(true);
    }
    let last = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::kind.eq(kind))
        .filter(table::created_at.ge(naive(since)))
        .order(table::created_at)
        .offset(at_least - 1)
        .select(table::created_at)
        .first::<NaiveDateTime>(reads.connection())
        .optional()?;
    Ok(last.is_some())
}

/// The member's notices before a place (instant and id), newest first; all of them or those not read.
pub fn of_member(
    reads: &mut impl Reads,
    member: MemberId,
    only_unread: bool,
    before: Option<(Instant, NoticeId)>,
    limit: i64,
) -> StoreResult<Vec<Notice>> {
    let mut query = table::table
        .filter(table::member_id.eq(member.to_string()))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .into_boxed();
    if only_unread {
        query = query.filter(table::read_at.is_null());
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
    rows.into_iter().map(Notice::try_from).collect()
}

/// How many the member has not read.
pub fn unread(reads: &mut impl Reads, member: MemberId) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::read_at.is_null())
        .count()
        .get_result(reads.connection())?)
}

/// Marks one of the member's notices as read; a second time changes nothing. False if there is no such notice of theirs.
pub fn mark_read(writes: &mut impl Writes, member: MemberId, id: NoticeId) -> StoreResult<bool> {
    let theirs = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::member_id.eq(member.to_string()));
    let known = theirs
        .clone()
        .select(table::id)
        .first::<String>(writes.connection())
        .optional()?;
    if known.is_none() {
        return Ok(false);
    }
    let now = naive(writes.now());
    diesel::update(theirs.filter(table::read_at.is_null()))
        .set(table::read_at.eq(now))
        .execute(writes.connection())?;
    Ok(true)
}

/// Marks all of the member's notices as read. Returns how many were not.
pub fn mark_all_read(writes: &mut impl Writes, member: MemberId) -> StoreResult<usize> {
    let now = naive(writes.now());
    let unread = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::read_at.is_null());
    Ok(diesel::update(unread)
        .set(table::read_at.eq(now))
        .execute(writes.connection())?)
}

/// The cadence codes that a member chose, by kind; kinds without a choice are absent.
pub fn preferences(reads: &mut impl Reads, member: MemberId) -> StoreResult<Vec<(String, String)>> {
    Ok(mail_preferences::table
        .filter(mail_preferences::member_id.eq(member.to_string()))
        .order(mail_preferences::kind)
        .select((mail_preferences::kind, mail_preferences::cadence))
        .load(reads.connection())?)
}

/// Stores a choice.
pub fn set_preference(writes: &mut impl Writes, member: MemberId, kind: &str, cadence: &str) -> StoreResult<()> {
    let theirs = mail_preferences::table
        .filter(mail_preferences::member_id.eq(member.to_string()))
        .filter(mail_preferences::kind.eq(kind));
    let touched = diesel::update(theirs)
        .set(mail_preferences::cadence.eq(cadence))
        .execute(writes.connection())?;
    if touched == 0 {
        diesel::insert_into(mail_preferences::table)
            .values((
                mail_preferences::member_id.eq(member.to_string()),
                mail_preferences::kind.eq(kind),
                mail_preferences::cadence.eq(cadence),
            ))
            .execute(writes.connection())?;
    }
    Ok(())
}
