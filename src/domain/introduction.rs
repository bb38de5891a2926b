//! Introductions: double opt-in between an asking and an answering organisation.

use crate::domain::clock::Instant;
use crate::domain::ids::{CandidateId, IntroductionId, ListingId, MemberId, OrganisationId};

crate::domain::coded_enum! {
    /// Where an introduction is.
    IntroductionState {
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
        /// The answering side accepts.
        Accept = "accept",
        /// The answering side declines.
        Decline = "decline",
        /// The answering side asks back.
        RequestInfo = "request_info",
        /// The asking side answers the question.
        ProvideInfo = "provide_info",
        /// The asking side takes it back.
        Withdraw = "withdraw",
        /// Time ran out.
        Lapse = "lapse",
    }
}

use IntroductionMove as M;
use IntroductionState as S;

/// Every allowed move.
pub const MOVES: &[(IntroductionState, IntroductionMove, IntroductionState)] = &[
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
    /// When it was asked
    pub created_at: Instant,
    /// When it was answered for good
    pub answered_at: Option<Instant>,
    /// Row version, for `If-Match`
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

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
