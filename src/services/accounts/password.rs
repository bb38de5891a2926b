//! Setting a new password: how strong it must be, what else it ends, and changing it while signed in.

use crate::app::App;
use crate::auth::password::{MAX_LENGTH, MIN_LENGTH};
use crate::domain::account::Member;
use crate::domain::ids::SessionId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::services::sessions::attempts::{self, Client};
use crate::store::db::{Audited, Reads, Recorded, Tx};
use crate::store::{members, password_resets, sessions};
use secrecy::{ExposeSecret, SecretString};

/// Changes the actor's password, who proves to know the current one, and ends all other sessions.
pub async fn change(app: &App, actor: Actor, client: &Client, current: SecretString, new: SecretString) -> Outcome<()> {
    let gone = || Error::Refused(Refusal::Unauthenticated);
    let id = actor.member;
    let (member, stored) = app
        .db
        .read(move |rx| {
            let member = members::find(rx, id)?.ok_or_else(gone)?;
            members::find_by_email(rx, &member.email)?.ok_or_else(gone)
        })
        .await?;
    let counter = attempts::begin(app, member.email.as_str(), client).await?;
    let fits = app
        .passwords
        .verify(current, stored.clone())
        .await
        .map_err(Error::internal)?;
    if !fits {
        return Err(Error::field(FieldFault::new("current", Fault::WrongPassword)));
    }
    let hash = hash_if_strong(app, &member, "new", new).await?;
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let now_stored = members::find_by_email(tx, &member.email)?.and_then(|(_, hash)| hash);
            if now_stored != stored {
                return Err(Refusal::Stale.into());
            }
            attempts::succeed(tx, &counter)?;
            let doer = Doer::Member(member.id, member.organisation);
            let recorded = store(tx, &shared, doer, &member, &hash, Some(actor.session), "changed")?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await
}

/// The hash of a new password that is long enough and hard enough to guess for somebody who knows the member.
pub(in crate::services) async fn hash_if_strong(
    app: &App,
    member: &Member,
    field: &str,
    password: SecretString,
) -> Outcome<String> {
    let length = password.expose_secret().chars().count();
    let bound = |fault, limit: usize| Err(Error::field(FieldFault::with_limit(field, fault, limit)));
    if length < MIN_LENGTH {
        return bound(Fault::TooShort, MIN_LENGTH);
    }
    if length > MAX_LENGTH {
        return bound(Fault::TooLong, MAX_LENGTH);
    }
    let strong = app
        .passwords
        .is_strong(password.clone(), own_words(member))
        .await
        .map_err(Error::internal)?;
    if !strong {
        return Err(Error::field(FieldFault::new(field, Fault::WeakPassword)));
    }
    let salt = *app.db.entropy().uuid().as_bytes();
    app.passwords.hash(password, salt).await.map_err(Error::internal)
}

/// What somebody who knows the member would try first.
fn own_words(member: &Member) -> Vec<String> {
    let texts = [
        member.name_ja.as_str(),
        &member.name_en,
        member.email.local(),
        member.email.domain(),
        member.orcid.as_deref().unwrap_or_default(),
    ];
    let words = texts
        .into_iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase);
    words.chain(["enishi".to_owned()]).collect()
}

/// Stores a new password; ends the member's sessions, but for one if given, and open links to set another one.
pub(in crate::services) fn store(
    tx: &mut Tx<'_>,
    app: &App,
    doer: Doer,
    member: &Member,
    hash: &str,
    but: Option<SessionId>,
    how: &str,
) -> Outcome<Recorded> {
    members::set_password(tx, member.id, hash)?;
    password_resets::spend_all(tx, member.id)?;
    attempts::forgive(tx, app, member.email.as_str())?;
    let subject = format!("member:{}", member.id);
    let ended = sessions::revoke_all(tx, member.id, but, "password_changed")?;
    if ended > 0 {
        let entry = Entry::new(Log::Platform, EntryKind::SessionsRevoked, doer, subject.clone());
        let _also_recorded = tx.record(entry.fact("reason", "password_changed").fact("sessions", ended));
    }
    let now = tx.now();
    let key = format!("password:{}", now.timestamp_micros());
    let event = Event::new(MailKind::PasswordChanged, key, "/settings/security", None).at(now);
    notify::member(tx, app, member.id, &event)?;
    let entry = Entry::new(Log::Platform, EntryKind::PasswordChanged, doer, subject);
    Ok(tx.record(entry.fact("how", how)))
}
