//! The secretariat says to which organisation of the consortium an applicant belongs, before anybody vets.

use crate::app::App;
use crate::domain::ids::{ApplicationId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::{Affiliation, ApplicationState};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::applications::list::Detail;
use crate::services::error::{Error, Outcome};
use crate::store::applications;
use crate::store::db::Audited;

/// Assigns an applicant who named a new organisation, or the wrong one. Vetted applications stay as they were vetted.
pub async fn assign(
    app: &App,
    actor: Actor,
    id: ApplicationId,
    version: i64,
    organisation: OrganisationId,
) -> Outcome<Detail> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let mut application = applications::find(tx, id)?.ok_or(Refusal::NotFound)?;
            let vetted = !applications::vettings(tx, id)?.is_empty();
            if application.state != ApplicationState::Received || vetted {
                return Err(Refusal::WrongState.into());
            }
            if application.version != version {
                return Err(Refusal::Stale.into());
            }
            super::home(tx, &shared, organisation, application.role, &application.email)?;
            application.affiliation = Affiliation::Existing(organisation);
            applications::update(tx, &mut application)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let entry = Entry::new(
                Log::Platform,
                EntryKind::ApplicationVetted,
                doer,
                format!("application:{id}"),
            )
            .fact("decision", "assigned")
            .fact("organisation", organisation.to_string());
            let recorded = tx.record(entry);
            let detail = Detail::load(tx, actor.member, application)?;
            Ok::<_, Error>(Audited::new(detail, recorded))
        })
        .await
}
