//! The life of a listing: states, and one table of allowed moves that a test walks pair by pair.

crate::domain::coded_enum! {
    /// Where a listing is in its life.
    ListingState {
        /// Being written.
        Draft = "draft",
        /// With the institution's reviewer.
        InstitutionReview = "institution_review",
        /// With the liaison.
        LiaisonReview = "liaison_review",
        /// Back with the owner.
        ChangesRequested = "changes_requested",
        /// Accepted, not yet shown.
        Approved = "approved",
        /// Shown.
        Published = "published",
        /// Taken down for a while by its owner.
        Paused = "paused",
        /// Shown, but in exclusive negotiation.
        UnderExclusive = "under_exclusive",
        /// Its validity ran out.
        Expired = "expired",
        /// Taken back for good.
        Withdrawn = "withdrawn",
        /// Led to a deal.
        Concluded = "concluded",
    }
}

crate::domain::coded_enum! {
    /// What moves a listing from one state to another.
    Move {
        /// The owner submits and the institution reviews first.
        SubmitToInstitution = "submit_to_institution",
        /// The owner submits to the liaison.
        SubmitToLiaison = "submit_to_liaison",
        /// The institution's reviewer agrees.
        InstitutionApprove = "institution_approve",
        /// A reviewer asks for changes.
        RequestChanges = "request_changes",
        /// The liaison approves.
        Approve = "approve",
        /// A liaison publishes.
        Publish = "publish",
        /// The owner takes a submission back to edit it.
        Recall = "recall",
        /// The owner hides it for a while.
        Pause = "pause",
        /// The owner shows it again.
        Resume = "resume",
        /// Its validity runs out.
        Expire = "expire",
        /// The owner renews it.
        Renew = "renew",
        /// An exclusive window opens.
        OpenExclusive = "open_exclusive",
        /// An exclusive window closes without a deal.
        CloseExclusive = "close_exclusive",
        /// The owner takes it back for good.
        Withdraw = "withdraw",
        /// It led to a deal.
        Conclude = "conclude",
    }
}

use ListingState as S;
use Move as M;

/// Every allowed move. What is not here is refused.
pub const MOVES: &[(ListingState, Move, ListingState)] = &[
    (S::Draft, M::SubmitToInstitution, S::InstitutionReview),
    (S::Draft, M::SubmitToLiaison, S::LiaisonReview),
    (S::ChangesRequested, M::SubmitToInstitution, S::InstitutionReview),
    (S::ChangesRequested, M::SubmitToLiaison, S::LiaisonReview),
    (S::InstitutionReview, M::InstitutionApprove, S::LiaisonReview),
    (S::InstitutionReview, M::RequestChanges, S::ChangesRequested),
    (S::LiaisonReview, M::RequestChanges, S::ChangesRequested),
    (S::LiaisonReview, M::Approve, S::Approved),
    (S::Approved, M::RequestChanges, S::ChangesRequested),
    (S::Approved, M::Publish, S::Published),
    (S::InstitutionReview, M::Recall, S::Draft),
    (S::LiaisonReview, M::Recall, S::Draft),
    (S::Approved, M::Recall, S::Draft),
    (S::ChangesRequested, M::Recall, S::Draft),
    (S::Published, M::Pause, S::Paused),
    (S::Paused, M::Resume, S::Published),
    (S::Published, M::Expire, S::Expired),
    (S::Paused, M::Expire, S::Expired),
    (S::Published, M::Renew, S::Published),
    (S::Expired, M::Renew, S::Published),
    (S::Published, M::OpenExclusive, S::UnderExclusive),
    (S::UnderExclusive, M::CloseExclusive, S::Published),
    (S::UnderExclusive, M::Conclude, S::Concluded),
    (S::Published, M::Conclude, S::Concluded),
    (S::Paused, M::Conclude, S::Concluded),
    (S::Draft, M::Withdraw, S::Withdrawn),
    (S::InstitutionReview, M::Withdraw, S::Withdrawn),
    (S::LiaisonReview, M::Withdraw, S::Withdrawn),
    (S::ChangesRequested, M::Withdraw, S::Withdrawn),
    (S::Approved, M::Withdraw, S::Withdrawn),
    (S::Published, M::Withdraw, S::Withdrawn),
    (S::Paused, M::Withdraw, S::Withdrawn),
    (S::UnderExclusive, M::Withdraw, S::Withdrawn),
    (S::Expired, M::Withdraw, S::Withdrawn),
];

/// The move is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a listing that is {from} cannot {by}")]
pub struct NotAllowed {
    /// Where the listing is
    pub from: ListingState,
    /// What was tried
    pub by: Move,
}

impl ListingState {
    /// The state after a move, if the table allows it.
    pub fn after(self, by: Move) -> Result<Self, NotAllowed> {
        MOVES
            .iter()
            .find(|(from, step, _)| *from == self && *step == by)
            .map(|(_, _, to)| *to)
            .ok_or(NotAllowed { from: self, by })
    }

    /// Whether members other than the owner's side can see the listing.
    #[must_use]
    pub const fn is_visible(self) -> bool {
        matches!(self, Self::Published | Self::UnderExclusive)
    }

    /// Whether new matches and introductions may start.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Published)
    }

    /// Whether nothing can follow.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Concluded)
    }

    /// Whether a reviewer has the next word.
    #[must_use]
    pub const fn is_in_review(self) -> bool {
        matches!(self, Self::InstitutionReview | Self::LiaisonReview | Self::Approved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_state_and_move_is_decided_by_the_table_alone() {
        for from in ListingState::ALL {
            for by in Move::ALL {
                let rows: Vec<_> = MOVES.iter().filter(|(s, m, _)| s == from && m == by).collect();
                assert!(rows.len() <= 1, "{from} {by} stands twice");
                match (rows.first(), from.after(*by)) {
                    (Some((_, _, to)), Ok(after)) => assert_eq!(*to, after),
                    (None, Err(refused)) => assert_eq!(refused, NotAllowed { from: *from, by: *by }),
                    (row, outcome) => panic!("{from} {by}: table says {row:?}, code says {outcome:?}"),
                }
            }
        }
    }

    #[test]
    fn final_states_have_no_way_out_and_all_others_can_be_withdrawn() {
        for state in ListingState::ALL {
            let ways: Vec<_> = MOVES.iter().filter(|(from, _, _)| from == state).collect();
            assert_eq!(ways.is_empty(), state.is_final(), "{state}");
            assert_eq!(state.after(Move::Withdraw).is_ok(), !state.is_final(), "{state}");
        }
    }

    #[test]
    fn publication_is_reached_only_through_a_liaisons_approval() {
        for (from, by, to) in MOVES {
            if *to == S::Published && *by == M::Publish {
                assert_eq!(*from, S::Approved);
            }
            if *to == S::Approved {
                assert_eq!((*from, *by), (S::LiaisonReview, M::Approve));
            }
        }
    }
}
