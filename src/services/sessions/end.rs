//! Ending sessions: signing out, and closing one or all others from the list of sessions.

use crate::app::App;
use crate::domain::ids::{MemberId, OrganisationId, SessionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::sessions::attempts::hash_of;
use crate::services::sessions::continuation;
use crate::store::db::{Audited, Recorded, Tx};
use crate::store::{members, refresh_tokens, sessions};

/// Ends the session in use.
pub async fn sign_out(app: &App, actor: Actor) -> Outcome<()> {
    app.db
        .write(move |tx| {
            if !sessions::revoke(tx, actor.session, "signed_out")? {
                return Ok::<_, Error>(Audited::unchanged(()));
            }
            let recorded = record(tx, actor.member, actor.organisation, "signed_out", 1);
            Ok(Audited::new((), recorded))
        })
        .await
}

/// Ends the session of a refresh token, shown together with its CSRF token: for those whose access token has run out.
pub async fn sign_out_by_refresh_token(app: &App, token: &str, csrf: &str) -> Outcome<()> {
    let (shared, hash, csrf) = (app.clone(), hash_of(token), csrf.to_owned());
    app.db
        .write(move |tx| {
            let unknown = || Error::Refused(Refusal::Unauthenticated);
            let token = refresh_tokens::find(tx, &hash)?.ok_or_else(unknown)?;
            let session = sessions::standing(tx, token.session)?.ok_or_else(unknown)?;
            if !continuation::csrf_fits(&shared, session.id, &csrf) {
                return Err(Refusal::CrossSite.into());
            }
            let member = members::find(tx, session.member)?.ok_or_else(unknown)?;
            sessions::revoke(tx, session.id, "signed_out")?;
            let recorded = record(tx, member.id, member.organisation, "signed_out", 1);
            Ok(Audited::new((), recorded))
        })
        .await
}

/// Ends one of the actor's sessions.
pub async fn end(app: &App, actor: Actor, session: SessionId) -> Outcome<()> {
    app.db
        .write(move |tx| {
            let theirs = sessions::standing(tx, session)?.filter(|session| session.member == actor.member);
            if theirs.is_none() || !sessions::revoke(tx, session, "ended_by_member")? {
                return Err(Error::Refused(Refusal::NotFound));
            }
            let recorded = record(tx, actor.member, actor.organisation, "ended_by_member", 1);
            Ok(Audited::new((), recorded))
        })
        .await
}

/// Ends all of the actor's sessions but the one in use.
pub async fn end_others(app: &App, actor: Actor) -> Outcome<()> {
    app.db
        .write(move |tx| {
            let ended = sessions::revoke_all(tx, actor.member, Some(actor.session), "ended_by_member")?;
            if ended == 0 {
                return Ok::<_, Error>(Audited::unchanged(()));
            }
            let recorded = record(tx, actor.member, actor.organisation, "ended_by_member", ended);
            Ok(Audited::new((), recorded))
        })
        .await
}

fn record(tx: &mut Tx<'_>, member: MemberId, organisation: OrganisationId, reason: &str, ended: usize) -> Recorded {
    let doer = Doer::Member(member, organisation);
    let entry = Entry::new(
        Log::Platform,
        EntryKind::SessionsRevoked,
        doer,
        format!("member:{member}"),
    )
    .fact("reason", reason)
    .fact("sessions", ended);
    tx.record(entry)
}
