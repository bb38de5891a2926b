//! Exchanging a refresh token for the next one. Each works once; a short grace covers lost answers and two tabs, and any later
//! use means that two parties hold it, which ends the session (RFC 9700 §4.14.2).

use crate::app::App;
use crate::domain::ids::{MemberId, RefreshTokenId, SessionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::problem::Refusal;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::services::sessions::attempts::hash_of;
use crate::services::sessions::continuation::{self, Opened};
use crate::store::db::{Audited, Chore, Reads};
use crate::store::{refresh_tokens, sessions};
use chrono::TimeDelta;

/// How long a used token still answers, with the same successor.
const GRACE: TimeDelta = TimeDelta::seconds(10);

enum Exchange {
    Next(MemberId, SessionId, RefreshTokenId),
    Reused(MemberId, SessionId),
    Refused(Refusal),
}

/// Exchanges a refresh token, shown together with its session's CSRF token.
pub async fn refresh(app: &App, token: &str, csrf: &str) -> Outcome<Opened> {
    let (shared, hash, csrf) = (app.clone(), hash_of(token), csrf.to_owned());
    let exchange = app
        .db
        .chore(move |chore| exchange(chore, &shared, &hash, &csrf))
        .await?;
    match exchange {
        Exchange::Next(member, session, refresh) => continuation::open(app, member, session, refresh),
        Exchange::Refused(refusal) => Err(refusal.into()),
        Exchange::Reused(member, session) => {
            end_stolen(app, member, session).await?;
            Err(Refusal::Unauthenticated.into())
        }
    }
}

fn exchange(chore: &mut Chore<'_>, app: &App, hash: &str, csrf: &str) -> Outcome<Exchange> {
    let now = chore.now();
    let refused = Ok(Exchange::Refused(Refusal::Unauthenticated));
    let Some(token) = refresh_tokens::find(chore, hash)?.filter(|token| token.expires_at > now) else {
        return refused;
    };
    let Some(session) = sessions::standing(chore, token.session)? else {
        return refused;
    };
    if !continuation::csrf_fits(app, session.id, csrf) {
        return Ok(Exchange::Refused(Refusal::CrossSite));
    }
    if session.created_at + TimeDelta::days(app.config().auth.session_days) <= now {
        return refused;
    }
    if sessions::actor_of(chore, session.member, session.id)?.is_none() {
        return refused;
    }
    if let Some((at, successor)) = token.used {
        return Ok(if now - at <= GRACE {
            Exchange::Next(session.member, session.id, successor)
        } else {
            Exchange::Reused(session.member, session.id)
        });
    }
    let successor = continuation::extend(chore, app, session.id)?;
    refresh_tokens::mark_used(chore, token.id, successor)?;
    sessions::touch(chore, session.id)?;
    Ok(Exchange::Next(session.member, session.id, successor))
}

async fn end_stolen(app: &App, member: MemberId, session: SessionId) -> Outcome<()> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            if !sessions::revoke(tx, session, "refresh_token_reused")? {
                return Ok::<_, Error>(Audited::unchanged(()));
            }
            let key = format!("session:{session}");
            let event = Event::new(MailKind::SessionRevoked, key, "/settings/sessions", None).at(tx.now());
            notify::member(tx, &shared, member, &event)?;
            let entry = Entry::new(
                Log::Platform,
                EntryKind::SessionsRevoked,
                Doer::System,
                format!("member:{member}"),
            )
            .fact("reason", "refresh_token_reused")
            .fact("session", session.to_string());
            Ok(Audited::new((), tx.record(entry)))
        })
        .await
}
