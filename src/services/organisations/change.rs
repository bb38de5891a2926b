//! The secretariat changes an organisation. Suspension and leaving end the access of all its members with the same commit.

use crate::app::App;
use crate::domain::account::{MemberState, Organisation, OrganisationState};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::membership::AccessReason;
use crate::domain::membership::wording::{domains, organisation_names};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::Bilingual;
use crate::services::error::{Error, Outcome, valid};
use crate::services::matching::Occasion;
use crate::services::members::{Step, end, keep_a_secretariat};
use crate::store::db::{Audited, Tx};
use crate::store::{listings, members, organisations, sessions};

/// What to change; what is `None` stays.
#[derive(Clone, Default)]
pub struct Change {
    /// Name
    pub name: Option<Bilingual>,
    /// Domains of its members' addresses
    pub email_domains: Option<Vec<String>>,
    /// Publication needs a second liaison
    pub four_eyes: Option<bool>,
    /// Listings pass a reviewer of the institution first
    pub institution_review: Option<bool>,
    /// Liaison in charge, or nobody
    pub liaison: Option<Option<MemberId>>,
    /// Whether it takes part
    pub state: Option<OrganisationState>,
}

/// Changes an organisation.
pub async fn change(
    app: &App,
    actor: Actor,
    id: OrganisationId,
    version: i64,
    change: Change,
) -> Outcome<Organisation> {
    let mut faults = Vec::new();
    let names = change.name.as_ref();
    let names = names.map(|name| organisation_names("name", name, &mut faults));
    let new_domains = change.email_domains.as_ref();
    let new_domains = new_domains.map(|given| domains("email_domains", given, &mut faults));
    valid(faults)?;
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let mut organisation = organisations::find(tx, id)?.ok_or(Refusal::NotFound)?;
            if organisation.state == OrganisationState::Left {
                return Err(Refusal::WrongState.into());
            }
            if organisation.version != version {
                return Err(Refusal::Stale.into());
            }
            let checked = new_domains.clone().unwrap_or_default();
            let liaison = change.liaison.flatten();
            valid(super::clashes(
                tx,
                &shared,
                Some(id),
                names.as_ref(),
                &checked,
                liaison,
            )?)?;
            let before = organisation.clone();
            if let Some((name_ja, name_en)) = names.clone() {
                organisation.name_ja = name_ja;
                organisation.name_en = name_en;
            }
            organisation.email_domains = new_domains.clone().unwrap_or(organisation.email_domains);
            organisation.four_eyes = change.four_eyes.unwrap_or(organisation.four_eyes);
            organisation.institution_review = change.institution_review.unwrap_or(organisation.institution_review);
            organisation.liaison = change.liaison.unwrap_or(organisation.liaison);
            organisation.state = change.state.unwrap_or(organisation.state);
            if id == actor.organisation && organisation.state != OrganisationState::Active {
                return Err(Refusal::OwnAccess.into());
            }
            if organisation == before {
                return Ok(Audited::unchanged(organisation));
            }
            organisations::update(tx, &mut organisation)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let recorded = tx.record(entry(doer, &before, &organisation));
            if organisation.state != before.state {
                follow(tx, doer, &organisation)?;
                organisation.policy_epoch += 1;
            }
            Ok::<_, Error>(Audited::new(organisation, recorded))
        })
        .await
}

fn entry(doer: Doer, before: &Organisation, after: &Organisation) -> Entry {
    let subject = format!("organisation:{}", after.id);
    let mut entry = Entry::new(Log::Platform, EntryKind::OrganisationChanged, doer, subject)
        .fact("four_eyes", after.four_eyes)
        .fact("institution_review", after.institution_review)
        .fact("state", after.state.code())
        .fact("renamed", before.name() != after.name())
        .fact("domains_changed", before.email_domains != after.email_domains);
    if let Some(liaison) = after.liaison {
        entry = entry.fact("liaison", liaison.to_string());
    }
    entry
}

/// What follows from a new state: sessions end, members of an organisation that left leave with it, and what the search index
/// shows of its listings is looked at again.
fn follow(tx: &mut Tx<'_>, doer: Doer, organisation: &Organisation) -> Outcome<()> {
    let id = organisation.id;
    if organisation.state != OrganisationState::Active {
        // The organisation's own people no longer count: its state is already written.
        keep_a_secretariat(tx, |member| member.organisation == id)?;
        for mut member in members::list(tx, Some(id))? {
            if organisation.state == OrganisationState::Left && member.state != MemberState::Left {
                let _recorded = end(tx, doer, &mut member, Step::Leave, AccessReason::OrganisationLeft)?;
            } else {
                sessions::revoke_all(tx, member.id, None, EntryKind::OrganisationChanged.code())?;
            }
        }
    }
    organisations::bump_policy_epoch(tx, id)?;
    for listing in listings::visible_of(tx, id)? {
        tx.reindex(listing);
        if organisation.state == OrganisationState::Active {
            Occasion::new(listing).queue(tx)?;
        }
    }
    Ok(())
}
