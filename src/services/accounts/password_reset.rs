//! A new password by mail. Whether an address has an account shows neither in the answer nor in the time it takes.

use crate::app::App;
use crate::auth::secret;
use crate::domain::account::{Email, Member, MemberState};
use crate::domain::ids::PasswordResetId;
use crate::domain::ledger::Doer;
use crate::domain::problem::Refusal;
use crate::mail::kind::MailKind;
use crate::services::accounts::password;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::services::secret_link::SecretLink;
use crate::services::sessions::attempts::{self, Client, hash_of};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::{members, password_resets};
use chrono::TimeDelta;
use secrecy::SecretString;
use std::time::Duration;

/// How long a link works.
pub const LIFE: TimeDelta = TimeDelta::hours(1);

/// The most links that one member gets within that time.
const MOST_LINKS: i64 = 3;

/// Answers leave at multiples of this time after the request, long enough for everything that happens in between.
const BEAT: Duration = Duration::from_millis(250);

/// Sends a link to set a new password, if the address is that of an active member.
pub async fn request(app: &App, client: &Client, address: &str) -> Outcome<()> {
    attempts::admit_network(app, client)?;
    let mut beat = tokio::time::interval(BEAT);
    // The first tick is at once.
    beat.tick().await;
    let outcome = send_link(app, Email::parse(address).ok()).await;
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    beat.tick().await;
    outcome
}

async fn send_link(app: &App, email: Option<Email>) -> Outcome<()> {
    let Some(email) = email else { return Ok(()) };
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            let found = members::find_by_email(chore, &email)?.map(|(member, _)| member);
            let Some(member) = found.filter(|member| member.state == MemberState::Active) else {
                return Ok(());
            };
            let now = chore.now();
            if password_resets::count_since(chore, member.id, now - LIFE)? >= MOST_LINKS {
                return Ok(());
            }
            let id = PasswordResetId::from_uuid(chore.new_uuid());
            let token = SecretLink::PasswordReset.token(&shared, id.as_uuid());
            password_resets::insert(chore, id, member.id, &secret::fingerprint(&token), now + LIFE)?;
            let path = SecretLink::PasswordReset.stored_path(id.as_uuid());
            let event = Event::new(MailKind::PasswordReset, format!("password_reset:{id}"), path, None).at(now + LIFE);
            notify::by_mail_only(chore, &shared, &member, &event)
        })
        .await
}

/// Sets a new password with a link's token. The link is spent only when that succeeds; all sessions end.
pub async fn redeem(app: &App, client: &Client, token: &str, new: SecretString) -> Outcome<()> {
    attempts::admit_network(app, client)?;
    let hash_of_token = hash_of(token);
    let lookup = hash_of_token.clone();
    let member = app.db.read(move |rx| holder(rx, &lookup)).await?;
    let hash = password::hash_if_strong(app, &member, "new_password", new).await?;
    let shared = app.clone();
    app.db
        .write(move |tx| {
            // Hashing took a while: the link may be spent by now.
            let member = holder(tx, &hash_of_token)?;
            let doer = Doer::Member(member.id, member.organisation);
            let recorded = password::store(tx, &shared, doer, &member, &hash, None, "reset")?;
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await
}

fn holder(reads: &mut impl Reads, hash: &str) -> Outcome<Member> {
    let spent = || Error::Refused(Refusal::TokenSpent);
    let (_, member) = password_resets::usable(reads, hash)?.ok_or_else(spent)?;
    members::find(reads, member)?
        .filter(|member| member.state == MemberState::Active)
        .ok_or_else(spent)
}
