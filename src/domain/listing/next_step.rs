//! What an owner should do next with a listing.

use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;

crate::domain::coded_enum! {
    /// What comes next, from the owner's side.
    NextStep {
        /// Fill in what submission would refuse.
        Complete = "complete",
        /// Submit the draft.
        Submit = "submit",
        /// Wait for the institution's reviewer.
        AwaitInstitution = "await_institution",
        /// Wait for the liaison.
        AwaitLiaison = "await_liaison",
        /// Change what the reviewer asked for, then submit again.
        Revise = "revise",
        /// Wait for publication.
        AwaitPublication = "await_publication",
        /// Show it again.
        Resume = "resume",
        /// Renew it.
        Renew = "renew",
        /// Nothing to do.
        Nothing = "nothing",
    }
}

/// The next step: review first, then what the published listing needs, then a changed draft. `edited` says that the draft was
/// saved after the newest submission, `complete` that submission would accept it.
#[must_use]
pub fn next_step(listing: &Listing, edited: bool, complete: bool) -> NextStep {
    use ListingState as S;
    if listing.state.is_final() {
        return NextStep::Nothing;
    }
    let to_submit = if complete { NextStep::Submit } else { NextStep::Complete };
    match listing.review_state() {
        S::InstitutionReview => return NextStep::AwaitInstitution,
        S::LiaisonReview => return NextStep::AwaitLiaison,
        S::ChangesRequested if edited => return to_submit,
        S::ChangesRequested => return NextStep::Revise,
        S::Approved => return NextStep::AwaitPublication,
        S::Draft if listing.published.is_none() => return to_submit,
        _ => {}
    }
    match listing.state {
        S::Expired => NextStep::Renew,
        S::Paused => NextStep::Resume,
        _ if edited => to_submit,
        _ => NextStep::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{ListingId, MemberId, OrganisationId, VersionId};
    use crate::domain::listing::ListingKind;
    use chrono::DateTime;
    use uuid::Uuid;

    fn listing(state: ListingState, successor: Option<ListingState>, published: bool) -> Listing {
        Listing {
            id: ListingId::from_uuid(Uuid::nil()),
            kind: ListingKind::Seed,
            reference: "S-0000-0000".into(),
            organisation: OrganisationId::from_uuid(Uuid::nil()),
            owner: MemberId::from_uuid(Uuid::nil()),
            liaison: None,
            state,
            successor,
            visibility: None,
            published: published.then(|| VersionId::from_uuid(Uuid::nil())),
            submitted: None,
            valid_until: None,
            state_since: DateTime::UNIX_EPOCH,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_next_step_follows_review_then_state_then_draft() {
        use ListingState as S;
        let step = |state, successor, published, edited, complete| {
            next_step(&listing(state, successor, published), edited, complete)
        };
        assert_eq!(step(S::Draft, None, false, true, false), NextStep::Complete);
        assert_eq!(step(S::Draft, None, false, true, true), NextStep::Submit);
        assert_eq!(
            step(S::InstitutionReview, None, false, false, true),
            NextStep::AwaitInstitution
        );
        assert_eq!(step(S::LiaisonReview, None, false, true, true), NextStep::AwaitLiaison);
        assert_eq!(step(S::ChangesRequested, None, false, false, true), NextStep::Revise);
        assert_eq!(step(S::ChangesRequested, None, false, true, true), NextStep::Submit);
        assert_eq!(step(S::Approved, None, false, false, true), NextStep::AwaitPublication);
        assert_eq!(step(S::Published, None, true, false, true), NextStep::Nothing);
        assert_eq!(step(S::Published, None, true, true, true), NextStep::Submit);
        assert_eq!(
            step(S::Published, Some(S::LiaisonReview), true, true, true),
            NextStep::AwaitLiaison
        );
        assert_eq!(step(S::Paused, None, true, true, true), NextStep::Resume);
        assert_eq!(step(S::Expired, None, true, false, true), NextStep::Renew);
        assert_eq!(step(S::Withdrawn, None, true, true, true), NextStep::Nothing);
    }
}
