//! An organisation joins by decision of the secretariat or the operator.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationKind};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::wording::{domains, organisation_names};
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::services::error::{Error, Outcome, valid};
use crate::store::db::{Audited, Reads, Recorded, Tx, Writes};
use crate::store::organisations;

/// An organisation to add.
#[derive(Clone)]
pub struct NewOrganisation {
    /// What it is
    pub kind: OrganisationKind,
    /// Name in one or both languages
    pub name: Bilingual,
    /// Domains that its members' addresses belong to
    pub email_domains: Vec<String>,
    /// Publication needs a second liaison
    pub four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    pub institution_review: bool,
    /// Liaison in charge of its listings
    pub liaison: Option<MemberId>,
}

/// Adds an organisation.
pub async fn create(app: &App, actor: Actor, new: NewOrganisation) -> Outcome<Organisation> {
    let shared = app.clone();
    let doer = Doer::Member(actor.member, actor.organisation);
    app.db
        .write(move |tx| {
            let (organisation, recorded) = insert(tx, &shared, doer, &new)?;
            Ok::<_, Error>(Audited::new(organisation, recorded))
        })
        .await
}

/// Adds an organisation within a transaction.
pub(in crate::services) fn insert(
    tx: &mut Tx<'_>,
    app: &App,
    doer: Doer,
    new: &NewOrganisation,
) -> Outcome<(Organisation, Recorded)> {
    let NewOrganisation {
        kind,
        name,
        email_domains,
        four_eyes,
        institution_review,
        liaison,
    } = new;
    let mut faults = Vec::new();
    let names = organisation_names("name", name, &mut faults);
    let email_domains = domains("email_domains", email_domains, &mut faults);
    valid(faults)?;
    valid(super::clashes(tx, app, None, Some(&names), &email_domains, *liaison)?)?;
    let id = OrganisationId::from_uuid(tx.new_uuid());
    let organisation = Organisation {
        four_eyes: *four_eyes,
        institution_review: *institution_review,
        liaison: *liaison,
        ..Organisation::joining(id, *kind, names, email_domains, tx.now())
    };
    organisations::insert(tx, &organisation)?;
    let subject = format!("organisation:{}", organisation.id);
    let entry = Entry::new(Log::Platform, EntryKind::OrganisationJoined, doer, subject).fact("kind", kind.code());
    let recorded = tx.record(entry);
    Ok((organisation, recorded))
}
