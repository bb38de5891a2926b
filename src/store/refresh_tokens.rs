//! Table `refresh_tokens`: the chain of tokens of each session. Only hashes are stored.

use crate::domain::clock::Instant;
use crate::domain::ids::{RefreshTokenId, SessionId};
use crate::store::db::{Reads, Writes};
use crate::store::error::{StoreError, StoreResult};
use crate::store::rows::{exactly_one, instant, naive, parse_id};
use crate::store::schema::refresh_tokens as table;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A refresh token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// Identity
    pub id: RefreshTokenId,
    /// The session it continues
    pub session: SessionId,
    /// Until when it can be used
    pub expires_at: Instant,
    /// When it was used, and the token that came of it
    pub used: Option<(Instant, RefreshTokenId)>,
}

#[derive(Queryable)]
struct Row {
    id: String,
    session_id: String,
    _token_hash: String,
    _issued_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    used_at: Option<NaiveDateTime>,
    successor_id: Option<String>,
}

impl TryFrom<Row> for RefreshToken {
    type Error = StoreError;

    fn try_from(row: Row) -> StoreResult<Self> {
        let id = &row.id;
        let used = match (row.used_at, &row.successor_id) {
            (Some(at), Some(successor)) => Some((instant(at), parse_id("refresh_tokens", id, successor)?)),
            (None, None) => None,
            _ => {
                return Err(StoreError::corrupt(
                    "refresh_tokens",
                    id,
                    "used_at without successor_id",
                ));
            }
        };
        Ok(Self {
            id: parse_id("refresh_tokens", id, id)?,
            session: parse_id("refresh_tokens", id, &row.session_id)?,
            expires_at: instant(row.expires_at),
            used,
        })
    }
}

/// Adds a token of a session.
pub fn insert(
    writes: &mut impl Writes,
    id: RefreshTokenId,
    session: SessionId,
    hash: &str,
    expires_at: Instant,
) -> StoreResult<()> {
    let now = naive(writes.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id.to_string()),
            table::session_id.eq(session.to_string()),
            table::token_hash.eq(hash),
            table::issued_at.eq(now),
            table::expires_at.eq(naive(expires_at)),
        ))
        .execute(writes.connection())?;
    Ok(())
}

/// The token with that hash.
pub fn find(reads: &mut impl Reads, hash: &str) -> StoreResult<Option<RefreshToken>> {
    let row = table::table
        .filter(table::token_hash.eq(hash))
        .first::<Row>(reads.connection())
        .optional()?;
    row.map(RefreshToken::try_from).transpose()
}

/// Marks a token as used now, in favour of its successor. Fails if it was used before.
pub fn mark_used(writes: &mut impl Writes, id: RefreshTokenId, successor: RefreshTokenId) -> StoreResult<()> {
    let now = naive(writes.now());
    let unused = table::table
        .filter(table::id.eq(id.to_string()))
        .filter(table::used_at.is_null());
    let touched = diesel::update(unused)
        .set((table::used_at.eq(now), table::successor_id.eq(successor.to_string())))
        .execute(writes.connection())?;
    exactly_one(touched)
}

/// Removes tokens that expired before an instant.
pub fn remove_expired(writes: &mut impl Writes, before: Instant) -> StoreResult<usize> {
    let old = table::table.filter(table::expires_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(writes.connection())?)
}
