//! Table `members`.

use crate::domain::account::{Email, Member, MemberState, OrganisationState, Role};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::text::Locale;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::one_of::load_one_of;
use crate::store::rows::{exactly_one, instant, naive, parse_code, parse_id};
use crate::store::schema::{acceptances, members as table, organisations};
use crate::store::undertakings;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "members";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    organisation_id: String,
    email: String,
    name_ja: String,
    name_en: String,
    role: String,
    locale: String,
    orcid: Option<String>,
    institution_reviewer: bool,
    state: String,
    password_hash: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Member {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let email = Email::parse(&row.email).map_err(|_| StoreError::corrupt(TABLE, &row.id, "email is malformed"))?;
        Ok(Self {
            id: parse_id(TABLE, &row.id, &row.id)?,
            organisation: parse_id(TABLE, &row.id, &row.organisation_id)?,
            email,
            role: parse_code(TABLE, &row.id, &row.role, Role::from_code)?,
            locale: parse_code(TABLE, &row.id, &row.locale, Locale::from_code)?,
            state: parse_code(TABLE, &row.id, &row.state, MemberState::from_code)?,
            name_ja: row.name_ja,
            name_en: row.name_en,
            orcid: row.orcid,
            institution_reviewer: row.institution_reviewer,
            version: row.version,
            created_at: instant(row.created_at),
        })
    }
}

/// Adds a member; `password_hash` is a PHC string, or none until the person sets a password.
pub fn insert(tx: &mut Tx<'_>, member: &Member, password_hash: Option<&str>) -> StoreResult<()> {
    let Member {
        id,
        organisation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        orcid,
        institution_reviewer,
        state,
        version,
        created_at,
    } = member;
    let row = Row {
        id: id.to_string(),
        organisation_id: organisation.to_string(),
        email: email.as_str().to_owned(),
        name_ja: name_ja.clone(),
        name_en: name_en.clone(),
        role: role.code().to_owned(),
        locale: locale.code().to_owned(),
        orcid: orcid.clone(),
        institution_reviewer: *institution_reviewer,
        state: state.code().to_owned(),
        password_hash: password_hash.map(str::to_owned),
        version: *version,
        created_at: naive(*created_at),
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    Ok(())
}

/// The member, if there is one.
pub fn find(reads: &mut impl Reads, id: MemberId) -> StoreResult<Option<Member>> {
    let row = table::table
        .find(id.to_string())
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Member::try_from).transpose()
}

/// Several members by id, in no particular order.
pub fn find_many(reads: &mut impl Reads, ids: &[MemberId]) -> StoreResult<Vec<Member>> {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<Row> = load_one_of!(reads.connection(), table::table, table::id, &ids);
    rows.into_iter().map(Member::try_from).collect()
}

/// The member with that address, with the stored password hash.
pub fn find_by_email(reads: &mut impl Reads, email: &Email) -> StoreResult<Option<(Member, Option<String>)>> {
    let row = table::table
        .filter(table::email.eq(email.as_str()))
        .first::<Row>(reads.connection())
        .optional()?;
    let Some(mut row) = row else { return Ok(None) };
    let hash = row.password_hash.take();
    Ok(Some((Member::try_from(row)?, hash)))
}

/// Members of an organisation, or all, by name.
pub fn list(reads: &mut impl Reads, organisation: Option<OrganisationId>) -> StoreResult<Vec<Member>> {
    let mut query = table::table.order((table::name_en, table::id)).into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(table::organisation_id.eq(organisation.to_string()));
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Member::try_from).collect()
}

/// Which members a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Of one organisation
    pub organisation: Option<OrganisationId>,
    /// With one role
    pub role: Option<Role>,
    /// In one state
    pub state: Option<MemberState>,
    /// Those with access who are bound by the undertaking in force, or those with access who are not
    pub bound: Option<bool>,
    /// All but this one
    pub except: Option<MemberId>,
}

/// Those who can sign in: active members of organisations that take part.
#[diesel::dsl::auto_type]
pub(super) fn have_access() -> _ {
    let active: &'static str = MemberState::Active.code();
    let takes_part: &'static str = OrganisationState::Active.code();
    let homes = organisations::table
        .filter(organisations::state.eq(takes_part))
        .select(organisations::id);
    table::state.eq(active).and(table::organisation_id.eq_any(homes))
}

/// Members that fit, after a place (English name and id), by name.
pub fn page(
    reads: &mut impl Reads,
    filter: Filter,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> StoreResult<Vec<Member>> {
    let mut query = table::table
        .order((table::name_en, table::id))
        .limit(limit)
        .into_boxed();
    if let Some(organisation) = filter.organisation {
        query = query.filter(table::organisation_id.eq(organisation.to_string()));
    }
    if let Some(role) = filter.role {
        query = query.filter(table::role.eq(role.code()));
    }
    if let Some(state) = filter.state {
        query = query.filter(table::state.eq(state.code()));
    }
    if let Some(bound) = filter.bound {
        let undertaking = undertakings::current(reads)?.map(|current| current.id.to_string());
        let accepted = acceptances::table
            .filter(acceptances::undertaking_id.eq(undertaking.unwrap_or_default()))
            .filter(acceptances::expires_at.gt(naive(reads.now())))
            .select(acceptances::member_id);
        // Nobody waits for an acceptance of those who cannot sign in.
        query = query.filter(have_access());
        query = if bound {
            query.filter(table::id.eq_any(accepted))
        } else {
            query.filter(table::id.ne_all(accepted))
        };
    }
    if let Some(except) = filter.except {
        query = query.filter(table::id.ne(except.to_string()));
    }
    if let Some((name, id)) = after {
        query = query.filter(
            table::name_en
                .gt(name.clone())
                .or(table::name_en.eq(name).and(table::id.gt(id.to_string()))),
        );
    }
    let rows = query.load::<Row>(reads.connection())?;
    rows.into_iter().map(Member::try_from).collect()
}

/// Active members with a role, of one organisation or of all.
pub fn active_with_role(
    reads: &mut impl Reads,
    role: Role,
    organisation: Option<OrganisationId>,
) -> StoreResult<Vec<Member>> {
    let all = list(reads, organisation)?;
    Ok(all
        .into_iter()
        .filter(|member| member.role == role && member.state == MemberState::Active)
        .collect())
}

/// Saves a member whose row still has the version it was loaded with; the version grows by one.
pub fn update(tx: &mut Tx<'_>, member: &mut Member) -> StoreResult<()> {
    let loaded = member.version;
    member.version += 1;
    let touched = diesel::update(
        table::table
            .filter(table::id.eq(member.id.to_string()))
            .filter(table::version.eq(loaded)),
    )
    .set((
        table::name_ja.eq(&member.name_ja),
        table::name_en.eq(&member.name_en),
        table::role.eq(member.role.code()),
        table::locale.eq(member.locale.code()),
        table::orcid.eq(&member.orcid),
        table::institution_reviewer.eq(member.institution_reviewer),
        table::state.eq(member.state.code()),
        table::version.eq(member.version),
    ))
    .execute(tx.connection())?;
    exactly_one(touched)
}

/// Stores a new password hash.
pub fn set_password(tx: &mut Tx<'_>, id: MemberId, password_hash: &str) -> StoreResult<()> {
    let touched = diesel::update(table::table.find(id.to_string()))
        .set(table::password_hash.eq(password_hash))
        .execute(tx.connection())?;
    exactly_one(touched)
}

/// Stores the language a member chose; not worth a ledger entry.
pub fn set_locale(writes: &mut impl Writes, id: MemberId, locale: Locale) -> StoreResult<()> {
    let touched = diesel::update(table::table.find(id.to_string()))
        .set(table::locale.eq(locale.code()))
        .execute(writes.connection())?;
    exactly_one(touched)
}
