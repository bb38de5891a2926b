//! Table `sessions`, and the actor behind a session as of this very request.

use crate::domain::account::{MemberState, OrganisationState};
use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, SessionId};
use crate::domain::policy::Actor;
use crate::store::db::{Reads, Tx, Writes};
use crate::store::error::StoreResult;
use crate::store::rows::{instant, naive, parse_id};
use crate::store::schema::{refresh_tokens, sessions as table};
use crate::store::{members, organisations, undertakings};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A session that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Identity
    pub id: SessionId,
    /// Whose
    pub member: MemberId,
    /// When it began
    pub created_at: Instant,
    /// When a token of it was last exchanged
    pub last_used_at: Instant,
}

/// Begins a session.
pub fn insert(tx: &mut Tx<'_>, id: SessionId, member: MemberId) -> StoreResult<()> {
    let now = naive(tx.now());
    diesel::insert_into(table::table)
        .values((
            table::id.eq(id.to_string()),
            table::member_id.eq(member.to_string()),
            table::created_at.eq(now),
            table::last_used_at.eq(now),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// The session, unless it was revoked.
pub fn standing(reads: &mut impl Reads, id: SessionId) -> StoreResult<Option<Session>> {
    let row = table::table
        .find(id.to_string())
        .filter(table::revoked_at.is_null())
        .select((table::member_id, table::created_at, table::last_used_at))
        .first::<(String, NaiveDateTime, NaiveDateTime)>(reads.connection())
        .optional()?;
    row.map(|(member, created, used)| {
        let member = parse_id("sessions", &id.to_string(), &member)?;
        Ok(Session {
            id,
            member,
            created_at: instant(created),
            last_used_at: instant(used),
        })
    })
    .transpose()
}

/// The member's newest sessions that stand and were used since an instant.
pub fn standing_of(
    reads: &mut impl Reads,
    member: MemberId,
    used_since: Instant,
    limit: i64,
) -> StoreResult<Vec<Session>> {
    let rows = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::revoked_at.is_null())
        .filter(table::last_used_at.gt(naive(used_since)))
        .order((table::created_at.desc(), table::id))
        .limit(limit)
        .select((table::id, table::created_at, table::last_used_at))
        .load::<(String, NaiveDateTime, NaiveDateTime)>(reads.connection())?;
    rows.into_iter()
        .map(|(id, created, used)| {
            let id = parse_id("sessions", &id, &id)?;
            Ok(Session {
                id,
                member,
                created_at: instant(created),
                last_used_at: instant(used),
            })
        })
        .collect()
}

/// Marks a session as just used.
pub fn touch(writes: &mut impl Writes, id: SessionId) -> StoreResult<()> {
    let now = naive(writes.now());
    diesel::update(table::table.find(id.to_string()))
        .set(table::last_used_at.eq(now))
        .execute(writes.connection())?;
    Ok(())
}

/// Ends one session. Returns whether it stood.
pub fn revoke(tx: &mut Tx<'_>, id: SessionId, reason: &str) -> StoreResult<bool> {
    let now = naive(tx.now());
    let touched = diesel::update(table::table.find(id.to_string()).filter(table::revoked_at.is_null()))
        .set((table::revoked_at.eq(now), table::revoke_reason.eq(reason)))
        .execute(tx.connection())?;
    Ok(touched > 0)
}

/// Ends all sessions of a member, but for one if given. Returns how many stood.
pub fn revoke_all(tx: &mut Tx<'_>, member: MemberId, but: Option<SessionId>, reason: &str) -> StoreResult<usize> {
    let now = naive(tx.now());
    let but = but.map(|id| id.to_string()).unwrap_or_default();
    let theirs = table::table
        .filter(table::member_id.eq(member.to_string()))
        .filter(table::id.ne(but));
    Ok(diesel::update(theirs.filter(table::revoked_at.is_null()))
        .set((table::revoked_at.eq(now), table::revoke_reason.eq(reason)))
        .execute(tx.connection())?)
}

/// The actor behind a session: none if the session was revoked, or the member or the organisation is not active.
pub fn actor(reads: &mut impl Reads, id: SessionId) -> StoreResult<Option<Actor>> {
    let Some(session) = standing(reads, id)? else {
        return Ok(None);
    };
    actor_of(reads, session.member, id)
}

/// The actor that a member would be in a session.
pub fn actor_of(reads: &mut impl Reads, member: MemberId, session: SessionId) -> StoreResult<Option<Actor>> {
    let Some(member) = members::find(reads, member)?.filter(|member| member.state == MemberState::Active) else {
        return Ok(None);
    };
    let Some(organisation) = organisations::find(reads, member.organisation)? else {
        return Ok(None);
    };
    if organisation.state != OrganisationState::Active {
        return Ok(None);
    }
    let acceptance = undertakings::acceptance_in_force(reads, member.id)?.map(|acceptance| acceptance.id);
    Ok(Some(Actor {
        member: member.id,
        organisation: organisation.id,
        organisation_kind: organisation.kind,
        role: member.role,
        institution_reviewer: member.institution_reviewer,
        locale: member.locale,
        session,
        acceptance,
        policy_epoch: organisation.policy_epoch,
    }))
}

/// Removes sessions without refresh tokens that were last used before an instant: nobody can continue them.
pub fn remove_unused(writes: &mut impl Writes, before: Instant) -> StoreResult<usize> {
    let with_tokens = refresh_tokens::table.select(refresh_tokens::session_id);
    let old = table::table
        .filter(table::last_used_at.lt(naive(before)))
        .filter(table::id.ne_all(with_tokens));
    Ok(diesel::delete(old).execute(writes.connection())?)
}
