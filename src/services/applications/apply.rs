//! A person applies. The answer is the same whether or not the address is known, so that nobody learns who is a member.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::ids::ApplicationId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::form::{ApplicationForm, Candidate};
use crate::domain::membership::{Affiliation, Application, ApplicationState};
use crate::domain::text::Locale;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::notify::{self, Event};
use crate::services::sessions::attempts::{self, Client};
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::{applications, members};
use chrono::TimeDelta;
use std::time::Duration;

/// More applications than this within an hour are not a consortium growing but somebody using us to send mails.
const MOST_PER_HOUR: i64 = 100;

/// Answers leave at multiples of this time after the request, long enough for everything that happens in between.
const BEAT: Duration = Duration::from_millis(250);

/// Takes an application in.
pub async fn apply(app: &App, client: &Client, form: ApplicationForm) -> Outcome<()> {
    attempts::admit_network(app, client)?;
    let candidate = form.parse().map_err(Error::Invalid)?;
    let mut beat = tokio::time::interval(BEAT);
    // The first tick is at once.
    beat.tick().await;
    let outcome = take_in(app, candidate).await;
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    beat.tick().await;
    outcome
}

async fn take_in(app: &App, candidate: Candidate) -> Outcome<()> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            check_place(tx, &shared, &candidate)?;
            if applications::received_since(tx, tx.now() - TimeDelta::hours(1))? >= MOST_PER_HOUR {
                return Err(Error::TryLater(3_600));
            }
            let known = members::find_by_email(tx, &candidate.email)?.is_some()
                || applications::is_pending(tx, &candidate.email)?;
            let entry =
                |subject: String| Entry::new(Log::Platform, EntryKind::ApplicationReceived, Doer::Outsider, subject);
            if known {
                let repeated = entry("application:repeated".to_owned());
                return Ok(Audited::new((), tx.record(repeated)));
            }
            let application = received(tx, candidate.clone());
            applications::insert(tx, &application)?;
            tell(tx, &shared, &application)?;
            let recorded =
                tx.record(entry(format!("application:{}", application.id)).fact("role", application.role.code()));
            Ok(Audited::new((), recorded))
        })
        .await
}

fn check_place(tx: &mut Tx<'_>, app: &App, candidate: &Candidate) -> Outcome<()> {
    match &candidate.affiliation {
        Affiliation::Existing(id) => super::home(tx, app, *id, candidate.role, &candidate.email).map(drop),
        Affiliation::New(_) => {
            let policy = app.config().members.address_policy();
            policy.check(&candidate.email, &[]).map_err(Error::field)
        }
    }
}

fn received(tx: &mut Tx<'_>, candidate: Candidate) -> Application {
    let Candidate {
        email,
        name_ja,
        name_en,
        affiliation,
        role,
        locale,
        motivation,
    } = candidate;
    Application {
        id: ApplicationId::from_uuid(tx.new_uuid()),
        affiliation,
        email,
        name_ja,
        name_en,
        role,
        locale,
        motivation,
        state: ApplicationState::Received,
        version: 1,
        created_at: tx.now(),
        decided_at: None,
    }
}

fn tell(tx: &mut Tx<'_>, app: &App, application: &Application) -> Outcome<()> {
    let key = format!("application:{}", application.id);
    let name = match application.locale {
        Locale::Ja => &application.name_ja,
        Locale::En => &application.name_en,
    };
    let receipt = Event::new(MailKind::ApplicationReceived, &key, "", None);
    let address = application.email.as_str();
    notify::outsider(tx, app, address, name, application.locale, &receipt)?;
    let mut to_vet = Event::new(
        MailKind::ApplicationToVet,
        &key,
        format!("/applications/{}", application.id),
        None,
    );
    to_vet.count = u32::try_from(applications::waiting(tx)?).ok();
    for vetter in members::active_with_role(tx, Role::Secretariat, None)? {
        notify::member(tx, app, vetter.id, &to_vet)?;
    }
    Ok(())
}
