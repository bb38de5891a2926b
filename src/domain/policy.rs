//! Who may do and see what: pure questions over an actor and a listing's audience.
//!
//! Seeing is answered with a `Clearance`, doing with a `Permit`; views demand the one and transitions consume the other.
//! Whoever has no clearance must get the same answer as for a listing that does not exist.

use crate::domain::account::{OrganisationKind, Role};
use crate::domain::clock::Instant;
use crate::domain::ids::{AcceptanceId, MemberId, OrganisationId, SessionId};
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{Listing, NeedVisibility};
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

/// A draft that was never submitted is its team's alone.
fn left_the_desk(listing: &Listing) -> bool {
    listing.submitted.is_some()
}

/// Whether an actor may begin a listing of that kind.
#[must_use]
pub fn may_register(actor: &Actor, kind: crate::domain::listing::ListingKind) -> bool {
    use crate::domain::listing::ListingKind;
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
    let review_state = listing.review_state();
    let allowed = match by {
        Move::SubmitToInstitution
        | Move::SubmitToLiaison
        | Move::Recall
        | Move::Pause
        | Move::Resume
        | Move::Renew
        | Move::Withdraw
        | Move::Conclude => clearance.basis() == Basis::Team,
        Move::InstitutionApprove => is_institution_reviewer(actor, listing),
        Move::RequestChanges => {
            clearance.basis() == Basis::Liaison
                || (is_institution_reviewer(actor, listing) && review_state == ListingState::InstitutionReview)
        }
        Move::Approve | Move::Publish => clearance.basis() == Basis::Liaison,
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

/// Leave for the moves that time makes, not a person.
#[must_use]
pub const fn time_moves(listing: &Listing) -> Permit {
    Permit {
        listing: listing.id,
        by: Move::Expire,
    }
}

/// A liaison other than the one in charge, called in for the second pair of eyes on a publication.
pub fn may_publish_as_second(actor: &Actor, listing: &Listing, approver: MemberId) -> Result<Permit, Refusal> {
    if actor.role != Role::Liaison || !actor.consented() {
        return Err(Refusal::NotFound);
    }
    if actor.member == approver {
        return Err(Refusal::SamePerson);
    }
    Ok(Permit {
        listing: listing.id,
        by: Move::Publish,
    })
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
        } else {
            listing.state = after;
        }
        listing.state_since = now;
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
