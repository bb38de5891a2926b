//! Brokering: a liaison in charge of either listing proposes a contact to the team of one of them.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{Introduction, IntroductionState, ProposedBy, Viewpoint};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::NeedVisibility;
use crate::domain::policy::{self, Actor};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::services::error::{Error, Outcome};
use crate::services::introductions::ask::Ask;
use crate::services::introductions::record::record;
use crate::services::introductions::{Case, Side, tell};
use crate::services::listings::access;
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::introductions;

/// Keeps a proposal and tells the team of `own_listing`; the other side hears nothing before they confirm.
pub fn propose(tx: &mut Tx<'_>, app: &App, actor: &Actor, ask: &Ask) -> Outcome<Audited<IntroductionId>> {
    let fault = |field: &str, fault| Error::field(FieldFault::new(field, fault));
    access::known(tx, actor, ask.listing)?;
    let target = Side::load(tx, ask.listing)?;
    if ask.candidate.is_some() {
        return Err(fault("candidate", Fault::UnknownReference));
    }
    let unchosen = || Error::field(FieldFault::unchosen("own_listing"));
    let own_id = ask.own_listing.ok_or_else(unchosen)?;
    let unknown = || fault("own_listing", Fault::UnknownReference);
    access::find_known(tx, actor, own_id)?.ok_or_else(unknown)?;
    let own = Side::load(tx, own_id)?;
    if own.listing.kind == target.listing.kind {
        return Err(unknown());
    }
    let in_charge = [&target, &own].map(|side| policy::is_liaison_in_charge(actor, &side.listing));
    if !in_charge.contains(&true) {
        return Err(Refusal::Forbidden.into());
    }
    if target.listing.organisation == own.listing.organisation {
        return Err(fault("listing", Fault::OwnOrganisation));
    }
    // What the team of `own_listing` could not find by itself is not proposed to it either.
    let hidden = target.listing.visibility == Some(NeedVisibility::Blind)
        || target.audience.blocked.contains(&own.listing.organisation)
        || own.audience.blocked.contains(&target.listing.organisation);
    if hidden {
        return Err(Refusal::NotFound.into());
    }
    if !target.listing.state.is_open() || !own.listing.state.is_visible() || own.listing.published.is_none() {
        return Err(Refusal::WrongState.into());
    }
    let standing = |state: IntroductionState| state.stands() || state == IntroductionState::Proposed;
    if introductions::exists_between(tx, own.listing.organisation, target.listing.id, standing)? {
        return Err(Refusal::AlreadyExists.into());
    }
    let introduction = Introduction {
        id: IntroductionId::from_uuid(tx.new_uuid()),
        target: target.listing.id,
        own: Some(own.listing.id),
        candidate: None,
        proposed_by: ProposedBy::Liaison,
        requester: actor.member,
        requester_organisation: own.listing.organisation,
        responder_organisation: target.listing.organisation,
        message: ask.message.trim().to_owned(),
        state: IntroductionState::Proposed,
        decline_code: None,
        decline_audience: None,
        gap_request: None,
        question: None,
        answer: None,
        reminders: 0,
        created_at: tx.now(),
        asked_at: None,
        answered_at: None,
        // Confirmed, it is the first version that the other side sees: nothing tells them of what was before.
        version: 0,
    };
    introductions::insert(tx, &introduction)?;
    let case = Case {
        introduction,
        target,
        own: Some(own),
    };
    let by = Some((actor, Viewpoint::Liaison));
    let recorded = record(tx, &case, EntryKind::IntroductionRequested, by, &[]);
    tell::proposal(tx, app, &case)?;
    Ok(Audited::new(case.introduction.id, recorded))
}
