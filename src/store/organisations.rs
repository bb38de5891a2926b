//! Table `organisations`.

use crate::domain::account::{Organisation, OrganisationKind, OrganisationState};
use crate::domain::ids::OrganisationId;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::one_of::load_one_of;
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_id, parse_json, to_json};
use crate::store::schema::organisations as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "organisations";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    kind: String,
    name_ja: String,
    name_en: String,
    email_domains: String,
    four_eyes: bool,
    institution_review: bool,
    liaison_id: Option<String>,
    state: String,
    policy_epoch: i64,
    version: i64,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Organisation {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        Ok(Self {
            id: parse_id(TABLE, &row.id, &row.id)?,
            kind: parse_code(TABLE, &row.id, &row.kind, OrganisationKind::from_code)?,
            email_domains: parse_json(TABLE, &row.id, &row.email_domains)?,
            liaison: row
                .liaison_id
                .as_deref()
                .map(|id| parse_id(TABLE, &row.id, id))
                .transpose()?,
            state: parse_code(TABLE, &row.id, &row.state, OrganisationState::from_code)?,
            name_ja: row.name_ja,
            name_en: row.name_en,
            four_eyes: row.four_eyes,
            institution_review: row.institution_review,
            policy_epoch: row.policy_epoch,
            version: row.version,
            created_at: instant(row.created_at),
        })
    }
}

fn row_of(organisation: &Organisation) -> StoreResult<Row> {
    let Organisation {
        id,
        kind,
        name_ja,
        name_en,
        email_domains,
        four_eyes,
        institution_review,
        liaison,
        state,
        policy_epoch,
        version,
        created_at,
    } = organisation;
    Ok(Row {
        id: id.to_string(),
        kind: kind.code().to_owned(),
        name_ja: name_ja.clone(),
        name_en: name_en.clone(),
        email_domains: to_json(email_domains)?,
        four_eyes: *four_eyes,
        institution_review: *institution_review,
        liaison_id: liaison.map(|id| id.to_string()),
        state: state.code().to_owned(),
        policy_epoch: *policy_epoch,
        version: *version,
        created_at: naive(*created_at),
    })
}

/// Adds an organisation.
pub fn insert(tx: &mut Tx<'_>, organisation: &Organisation) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(organisation)?)
        .execute(tx.connection())?;
    Ok(())
}

/// The organisation, if there is one.
pub fn find(reads: &mut impl Reads, id: OrganisationId) -> StoreResult<Option<Organisation>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Organisation::try_from).transpose()
}

/// Several organisations by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[OrganisationId]) -> StoreResult<Vec<Organisation>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<Row> = load_one_of!(reads.connection(), table::table, table::id, &ids);
    rows.into_iter().map(Organisation::try_from).collect()
}

/// The organisation with that English name (import and demo address organisations by name).
pub fn find_by_name(reads: &mut impl Reads, name: &str) -> StoreResult<Option<Organisation>> {
    let row = table::table
        .filter(table::name_en.eq(name).or(table::name_ja.eq(name)))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Organisation::try_from).transpose()
}

/// All organisations, by name.
pub fn all(reads: &mut impl Reads) -> StoreResult<Vec<Organisation>> {
    let rows = table::table
        .order((table::name_en, table::id))
        .load::<Row>(reads.connection())?;
    rows.into_iter().map(Organisation::try_from).collect()
}

/// Organisations in a state, after a place (English name and id), by name.
pub fn page(
    reads: &mut impl Reads,
    state: OrganisationState,
    after: Option<(String, OrganisationId)>,
    limit: i64,
) -> StoreResult<Vec<Organisation>> {
    let mut query = table::table
        .filter(table::state.eq(state.code()))
        .order((table::name_en, table::id))
        .limit(limit)
        .into_boxed();
    if let Some((name, id)) = after {
        query = query.filter(
            table::name_en
                .gt(name.clone())
                .or(table::name_en.eq(name).and(table::id.gt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Organisation::try_from).collect()
}

/// Saves an organisation whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, organisation: &mut Organisation) -> StoreResult<()> {
    let loaded = organisation.version;
    organisation.version += 1;
    let row = row_of(organisation)?;
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::name_ja.eq(row.name_ja),
        table::name_en.eq(row.name_en),
        table::email_domains.eq(row.email_domains),
        table::four_eyes.eq(row.four_eyes),
        table::institution_review.eq(row.institution_review),
        table::liaison_id.eq(row.liaison_id),
        table::state.eq(row.state),
        table::version.eq(row.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

/// Marks that what the organisation may see has changed: its overlays and cached answers are void.
pub fn bump_policy_epoch(writes: &mut impl Writes, id: OrganisationId) -> StoreResult<()> {
    let touched = diesel::update(table::table.find(id.to_string()))
        .set(table::policy_epoch.eq(table::policy_epoch + 1))
        .execute(writes.connection())?;
    exactly_one(touched)
}
