//! Introductions: double opt-in between an asking and an answering organisation.

use crate::domain::clock::Instant;
use crate::domain::ids::{CandidateId, IntroductionId, ListingId, MemberId, OrganisationId};
use crate::domain::listing::Listing;
use crate::domain::policy::{self, Actor, Audience};
use crate::domain::problem::Refusal;

crate::domain::coded_enum! {
    /// Where an introduction is.
    IntroductionState {
        /// A liaison proposed it to the asking side, which has not confirmed it; the other side knows nothing.
        Proposed = "proposed",
        /// Waits for the other side.
        Pending = "pending",
        /// The other side asked back.
        InfoRequested = "info_requested",
        /// Accepted: identities revealed, Approved tier open.
        Accepted = "accepted",
        /// Declined with a code.
        Declined = "declined",
        /// Nobody answered in time.
        Lapsed = "lapsed",
        /// Taken back by the asking side.
        Withdrawn = "withdrawn",
    }
}

crate::domain::coded_enum! {
    /// What moves an introduction on.
    IntroductionMove {
        /// The asking side makes a liaison's proposal its own.
        Confirm = "confirm",
        /// The answering side accepts.
        Accept = "accept",
        /// The answering side declines.
        Decline = "decline",
        /// The answering side asks back.
        RequestInfo = "request_info",
        /// The asking side answers the question.
        ProvideInfo = "provide_info",
        /// The asking side takes it back; once accepted, either side may.
        Withdraw = "withdraw",
        /// Time ran out.
        Lapse = "lapse",
    }
}

use IntroductionMove as M;
use IntroductionState as S;

/// Every allowed move.
pub const MOVES: &[(IntroductionState, IntroductionMove, IntroductionState)] = &[
    (S::Proposed, M::Confirm, S::Pending),
    (S::Proposed, M::Withdraw, S::Withdrawn),
    (S::Proposed, M::Lapse, S::Lapsed),
    (S::Pending, M::Accept, S::Accepted),
    (S::Pending, M::Decline, S::Declined),
    (S::Pending, M::RequestInfo, S::InfoRequested),
    (S::Pending, M::Withdraw, S::Withdrawn),
    (S::Pending, M::Lapse, S::Lapsed),
    (S::InfoRequested, M::ProvideInfo, S::Pending),
    (S::InfoRequested, M::Accept, S::Accepted),
    (S::InfoRequested, M::Decline, S::Declined),
    (S::InfoRequested, M::Withdraw, S::Withdrawn),
    (S::InfoRequested, M::Lapse, S::Lapsed),
    (S::Accepted, M::Withdraw, S::Withdrawn),
];

impl IntroductionState {
    /// The state after a move; `None` if the table does not allow it.
    #[must_use]
    pub fn after(self, by: IntroductionMove) -> Option<Self> {
        MOVES
            .iter()
            .find(|(from, step, _)| *from == self && *step == by)
            .map(|(_, _, to)| *to)
    }

    /// Whether an answer is still awaited.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::InfoRequested)
    }

    /// Whether nobody waits for anything any more.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined | Self::Lapsed | Self::Withdrawn)
    }

    /// Whether the asking organisation need not (and may not) ask again.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Pending | Self::InfoRequested | Self::Accepted)
    }
}

crate::domain::coded_enum! {
    /// Where somebody stands who knows of an introduction.
    Viewpoint {
        /// Of the asking side
        Asking = "asking",
        /// Of the answering side
        Answering = "answering",
        /// Liaison in charge of one of the listings; reads along
        Liaison = "liaison",
    }
}

impl Viewpoint {
    /// The state after a move of this side. `Forbidden` if the move is not this side's, `WrongState` if it is not possible now.
    pub fn makes(self, by: IntroductionMove, from: IntroductionState) -> Result<IntroductionState, Refusal> {
        let theirs = match (self, by) {
            (Self::Asking, M::Confirm | M::ProvideInfo | M::Withdraw)
            | (Self::Answering, M::Accept | M::Decline | M::RequestInfo) => true,
            // Before acceptance the answering side declines; afterwards both have something to take back.
            (Self::Answering, M::Withdraw) => !from.is_open(),
            (Self::Liaison, M::Withdraw) => from == S::Proposed,
            _ => false,
        };
        if !theirs {
            return Err(Refusal::Forbidden);
        }
        from.after(by).ok_or(Refusal::WrongState)
    }

    /// The moves open to this side now.
    #[must_use]
    pub fn moves(self, from: IntroductionState) -> Vec<IntroductionMove> {
        let all = IntroductionMove::ALL.iter().copied();
        all.filter(|by| self.makes(*by, from).is_ok()).collect()
    }
}

crate::domain::coded_enum! {
    /// Who proposed it.
    ProposedBy {
        /// The platform, from a match
        System = "system",
        /// A member
        Member = "member",
        /// A liaison, as broker
        Liaison = "liaison",
    }
}

crate::domain::coded_enum! {
    /// Who may see why an introduction was declined.
    DeclineAudience {
        /// The asking side
        Owner = "owner",
        /// The asking side and the liaison
        OwnerAndLiaison = "owner_and_liaison",
        /// Nobody; it is only counted
        Statistics = "statistics",
    }
}

impl DeclineAudience {
    /// Whether the reason is shown to somebody who stands there. Who declined always knows why.
    #[must_use]
    pub const fn admits(self, viewpoint: Viewpoint) -> bool {
        match (self, viewpoint) {
            (_, Viewpoint::Answering) => true,
            (Self::Owner, Viewpoint::Asking) => true,
            (Self::OwnerAndLiaison, Viewpoint::Asking | Viewpoint::Liaison) => true,
            (Self::Owner, Viewpoint::Liaison) | (Self::Statistics, _) => false,
        }
    }
}

/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 800;

/// A request to be introduced.
#[derive(Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Identity
    pub id: IntroductionId,
    /// The listing asked about
    pub target: ListingId,
    /// The asking side's own listing, if the request comes from one
    pub own: Option<ListingId>,
    /// The match it comes from
    pub candidate: Option<CandidateId>,
    /// Who proposed it
    pub proposed_by: ProposedBy,
    /// The asking member
    pub requester: MemberId,
    /// The asking organisation
    pub requester_organisation: OrganisationId,
    /// The answering organisation
    pub responder_organisation: OrganisationId,
    /// What the asking member wrote; confirmed to be non-confidential
    pub message: String,
    /// Where it is
    pub state: IntroductionState,
    /// Why it was declined (a code of `decline_codes`)
    pub decline_code: Option<String>,
    /// Who may see why
    pub decline_audience: Option<DeclineAudience>,
    /// Which data would reopen it
    pub gap_request: Option<String>,
    /// What the answering side asked back
    pub question: Option<String>,
    /// What the asking side answered
    pub answer: Option<String>,
    /// Reminders sent so far
    pub reminders: i32,
    /// When it was asked, or proposed as long as it is only that
    pub created_at: Instant,
    /// When it was put to the answering side; `None` while a liaison's proposal is not confirmed
    pub asked_at: Option<Instant>,
    /// When the answering side answered for good
    pub answered_at: Option<Instant>,
    /// Row version, for `If-Match`
    pub version: i64,
}

/// A listing of an introduction with who is around it.
pub struct Around<'a> {
    /// The listing
    pub listing: &'a Listing,
    /// Its team and block list
    pub audience: &'a Audience,
}

impl Introduction {
    /// Whether it is kept from the answering side: never put to it, or asked on behalf of a listing that must not meet it.
    ///
    /// A block list of the asking listing cannot be answered with a refusal: whether one comes would tell which organisation
    /// stands behind the target. So such a request waits and lapses like one that nobody answers.
    #[must_use]
    pub fn is_withheld(&self, own: Option<&Around<'_>>) -> bool {
        let blocked = own.is_some_and(|own| own.audience.blocked.contains(&self.responder_organisation));
        self.asked_at.is_none() || (blocked && self.answered_at.is_none())
    }

    /// Where an actor stands; `None` looks exactly like absence. `orphaned`: the asking member is no longer active, so that a
    /// request without a listing of its own, and thus without a team, falls to the organisation.
    #[must_use]
    pub fn viewpoint(
        &self,
        actor: &Actor,
        target: &Around<'_>,
        own: Option<&Around<'_>>,
        orphaned: bool,
    ) -> Option<Viewpoint> {
        use crate::domain::account::Role;
        if !actor.consented() {
            return None;
        }
        let party = matches!(actor.role, Role::Researcher | Role::Company);
        let asks = match own {
            Some(own) => policy::is_team(actor, own.listing, own.audience),
            None => orphaned,
        };
        if party && actor.organisation == self.requester_organisation && (asks || actor.member == self.requester) {
            return Some(Viewpoint::Asking);
        }
        let withheld = self.is_withheld(own);
        if party && !withheld && policy::is_team(actor, target.listing, target.audience) {
            return Some(Viewpoint::Answering);
        }
        let in_charge = |around: &Around<'_>| policy::is_liaison_in_charge(actor, around.listing);
        let reads_along = actor.role == Role::Liaison
            && (actor.member == self.requester || own.is_some_and(in_charge) || !withheld && in_charge(target));
        reads_along.then_some(Viewpoint::Liaison)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_makes_its_own_moves_and_only_those_of_the_table() {
        for from in IntroductionState::ALL {
            for by in IntroductionMove::ALL {
                for side in Viewpoint::ALL {
                    match side.makes(*by, *from) {
                        Ok(after) => assert_eq!(Some(after), from.after(*by)),
                        Err(Refusal::WrongState) => assert_eq!(from.after(*by), None),
                        Err(refusal) => assert_eq!(refusal, Refusal::Forbidden, "{side} {from} {by}"),
                    }
                }
            }
        }
        assert_eq!(Viewpoint::Asking.moves(S::Accepted), [M::Withdraw]);
        assert_eq!(Viewpoint::Answering.moves(S::Accepted), [M::Withdraw]);
        assert_eq!(
            Viewpoint::Answering.moves(S::Pending),
            [M::Accept, M::Decline, M::RequestInfo]
        );
        assert!(Viewpoint::Liaison.moves(S::Accepted).is_empty());
    }

    #[test]
    fn every_pair_of_state_and_move_is_decided_by_the_table_alone() {
        for from in IntroductionState::ALL {
            for by in IntroductionMove::ALL {
                let rows: Vec<_> = MOVES.iter().filter(|(s, m, _)| s == from && m == by).collect();
                assert!(rows.len() <= 1, "{from} {by} stands twice");
                assert_eq!(from.after(*by), rows.first().map(|(_, _, to)| *to), "{from} {by}");
            }
        }
    }

    #[test]
    fn nothing_leads_out_of_declined_lapsed_or_withdrawn() {
        for state in [S::Declined, S::Lapsed, S::Withdrawn] {
            assert!(
                IntroductionMove::ALL.iter().all(|by| state.after(*by).is_none()),
                "{state}"
            );
        }
    }
}
