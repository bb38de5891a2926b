//! Table `invitations`. Tokens are kept as fingerprints only.

use crate::domain::account::{Email, Role};
use crate::domain::ids::{ApplicationId, InvitationId};
use crate::domain::membership::Invitation;
use crate::domain::text::Locale;
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{instant, naive, parse_code, parse_id};
use crate::store::schema::invitations as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

const TABLE: &str = "invitations";

#[derive(Queryable, Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    application_id: Option<String>,
    organisation_id: String,
    email: String,
    name_ja: String,
    name_en: String,
    role: String,
    locale: String,
    token_hash: String,
    expires_at: NaiveDateTime,
    redeemed_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for Invitation {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let Row {
            id,
            application_id,
            organisation_id,
            email,
            name_ja,
            name_en,
            role,
            locale,
            token_hash: _,
            expires_at,
            redeemed_at,
            created_at,
        } = row;
        let email = Email::parse(&email).map_err(|_| StoreError::corrupt(TABLE, &id, "email is malformed"))?;
        Ok(Self {
            application: application_id
                .as_deref()
                .map(|text| parse_id(TABLE, &id, text))
                .transpose()?,
            organisation: parse_id(TABLE, &id, &organisation_id)?,
            email,
            role: parse_code(TABLE, &id, &role, Role::from_code)?,
            locale: parse_code(TABLE, &id, &locale, Locale::from_code)?,
            id: parse_id(TABLE, &id, &id)?,
            name_ja,
            name_en,
            expires_at: instant(expires_at),
            redeemed_at: redeemed_at.map(instant),
            created_at: instant(created_at),
        })
    }
}

/// Adds an invitation with the fingerprint of its token.
pub fn insert(tx: &mut Tx<'_>, invitation: &Invitation, token_hash: &str) -> StoreResult<()> {
    let Invitation {
        id,
        application,
        organisation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        expires_at,
        redeemed_at,
        created_at,
    } = invitation;
    let row = Row {
        id: id.to_string(),
        application_id: application.map(|id| id.to_string()),
        organisation_id: organisation.to_string(),
        email: email.as_str().to_owned(),
        name_ja: name_ja.clone(),
        name_en: name_en.clone(),
        role: role.code().to_owned(),
        locale: locale.code().to_owned(),
        token_hash: token_hash.to_owned(),
        expires_at: naive(*expires_at),
        redeemed_at: redeemed_at.map(naive),
        created_at: naive(*created_at),
    };
    diesel::insert_into(table::table).values(row).execute(tx.connection())?;
    Ok(())
}

/// The invitation of a token, by the token's fingerprint.
pub fn find_by_token(reads: &mut impl Reads, token_hash: &str) -> StoreResult<Option<Invitation>> {
    let row = table::table
        .filter(table::token_hash.eq(token_hash))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Invitation::try_from).transpose()
}

/// The newest invitation that an application led to.
pub fn latest_of(reads: &mut impl Reads, application: ApplicationId) -> StoreResult<Option<Invitation>> {
    let row = table::table
        .filter(table::application_id.eq(application.to_string()))
        .order((table::created_at.desc(), table::expires_at.desc(), table::id))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(Invitation::try_from).transpose()
}

/// Marks an invitation as used. False if it was used before or is too old.
pub fn redeem(tx: &mut Tx<'_>, id: InvitationId) -> StoreResult<bool> {
    let now = naive(tx.now());
    let open = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::redeemed_at.is_null())
        .filter(table::expires_at.gt(now));
    let touched = diesel::update(open)
        .set(table::redeemed_at.eq(now))
        .execute(tx.connection())?;
    Ok(touched == 1)
}

/// Ends every invitation of an application that is still open. Returns how many were.
pub fn end_open(tx: &mut Tx<'_>, application: ApplicationId) -> StoreResult<usize> {
    let now = naive(tx.now());
    let open = table::table
        .filter(table::application_id.eq(application.to_string()))
        .filter(table::redeemed_at.is_null())
        .filter(table::expires_at.gt(now));
    Ok(diesel::update(open)
        .set(table::expires_at.eq(now))
        .execute(tx.connection())?)
}
