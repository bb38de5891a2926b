//! Tables `applications` and `vettings`.

use crate::domain::account::{Email, OrganisationKind, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{ApplicationId, MemberId};
use crate::domain::membership::{
    Affiliation, Application, ApplicationState, NewOrganisation, Vetting, VettingDecision,
};
use crate::domain::text::Locale;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_id};
use crate::store::schema::{applications as table, vettings};
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "applications";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    organisation_id: Option<String>,
    organisation_name_ja: Option<String>,
    organisation_name_en: Option<String>,
    organisation_kind: Option<String>,
    email: String,
    name_ja: String,
    name_en: String,
    role: String,
    locale: String,
    motivation: String,
    state: String,
    version: i64,
    created_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Application {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let Row {
            id,
            organisation_id,
            organisation_name_ja,
            organisation_name_en,
            organisation_kind,
            email,
            name_ja,
            name_en,
            role,
            locale,
            motivation,
            state,
            version,
            created_at,
            decided_at,
        } = row;
        let affiliation = match (
            organisation_id,
            organisation_name_ja,
            organisation_name_en,
            organisation_kind,
        ) {
            (Some(organisation), _, _, _) => Affiliation::Existing(parse_id(TABLE, &id, &organisation)?),
            (None, Some(name_ja), Some(name_en), Some(kind)) => Affiliation::New(NewOrganisation {
                kind: parse_code(TABLE, &id, &kind, OrganisationKind::from_code)?,
                name_ja,
                name_en,
            }),
            _ => return Err(StoreError::corrupt(TABLE, &id, "no organisation")),
        };
        let email = Email::parse(&email).map_err(|_| StoreError::corrupt(TABLE, &id, "email is malformed"))?;
        Ok(Self {
            affiliation,
            email,
            role: parse_code(TABLE, &id, &role, Role::from_code)?,
            locale: parse_code(TABLE, &id, &locale, Locale::from_code)?,
            state: parse_code(TABLE, &id, &state, ApplicationState::from_code)?,
            id: parse_id(TABLE, &id, &id)?,
            name_ja,
            name_en,
            motivation,
            version,
            created_at: instant(created_at),
            decided_at: decided_at.map(instant),
        })
    }
}

fn row_of(application: &Application) -> Row {
    let Application {
        id,
        affiliation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        motivation,
        state,
        version,
        created_at,
        decided_at,
    } = application;
    let (organisation_id, new) = match affiliation {
        Affiliation::Existing(id) => (Some(id.to_string()), None),
        Affiliation::New(new) => (None, Some(new.clone())),
    };
    let (kind, organisation_name_ja, organisation_name_en) = match new {
        Some(NewOrganisation { kind, name_ja, name_en }) => (Some(kind), Some(name_ja), Some(name_en)),
        None => (None, None, None),
    };
    Row {
        id: id.to_string(),
        organisation_id,
        organisation_name_ja,
        organisation_name_en,
        organisation_kind: kind.map(|kind| kind.code().to_owned()),
        email: email.as_str().to_owned(),
        name_ja: name_ja.clone(),
        name_en: name_en.clone(),
        role: role.code().to_owned(),
        locale: locale.code().to_owned(),
        motivation: motivation.clone(),
        state: state.code().to_owned(),
        version: *version,
        created_at: naive(*created_at),
        decided_at: decided_at.map(naive),
    }
}

/// Adds an application.
pub fn insert(tx: &mut Tx<'_>, application: &Application) -> StoreResult<()> {
    diesel::insert_into(table::table)
        .values(row_of(application))
        .execute(tx.connection())?;
    Ok(())
}

/// The application, if there is one.
pub fn find(reads: &mut impl Reads, id: ApplicationId) -> StoreResult<Option<Application>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Application::try_from).transpose()
}

/// Whether an application from this address waits for vetting or for its invitation to be redeemed.
pub fn is_pending(reads: &mut impl Reads, email: &Email) -> StoreResult<bool> {
    let open = [ApplicationState::Received.code(), ApplicationState::Approved.code()];
    let found = table::table
        .filter(table::email.eq(email.as_str()))
        .filter(table::state.eq_any(open))
        .select(table::id)
        .first::<String>(reads.connection())
        .optional()?;
    Ok(found.is_some())
}

/// How many applications wait for vetting.
pub fn waiting(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::state.eq(ApplicationState::Received.code()))
        .count()
        .get_result(reads.connection())?)
}

/// How many applications came since an instant.
pub fn received_since(reads: &mut impl Reads, since: Instant) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::created_at.ge(naive(since)))
        .count()
        .get_result(reads.connection())?)
}

/// Applications in a state, or all, after a place (instant and id), oldest first.
pub fn page(
    reads: &mut impl Reads,
    state: Option<ApplicationState>,
    after: Option<(Instant, ApplicationId)>,
    limit: i64,
) -> StoreResult<Vec<Application>> {
    let mut query = table::table
        .order((table::created_at, table::id))
        .limit(limit)
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(table::state.eq(state.code()));
    }
    if let Some((at, id)) = after {
        let at = naive(at);
        query = query.filter(
            table::created_at
                .gt(at)
                .or(table::created_at.eq(at).and(table::id.gt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Application::try_from).collect()
}

/// Saves organisation and state of an application whose row still has the version it was loaded with; the version grows by
/// one.
pub fn update(tx: &mut Tx<'_>, application: &mut Application) -> StoreResult<()> {
    let loaded = application.version;
    application.version += 1;
    let row = row_of(application);
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(&row.id))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::organisation_id.eq(row.organisation_id),
        table::state.eq(row.state),
        table::version.eq(row.version),
        table::decided_at.eq(row.decided_at),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = vettings)]
struct VettingRow {
    application_id: String,
    member_id: String,
    decision: String,
    reason: String,
    created_at: NaiveDateTime,
}

/// Adds a decision; a second one of the same person does not fit into the table.
pub fn add_vetting(tx: &mut Tx<'_>, vetting: &Vetting) -> StoreResult<()> {
    let Vetting {
        application,
        member,
        decision,
        reason,
        created_at,
    } = vetting;
    let row = VettingRow {
        application_id: application.to_string(),
        member_id: member.to_string(),
        decision: decision.code().to_owned(),
        reason: reason.clone(),
        created_at: naive(*created_at),
    };
    diesel::insert_into(vettings::table)
        .values(row)
        .execute(tx.connection())?;
    Ok(())
}

/// The decisions about an application, first one first.
pub fn vettings(reads: &mut impl Reads, application: ApplicationId) -> StoreResult<Vec<Vetting>> {
    let rows = vettings::table
        .filter(vettings::application_id.eq(application.to_string()))
        .order((vettings::created_at, vettings::member_id))
        .load::<VettingRow>(reads.connection())?;
    rows.into_iter()
        .map(|row| {
            let id = &row.application_id;
            Ok(Vetting {
                application,
                member: parse_id::<MemberId>("vettings", id, &row.member_id)?,
                decision: parse_code("vettings", id, &row.decision, VettingDecision::from_code)?,
                reason: row.reason,
                created_at: instant(row.created_at),
            })
        })
        .collect()
}
