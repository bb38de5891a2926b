//! Sessions: signing in, and who stands behind an access token right now.

use crate::app::App;
use crate::auth::token::Bearer;
use crate::domain::account::{Email, MemberState};
use crate::domain::ids::SessionId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::{members, sessions};
use secrecy::SecretString;

/// The actor behind an access token: none if it is not ours or expired, the session was revoked, or the member or the
/// organisation is no longer active.
pub async fn actor(app: &App, token: &str) -> Outcome<Option<Actor>> {
    let Some(bearer) = app.tokens.check(token, app.db.clock().now()) else {
        return Ok(None);
    };
    let actor = app
        .db
        .read(move |rx| Ok::<_, Error>(sessions::actor(rx, bearer.session)?))
        .await?;
    Ok(actor.filter(|actor| actor.member == bearer.member))
}

/// What a successful sign-in hands out.
pub struct SignedIn {
    /// Access token
    pub access_token: String,
    /// Seconds until it expires
    pub expires_in: i64,
    /// The new session
    pub session: SessionId,
}

/// Signs in with address and password. Unknown addresses cost as much as known ones and get the same answer.
pub async fn sign_in(app: &App, address: &str, password: SecretString) -> Outcome<SignedIn> {
    let refuse = || Error::Refused(Refusal::BadCredentials);
    let email = Email::parse(address).ok();
    let lookup = email.clone();
    let found = app
        .db
        .read(move |rx| match &lookup {
            Some(email) => Ok::<_, Error>(members::find_by_email(rx, email)?),
            None => Ok(None),
        })
        .await?;
    let stored = found.as_ref().and_then(|(_, hash)| hash.clone());
    let fits = app.passwords.verify(password, stored).await.map_err(Error::internal)?;
    let member = found
        .map(|(member, _)| member)
        .filter(|member| fits && member.state == MemberState::Active);
    let member = member.ok_or_else(refuse)?;
    let session = app
        .db
        .write(move |tx| {
            let id = SessionId::from_uuid(tx.new_uuid());
            sessions::insert(tx, id, member.id)?;
            let doer = Doer::Member(member.id, member.organisation);
            let entry = Entry::new(
                Log::Platform,
                EntryKind::SignedIn,
                doer,
                format!("member:{}", member.id),
            );
            Ok::<_, Error>(Audited::new((id, member.id, tx.now()), tx.record(entry)))
        })
        .await?;
    let (session, member, now) = session;
    let issued = app.tokens.issue(Bearer { member, session }, now);
    let (access_token, expires_in) = issued.ok_or_else(|| Error::internal("the access token could not be signed"))?;
    Ok(SignedIn {
        access_token,
        expires_in,
        session,
    })
}
