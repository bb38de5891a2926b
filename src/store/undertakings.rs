//! Tables `undertakings` and `acceptances`.

use crate::domain::clock::Instant;
use crate::domain::ids::{AcceptanceId, MemberId, UndertakingId};
use crate::domain::text::Locale;
use crate::domain::undertaking::Undertaking;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::one_of::load_one_of;
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::{acceptances, undertakings};
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable, Insertable)]
#[diesel(table_name = undertakings)]
struct Row {
    id: String,
    number: i32,
    title_ja: String,
    title_en: String,
    text_ja: String,
    text_en: String,
    valid_days: i32,
    published_at: NaiveDateTime,
}

impl TryFrom<Row> for Undertaking {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let Row {
            id,
            number,
            title_ja,
            title_en,
            text_ja,
            text_en,
            valid_days,
            published_at,
        } = row;
        let id = parse_id("undertakings", &id, &id)?;
        Ok(Self {
            id,
            number,
            title_ja,
            title_en,
            text_ja,
            text_en,
            valid_days,
            published_at: instant(published_at),
        })
    }
}

/// Puts a version into force.
pub fn insert(tx: &mut Tx<'_>, undertaking: &Undertaking) -> StoreResult<()> {
    let Undertaking {
        id,
        number,
        title_ja,
        title_en,
        text_ja,
        text_en,
        valid_days,
        published_at,
    } = undertaking.clone();
    let row = Row {
        id: id.to_string(),
        number,
        title_ja,
        title_en,
        text_ja,
        text_en,
        valid_days,
        published_at: naive(published_at),
    };
    diesel::insert_into(undertakings::table)
        .values(row)
        .execute(tx.connection())?;
    Ok(())
}

/// All versions, newest first: the first one is current.
pub fn all(reads: &mut impl Reads) -> StoreResult<Vec<Undertaking>> {
    let rows = undertakings::table
        .order(undertakings::number.desc())
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Undertaking::try_from).collect()
}

/// Versions before a number, newest first.
pub fn page(reads: &mut impl Reads, before: Option<i32>, limit: i64) -> StoreResult<Vec<Undertaking>> {
    let mut query = undertakings::table
        .order(undertakings::number.desc())
        .limit(limit)
        .into_boxed();
    if let Some(number) = before {
        query = query.filter(undertakings::number.lt(number));
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Undertaking::try_from).collect()
}

/// The version, if there is one.
pub fn find(reads: &mut impl Reads, id: UndertakingId) -> StoreResult<Option<Undertaking>> {
    let row = undertakings::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Undertaking::try_from).transpose()
}

/// The version in force.
pub fn current(reads: &mut impl Reads) -> StoreResult<Option<Undertaking>> {
    let row = undertakings::table
        .order(undertakings::number.desc())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Undertaking::try_from).transpose()
}

/// One person's acceptance of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Identity
    pub id: AcceptanceId,
    /// Who
    pub member: MemberId,
    /// Which version
    pub undertaking: UndertakingId,
    /// SHA-256 of the text that was read
    pub text_hash: String,
    /// Language in which it was read
    pub locale: Locale,
    /// When
    pub accepted_at: Instant,
    /// Until when it binds and admits
    pub expires_at: Instant,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = acceptances)]
struct AcceptanceRow {
    id: String,
    member_id: String,
    undertaking_id: String,
    text_hash: String,
    locale: String,
    accepted_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

impl TryFrom<AcceptanceRow> for Acceptance {
    type Error = StoreError;

    fn try_from(row: AcceptanceRow) -> StoreResult<Self> {
        let AcceptanceRow {
            id,
            member_id,
            undertaking_id,
            text_hash,
            locale,
            accepted_at,
            expires_at,
        } = row;
        Ok(Self {
            member: parse_id("acceptances", &id, &member_id)?,
            undertaking: parse_id("acceptances", &id, &undertaking_id)?,
            locale: parse_code("acceptances", &id, &locale, Locale::from_code)?,
            id: parse_id("acceptances", &id, &id)?,
            text_hash,
            accepted_at: instant(accepted_at),
            expires_at: instant(expires_at),
        })
    }
}

/// Records an acceptance.
pub fn accept(tx: &mut Tx<'_>, acceptance: &Acceptance) -> StoreResult<()> {
    let Acceptance {
        id,
        member,
        undertaking,
        text_hash,
        locale,
        accepted_at,
        expires_at,
    } = acceptance;
    let row = AcceptanceRow {
        id: id.to_string(),
        member_id: member.to_string(),
        undertaking_id: undertaking.to_string(),
        text_hash: text_hash.clone(),
        locale: locale.code().to_owned(),
        accepted_at: naive(*accepted_at),
        expires_at: naive(*expires_at),
    };
    diesel::insert_into(acceptances::table)
        .values(row)
        .execute(tx.connection())?;
    Ok(())
}

/// The member's acceptance of the current version that is in force now.
pub fn acceptance_in_force(reads: &mut impl Reads, member: MemberId) -> StoreResult<Option<Acceptance>> {
    let Some(undertaking) = current(reads)? else {
        return Ok(None);
    };
    let now = naive(reads.now());
    let row = acceptances::table
        .filter(acceptances::member_id.eq(member.to_string()))
        .filter(acceptances::undertaking_id.eq(undertaking.id.to_string()))
        .filter(acceptances::expires_at.gt(now))
        .order(acceptances::expires_at.desc())
        .first::<AcceptanceRow>(reads.connection())
        .optional()?;
    row.map(Acceptance::try_from).transpose()
}

/// Several acceptances by id, in no particular order.
pub fn acceptances_of(reads: &mut impl Reads, ids: &[AcceptanceId]) -> StoreResult<Vec<Acceptance>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<AcceptanceRow> = load_one_of!(reads.connection(), acceptances::table, acceptances::id, &ids);
    rows.into_iter().map(Acceptance::try_from).collect()
}

/// Acceptances of a version after a place (instant and id), oldest first.
pub fn acceptances_page(
    reads: &mut impl Reads,
    undertaking: UndertakingId,
    after: Option<(Instant, AcceptanceId)>,
    limit: i64,
) -> StoreResult<Vec<Acceptance>> {
    let mut query = acceptances::table
        .filter(acceptances::undertaking_id.eq(undertaking.to_string()))
        .order((acceptances::accepted_at, acceptances::id))
        .limit(limit)
        .into_boxed();
    if let Some((at, id)) = after {
        let at = naive(at);
        query = query.filter(
            acceptances::accepted_at
                .gt(at)
                .or(acceptances::accepted_at.eq(at).and(acceptances::id.gt(id.to_string()))),
        );
    }
    let rows = query.load::<AcceptanceRow>(reads.connection())?;
    rows.into_iter().map(Acceptance::try_from).collect()
}

/// Acceptances of a version that run out between two instants.
pub fn running_out(
    reads: &mut impl Reads,
    undertaking: UndertakingId,
    from: Instant,
    to: Instant,
) -> StoreResult<Vec<Acceptance>> {
    let rows = acceptances::table
        .filter(acceptances::undertaking_id.eq(undertaking.to_string()))
        .filter(acceptances::expires_at.gt(naive(from)))
        .filter(acceptances::expires_at.le(naive(to)))
        .order((acceptances::expires_at, acceptances::id))
        .load::<AcceptanceRow>(reads.connection())?;
    rows.into_iter().map(Acceptance::try_from).collect()
}
