//! Who may do and see what: pure questions over an actor and a listing's audience.
//!
//! Seeing is answered with a `Clearance`, doing with a `Permit`; views demand the one and transitions consume the other.
//! Whoever has no clearance must get the same answer as for a listing that does not exist.

use crate::domain::account::{OrganisationKind, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{AcceptanceId, MemberId, OrganisationId, SessionId};
use crate::domain::listing::public::PublicConsent;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::domain::tier::{Basis, Clearance, Tier};

/// A signed-in, active member, as loaded with the request: suspension and leaving take effect at the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who
    pub member: MemberId,
    /// From where
    pub organisation: OrganisationId,
    /// What kind of organisation that is
    pub organisation_kind: OrganisationKind,
    /// As what
    pub role: Role,
    /// Reviews for the institution
    pub institution_reviewer: bool,
    /// Language
    pub locale: Locale,
    /// The session in use
    pub session: SessionId,
    /// The acceptance of the current undertaking that is in force
    pub acceptance: Option<AcceptanceId>,
    /// Policy epoch of the organisation: changes whenever what it may see does
    pub policy_epoch: i64,
}

impl Actor {
    /// Whether the person is bound by the current undertaking.
    #[must_use]
    pub const fn consented(&self) -> bool {
        self.acceptance.is_some()
    }
}

/// Who is around a listing, as far as one actor is concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Members of the owner's team
    pub team: Vec<MemberId>,
    /// Organisations that must not see it
    pub blocked: Vec<OrganisationId>,
    /// Highest tier granted to the actor's organisation and in force now
    pub granted: Option<Tier>,
    /// Who approved the version that waits for publication, where the organisation wants a second liaison to publish it
    pub approver: Option<MemberId>,
}

/// What an actor may see of a listing; `None` looks exactly like absence.
#[must_use]
pub fn clearance(actor: &Actor, listing: &Listing, audience: &Audience) -> Option<Clearance> {
    let clear = |tier, basis| Some(Clearance::new(listing.id, tier, basis));
    if !actor.consented() || actor.role == Role::Auditor {
        return None;
    }
    if is_team(actor, listing, audience) {
        return clear(Tier::Owner, Basis::Team);
    }
    if is_liaison_in_charge(actor, listing) && left_the_desk(listing) {
        return clear(Tier::Owner, Basis::Liaison);
    }
    if is_institution_reviewer(actor, listing) && left_the_desk(listing) {
        return clear(Tier::Owner, Basis::InstitutionReview);
    }
    if is_second_liaison(actor, listing, audience) {
        return clear(Tier::Owner, Basis::SecondLiaison);
    }
    let hidden = !listing.state.is_visible()
        || listing.published.is_none()
        || listing.visibility == Some(NeedVisibility::Blind)
        || audience.blocked.contains(&actor.organisation);
    if hidden {
        return None;
    }
    match audience.granted {
        Some(tier) if tier > Tier::Members => clear(tier.min(Tier::Cda), Basis::Grant),
        _ => clear(Tier::Members, Basis::Membership),
    }
}

/// What anybody may see of a listing, without an account: only a seed that its team and its liaison both made public, and only
/// while it stands published and valid.
#[must_use]
pub fn public_clearance(listing: &Listing, consent: &PublicConsent, now: Instant) -> Option<Clearance> {
    let shown = consent.is_given()
        && listing.kind == ListingKind::Seed
        && listing.state == ListingState::Published
        && listing.published.is_some()
        && listing.valid_until.is_none_or(|until| until > now);
    shown.then(|| Clearance::new(listing.id, Tier::Public, Basis::Public))
}

/// Whether the actor writes this listing.
#[must_use]
pub fn is_team(actor: &Actor, listing: &Listing, audience: &Audience) -> bool {
    actor.organisation == listing.organisation
        && (actor.member == listing.owner || audience.team.contains(&actor.member))
}

/// Whether the actor is the liaison in charge.
#[must_use]
pub fn is_liaison_in_charge(actor: &Actor, listing: &Listing) -> bool {
    actor.role == Role::Liaison && listing.liaison == Some(actor.member)
}

fn is_institution_reviewer(actor: &Actor, listing: &Listing) -> bool {
    actor.institution_reviewer && actor.organisation == listing.organisation
}

/// Another liaison than the one who approved, for as long as a version waits for its second pair of eyes and no longer.
fn is_second_liaison(actor: &Actor, listing: &Listing, audience: &Audience) -> bool {
    let waits = !listing.state.is_final() && listing.review_state() == ListingState::Approved;
    let other = audience.approver.is_some_and(|approver| approver != actor.member);
    actor.role == Role::Liaison && left_the_desk(listing) && waits && other
}

/// A draft that was never submitted is its team's alone.
fn left_the_desk(listing: &Listing) -> bool {
    listing.submitted.is_some()
}

/// Whether an actor may begin a listing of that kind.
#[must_use]
pub fn may_register(actor: &Actor, kind: ListingKind) -> bool {
    // A venture stands on both sides: it has seeds of its own and looks for others'.
    let venture = actor.organisation_kind == OrganisationKind::Venture;
    let own_side = match kind {
        ListingKind::Seed => Role::Researcher,
        ListingKind::Need => Role::Company,
    };
    let other_side = matches!(actor.role, Role::Researcher | Role::Company);
    actor.consented() && (actor.role == own_side || venture && other_side)
}

/// Leave to make one move on one listing. It cannot be cloned, and `apply` consumes it.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    listing: crate::domain::ids::ListingId,
    by: Move,
}

/// Whether an actor may make a move. Those who may not even know of the listing hear `NotFound`, others `Forbidden`.
pub fn may_move(actor: &Actor, listing: &Listing, audience: &Audience, by: Move) -> Result<Permit, Refusal> {
    let Some(clearance) = clearance(actor, listing, audience) else {
        return Err(Refusal::NotFound);
    };
    let basis = clearance.basis();
    let allowed = match by {
        Move::SubmitToInstitution
        | Move::SubmitToLiaison
        | Move::Recall
        | Move::Pause
        | Move::Resume
        | Move::Renew
        | Move::Withdraw
        | Move::Conclude => basis == Basis::Team,
        // Whoever wrote it cannot be the institution's second look.
        Move::InstitutionApprove if basis == Basis::Team && is_institution_reviewer(actor, listing) => {
            return Err(Refusal::SamePerson);
        }
        Move::InstitutionApprove => basis == Basis::InstitutionReview,
        Move::RequestChanges => match basis {
            Basis::Liaison | Basis::SecondLiaison => true,
            Basis::InstitutionReview => listing.review_state() == ListingState::InstitutionReview,
            Basis::Team | Basis::Grant | Basis::Membership | Basis::Public => false,
        },
        Move::Approve => basis == Basis::Liaison,
        Move::Publish if basis == Basis::Liaison && audience.approver == Some(actor.member) => {
            return Err(Refusal::SamePerson);
        }
        Move::Publish => matches!(basis, Basis::Liaison | Basis::SecondLiaison),
        Move::Expire | Move::OpenExclusive | Move::CloseExclusive => false,
    };
    if allowed {
        Ok(Permit {
            listing: listing.id,
            by,
        })
    } else {
        Err(Refusal::Forbidden)
    }
}

/// The moves that an actor may make now.
#[must_use]
pub fn moves(actor: &Actor, listing: &Listing, audience: &Audience, now: Instant) -> Vec<Move> {
    let open = |by: &Move| {
        let permit = may_move(actor, listing, audience, *by);
        permit
            .and_then(|permit| permit.apply(&mut listing.clone(), now))
            .is_ok()
    };
    Move::ALL.iter().copied().filter(open).collect()
}

/// Leave for the moves that time makes, not a person.
#[must_use]
pub const fn time_moves(listing: &Listing) -> Permit {
    Permit {
        listing: listing.id,
        by: Move::Expire,
    }
}

impl Permit {
    /// Makes the move: on the successor while a published version stands and the move belongs to review, else on the listing
    /// itself. Returns the state after it.
    pub fn apply(self, listing: &mut Listing, now: Instant) -> Result<ListingState, Refusal> {
        if self.listing != listing.id {
            return Err(Refusal::NotFound);
        }
        let on_successor = listing.published.is_some() && is_review_move(self.by);
        let from = if on_successor {
            listing.review_state()
        } else {
            listing.state
        };
        if on_successor && listing.state.is_final() {
            return Err(Refusal::WrongState);
        }
        let after = from.after(self.by).map_err(|_| Refusal::WrongState)?;
        if on_successor {
            let done = matches!(after, ListingState::Published | ListingState::Draft);
            listing.successor = (!done).then_some(after);
            // A reviewed successor brings an expired listing back.
            if after == ListingState::Published && listing.state == ListingState::Expired {
                listing.state = listing.state.after(Move::Renew).map_err(|_| Refusal::WrongState)?;
            }
        } else {
            listing.state = after;
            if after.is_final() {
                listing.successor = None;
            }
        }
        // The age of a review goes on while its owner pauses or renews what is published.
        if on_successor || listing.successor.is_none() {
            listing.state_since = now;
        }
        Ok(after)
    }
}

const fn is_review_move(by: Move) -> bool {
    matches!(
        by,
        Move::SubmitToInstitution
            | Move::SubmitToLiaison
            | Move::InstitutionApprove
            | Move::RequestChanges
            | Move::Approve
            | Move::Publish
            | Move::Recall
    )
}

#[cfg(test)]
mod tests;
