//! Asking for an introduction: from a seed, a need, or a candidate. A liaison's request becomes a proposal.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::ids::{CandidateId, IntroductionId, ListingId};
use crate::domain::introduction::{Introduction, IntroductionState, ProposedBy, Viewpoint};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::matching::{LiaisonMark, Side as CandidateSide};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome, valid};
use crate::services::introductions::record::record;
use crate::services::introductions::tell::{self, News};
use crate::services::introductions::view::Shown;
use crate::services::introductions::{Case, Side, confirmed, free_text, propose, show};
use crate::services::listings::access;
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::{candidates, introductions, listings};

/// A request to be introduced.
#[derive(Clone)]
pub struct Ask {
    /// The listing asked about
    pub listing: ListingId,
    /// The asking side's own listing
    pub own_listing: Option<ListingId>,
    /// The match it comes from
    pub candidate: Option<CandidateId>,
    /// To the other side
    pub message: String,
    /// The message holds nothing confidential
    pub confirmed: bool,
}

/// Asks for an introduction.
pub async fn ask(app: &App, actor: &Actor, ask: Ask) -> Outcome<Shown> {
    let mut faults = free_text("message", &ask.message);
    faults.extend(confirmed(ask.confirmed));
    valid(faults)?;
    let (shared, asking) = (app.clone(), actor.clone());
    let id = app
        .db
        .write(move |tx| {
            if asking.role == Role::Liaison {
                return propose::propose(tx, &shared, &asking, &ask);
            }
            let target = reachable_target(tx, &asking, ask.listing)?;
            let own = own_listing(tx, &asking, &ask, &target)?;
            refuse_second(tx, &asking, target.id)?;
            let now = tx.now();
            let introduction = Introduction {
                id: IntroductionId::from_uuid(tx.new_uuid()),
                target: target.id,
                own,
                candidate: ask.candidate,
                proposed_by: if ask.candidate.is_some() {
                    ProposedBy::System
                } else {
                    ProposedBy::Member
                },
                requester: asking.member,
                requester_organisation: asking.organisation,
                responder_organisation: target.organisation,
                message: ask.message.trim().to_owned(),
                state: IntroductionState::Pending,
                decline_code: None,
                decline_audience: None,
                gap_request: None,
                question: None,
                answer: None,
                reminders: 0,
                created_at: now,
                asked_at: Some(now),
                answered_at: None,
                version: 1,
            };
            introductions::insert(tx, &introduction)?;
            let case = Case::load(tx, introduction)?;
            let by = Some((&asking, Viewpoint::Asking));
            let recorded = record(tx, &case, EntryKind::IntroductionRequested, by, &[]);
            let news = News::new(MailKind::IntroductionReceived, "asked");
            tell::answering_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new(case.introduction.id, recorded))
        })
        .await?;
    show(app, actor, id).await
}

/// The listing, if the actor may ask about it now. What the actor may not see is not found.
pub fn reachable_target(reads: &mut impl Reads, actor: &Actor, id: ListingId) -> Outcome<Listing> {
    let target = access::known(reads, actor, id)?.listing;
    if target.organisation == actor.organisation {
        return Err(Error::field(FieldFault::new("listing", Fault::OwnOrganisation)));
    }
    if target.state.is_open() {
        Ok(target)
    } else {
        Err(Refusal::WrongState.into())
    }
}

/// One request at a time from an organisation to a listing; none while one is accepted.
pub fn refuse_second(reads: &mut impl Reads, actor: &Actor, target: ListingId) -> Outcome<()> {
    if introductions::exists_between(reads, actor.organisation, target, IntroductionState::stands)? {
        Err(Refusal::AlreadyExists.into())
    } else {
        Ok(())
    }
}

/// The asking side's listing: the one named, or the candidate's.
fn own_listing(tx: &mut Tx<'_>, actor: &Actor, ask: &Ask, target: &Listing) -> Outcome<Option<ListingId>> {
    let from_candidate = ask
        .candidate
        .map(|id| of_candidate(tx, actor, id, target.id))
        .transpose()?;
    let Some(own) = from_candidate.or(ask.own_listing) else {
        return Ok(None);
    };
    let unknown = || Error::field(FieldFault::new("own_listing", Fault::UnknownReference));
    if ask.own_listing.is_some_and(|named| named != own) || listings::find(tx, own)?.is_none() {
        return Err(unknown());
    }
    let side = Side::load(tx, own)?;
    let theirs = policy::is_team(actor, &side.listing, &side.audience);
    if !theirs || side.listing.kind == target.kind {
        return Err(unknown());
    }
    // A draft says nothing yet, and one that was withdrawn nothing any more.
    if side.listing.published.is_none() || !side.listing.state.is_visible() {
        return Err(Refusal::WrongState.into());
    }
    Ok(Some(own))
}

fn of_candidate(tx: &mut Tx<'_>, actor: &Actor, id: CandidateId, target: ListingId) -> Outcome<ListingId> {
    let unknown = || Error::field(FieldFault::new("candidate", Fault::UnknownReference));
    let candidate = candidates::find(tx, id)?.ok_or_else(unknown)?;
    let (own, other, kind) = match candidate.side {
        CandidateSide::Seed => (candidate.seed, candidate.need, ListingKind::Need),
        CandidateSide::Need => (candidate.need, candidate.seed, ListingKind::Seed),
        CandidateSide::Liaison => return Err(unknown()),
    };
    let theirs = candidate.organisation == actor.organisation && candidate.mark != Some(LiaisonMark::Suppressed);
    let fits = theirs && other == target && listings::find(tx, other)?.is_some_and(|listing| listing.kind == kind);
    let side = Side::load(tx, own)?;
    if fits && policy::is_team(actor, &side.listing, &side.audience) {
        Ok(own)
    } else {
        Err(unknown())
    }
}
