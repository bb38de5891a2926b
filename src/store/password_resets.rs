//! Table `password_resets`: single-use links to a new password. Only hashes are stored.

use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, PasswordResetId};
use crate::store::db::{Reads, Writes};
use crate::store::error::StoreResult;
use crate::store::rows::{naive, parse_id};
use crate::store::schema::password_resets as table;
use diesel::prelude::*;

/// Adds a link for a member.
pub fn insert(
    writes: &mut impl Writes,
    id: PasswordResetId,
    member: MemberId,
    hash: &str,
    expires_at: Instant,
) -> StoreResult<()> {
    let now = naive(writes.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id.to_string()),
            table::member_id.eq(member.to_string()),
            table::token_hash.eq(hash),
            table::created_at.eq(now),
            table::expires_at.eq(naive(expires_at)),
        ))
        .execute(writes.connection())?;
    Ok(())
}

/// The reset with that hash and its member, if it can still be used.
pub fn usable(reads: &mut impl Reads, hash: &str) -> StoreResult<Option<(PasswordResetId, MemberId)>> {
    let now = naive(reads.now());
    let row = table::table
        .filter(table::token_hash.eq(hash))
        .filter(table::used_at.is_null())
        .filter(table::expires_at.gt(now))
        .select((table::id, table::member_id))
        .first::<(String, String)>(reads.connection())
        .optional()?;
    row.map(|(id, member)| {
        Ok((
            parse_id("password_resets", &id, &id)?,
            parse_id("password_resets", &id, &member)?,
        ))
    })
    .transpose()
}

/// How many of a member's links were asked for since an instant.
pub fn count_since(reads: &mut impl Reads, member: MemberId, since: Instant) -> StoreResult<i64> {
    Ok(table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::created_at.gt(naive(since)))
        .count()
        .get_result(reads.connection())?)
}

/// Marks every open link of a member as used now, so that none of them works any more.
pub fn spend_all(writes: &mut impl Writes, member: MemberId) -> StoreResult<()> {
    let now = naive(writes.now());
    let open = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::used_at.is_null());
    diesel::update(open)
        .set(table::used_at.eq(now))
        .execute(writes.connection())?;
    Ok(())
}

/// Removes links that expired before an instant.
pub fn remove_expired(writes: &mut impl Writes, before: Instant) -> StoreResult<usize> {
    let old = table::table.filter(table::expires_at.lt(naive(before)));
    Ok(diesel::delete(old).execute(writes.connection())?)
}
