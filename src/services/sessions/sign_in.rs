//! Signing in with address and password.

use crate::app::App;
use crate::domain::account::{Email, MemberState};
use crate::domain::ids::SessionId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::sessions::attempts::{self, Client};
use crate::services::sessions::continuation::{self, Opened};
use crate::store::db::{Audited, Writes};
use crate::store::{members, sessions};
use secrecy::SecretString;

/// Signs in. Unknown addresses cost as much as known ones, are slowed down like them and get the same answer.
pub async fn sign_in(app: &App, client: &Client, address: &str, password: SecretString) -> Outcome<Opened> {
    let refuse = || Error::Refused(Refusal::BadCredentials);
    attempts::admit_network(app, client)?;
    let counter = attempts::begin(app, address, client).await?;
    let email = Email::parse(address).ok();
    let found = app
        .db
        .read(move |rx| match &email {
            Some(email) => Ok::<_, Error>(members::find_by_email(rx, email)?),
            None => Ok(None),
        })
        .await?;
    let stored = found.as_ref().and_then(|(_, hash)| hash.clone());
    let fits = app
        .passwords
        .verify(password.clone(), stored.clone())
        .await
        .map_err(Error::internal)?;
    let (Some((member, _)), Some(stored), true) = (found, stored, fits) else {
        return Err(refuse());
    };
    if member.state != MemberState::Active {
        return Err(refuse());
    }
    let renewed = renewed_hash(app, &stored, password).await?;
    let (shared, email) = (app.clone(), member.email.clone());
    let (member, session, refresh, random) = app
        .db
        .write(move |tx| {
            // The check took a while: what it checked must still hold, or a sign-in could outlive a changed password.
            let current = members::find_by_email(tx, &email)?
                .filter(|(member, hash)| member.state == MemberState::Active && hash.as_ref() == Some(&stored));
            let (member, _) = current.ok_or_else(refuse)?;
            let session = SessionId::from_uuid(tx.new_uuid());
            sessions::insert(tx, session, member.id)?;
            if sessions::actor(tx, session)?.is_none() {
                return Err(refuse());
            }
            let refresh = continuation::extend(tx, &shared, session)?;
            attempts::succeed(tx, &counter)?;
            if let Some(hash) = &renewed {
                members::set_password(tx, member.id, hash)?;
            }
            let doer = Doer::Member(member.id, member.organisation);
            let subject = format!("member:{}", member.id);
            let entry = Entry::new(Log::Platform, EntryKind::SignedIn, doer, subject);
            let random = tx.new_secret();
            Ok::<_, Error>(Audited::new((member, session, refresh, random), tx.record(entry)))
        })
        .await?;
    let mut opened = continuation::open(app, member.id, session, refresh)?;
    opened.device = Some(attempts::device_token(app, member.email.as_str(), &random));
    Ok(opened)
}

/// A new hash of the same password, if the stored one was made with other parameters than those of now.
async fn renewed_hash(app: &App, stored: &str, password: SecretString) -> Outcome<Option<String>> {
    if app.passwords.is_current(stored) {
        return Ok(None);
    }
    let salt = *app.db.entropy().uuid().as_bytes();
    let hash = app.passwords.hash(password, salt).await.map_err(Error::internal)?;
    Ok(Some(hash))
}
