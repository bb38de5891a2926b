//! A secretariat member decides about an application. The second approval, by another person, invites the applicant.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationState};
use crate::domain::ids::{ApplicationId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::wording::prose;
use crate::domain::membership::{
    Affiliation, Application, ApplicationState, NewOrganisation, Vetting, VettingDecision,
};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Locale;
use crate::mail::kind::MailKind;
use crate::services::applications::list::Detail;
use crate::services::error::{Error, Outcome, valid};
use crate::services::invitations;
use crate::services::notify::{self, Event};
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::{applications, organisations};

/// A decision with its reason.
#[derive(Clone)]
pub struct Ruling {
    /// What
    pub decision: VettingDecision,
    /// Why; seen by the secretariat only
    pub reason: String,
}

/// Decides about the version of an application that the vetter has read.
pub async fn vet(app: &App, actor: Actor, id: ApplicationId, version: i64, ruling: Ruling) -> Outcome<Detail> {
    let mut faults = Vec::new();
    let reason = prose("reason", &ruling.reason, &mut faults);
    valid(faults)?;
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let mut application = applications::find(tx, id)?.ok_or(Refusal::NotFound)?;
            let earlier = applications::vettings(tx, id)?;
            let now = tx.now();
            let state = application.vet(&earlier, actor.member, ruling.decision, now)?;
            if application.version != version {
                return Err(Refusal::Stale.into());
            }
            let vetting = Vetting {
                application: id,
                member: actor.member,
                decision: ruling.decision,
                reason: reason.clone(),
                created_at: now,
            };
            applications::add_vetting(tx, &vetting)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let entry = Entry::new(
                Log::Platform,
                EntryKind::ApplicationVetted,
                doer,
                format!("application:{id}"),
            )
            .fact("decision", ruling.decision.code())
            .fact("state", state.code());
            let recorded = tx.record(entry);
            match state {
                ApplicationState::Approved => admit(tx, &shared, doer, &mut application)?,
                ApplicationState::Declined => turn_down(tx, &shared, &mut application)?,
                ApplicationState::Received | ApplicationState::Joined => {}
            }
            let detail = Detail::load(tx, actor.member, application)?;
            Ok::<_, Error>(Audited::new(detail, recorded))
        })
        .await
}

fn admit(tx: &mut Tx<'_>, app: &App, doer: Doer, application: &mut Application) -> Outcome<()> {
    let organisation = match &application.affiliation {
        Affiliation::Existing(id) => *id,
        Affiliation::New(named) => {
            let named = named.clone();
            found(tx, doer, application, named)?
        }
    };
    super::home(tx, app, organisation, application.role, &application.email)?;
    application.affiliation = Affiliation::Existing(organisation);
    applications::update(tx, application)?;
    let (_invitation, _recorded) = invitations::issue(tx, app, doer, application, organisation)?;
    Ok(())
}

/// The organisation that joins with its first member; one of that name that has joined since is the same one.
fn found(tx: &mut Tx<'_>, doer: Doer, application: &Application, named: NewOrganisation) -> Outcome<OrganisationId> {
    let NewOrganisation { kind, name_ja, name_en } = named;
    for name in [&name_ja, &name_en] {
        let Some(known) = organisations::find_by_name(tx, name)? else {
            continue;
        };
        if known.kind == kind && known.state == OrganisationState::Active {
            return Ok(known.id);
        }
        return Err(Error::field(FieldFault::new("new_organisation.name", Fault::Duplicate)));
    }
    let id = OrganisationId::from_uuid(tx.new_uuid());
    let domains = vec![application.email.domain().to_owned()];
    let organisation = Organisation::joining(id, kind, (name_ja, name_en), domains, tx.now());
    organisations::insert(tx, &organisation)?;
    let subject = format!("organisation:{}", organisation.id);
    let entry = Entry::new(Log::Platform, EntryKind::OrganisationJoined, doer, subject)
        .fact("kind", kind.code())
        .fact("application", application.id.to_string());
    let _recorded = tx.record(entry);
    Ok(organisation.id)
}

fn turn_down(tx: &mut Tx<'_>, app: &App, application: &mut Application) -> Outcome<()> {
    applications::update(tx, application)?;
    let name = match application.locale {
        Locale::Ja => &application.name_ja,
        Locale::En => &application.name_en,
    };
    let key = format!("application:{}", application.id);
    let event = Event::new(MailKind::ApplicationDeclined, key, "", None);
    notify::outsider(tx, app, application.email.as_str(), name, application.locale, &event)
}
