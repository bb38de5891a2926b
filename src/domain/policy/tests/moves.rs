//! Who may move a listing, and what a permit does to it.

use super::*;

/// Somebody who holds the basis on a listing in that state, if anybody can.
fn holder(basis: Basis, state: ListingState) -> Option<(Actor, Listing, Audience)> {
    let (relation, role) = match basis {
        Basis::Team => (Relation::Owner, Role::Researcher),
        Basis::InstitutionReview => (Relation::Reviewer, Role::Researcher),
        Basis::Liaison => (Relation::InCharge, Role::Liaison),
        Basis::SecondLiaison => (Relation::Second, Role::Liaison),
        Basis::Grant | Basis::Membership => (Relation::Stranger, Role::Company),
        Basis::Public => return None,
    };
    let (actor, mut audience) = related(relation, role);
    audience.granted = (basis == Basis::Grant).then_some(Tier::Cda);
    let listing = listing(state);
    let held = clearance(&actor, &listing, &audience)?.basis();
    (held == basis).then_some((actor, listing, audience))
}

#[test]
fn every_move_belongs_to_the_bases_of_one_table() {
    use Basis::{InstitutionReview, Liaison, SecondLiaison, Team};
    use ListingState as S;
    let mut held = Vec::new();
    for (by, basis, state) in Move::ALL.iter().flat_map(|by| {
        Basis::ALL
            .iter()
            .flat_map(move |basis| ListingState::ALL.iter().map(move |state| (*by, *basis, *state)))
    }) {
        let Some((actor, listing, audience)) = holder(basis, state) else {
            continue;
        };
        held.push(basis);
        let owners: &[Basis] = match by {
            Move::SubmitToInstitution
            | Move::SubmitToLiaison
            | Move::Recall
            | Move::Pause
            | Move::Resume
            | Move::Renew
            | Move::Withdraw
            | Move::Conclude => &[Team],
            Move::InstitutionApprove => &[InstitutionReview],
            Move::RequestChanges if state == S::InstitutionReview => &[InstitutionReview, Liaison, SecondLiaison],
            Move::RequestChanges => &[Liaison, SecondLiaison],
            Move::Approve => &[Liaison],
            Move::Publish => &[Liaison, SecondLiaison],
            Move::Expire | Move::OpenExclusive | Move::CloseExclusive => &[],
        };
        let outcome = may_move(&actor, &listing, &audience, by);
        let expected = if owners.contains(&basis) {
            Ok(())
        } else {
            Err(Refusal::Forbidden)
        };
        assert_eq!(outcome.map(|_| ()), expected, "{by} as {basis} while {state}");
    }
    held.sort();
    held.dedup();
    assert_eq!(
        held.len(),
        Basis::ALL.len() - 1,
        "every basis but the public one was tried"
    );
}

#[test]
fn whoever_may_not_know_of_a_listing_hears_of_no_move() {
    for (by, state) in Move::ALL
        .iter()
        .flat_map(|by| ListingState::ALL.iter().map(move |state| (*by, *state)))
    {
        let (actor, audience) = related(Relation::Stranger, Role::Company);
        if !state.is_visible() {
            let outcome = may_move(&actor, &listing(state), &audience, by);
            assert_eq!(outcome, Err(Refusal::NotFound), "{by} while {state}");
        }
    }
}

#[test]
fn nobody_is_their_own_second_look() {
    let (mut author, audience) = related(Relation::Owner, Role::Researcher);
    author.institution_reviewer = true;
    let waiting = listing(ListingState::InstitutionReview);
    let outcome = may_move(&author, &waiting, &audience, Move::InstitutionApprove);
    assert_eq!(outcome, Err(Refusal::SamePerson));
    let (in_charge, mut audience) = related(Relation::InCharge, Role::Liaison);
    audience.approver = Some(in_charge.member);
    let approved = listing(ListingState::Approved);
    let outcome = may_move(&in_charge, &approved, &audience, Move::Publish);
    assert_eq!(outcome, Err(Refusal::SamePerson));
    assert!(!moves(&in_charge, &approved, &audience, now()).contains(&Move::Publish));
    audience.approver = Some(member(16));
    assert!(may_move(&in_charge, &approved, &audience, Move::Publish).is_ok());
}

#[test]
fn moves_offered_are_those_that_both_policy_and_table_allow() {
    for (relation, role, state, expected) in [
        (
            Relation::InCharge,
            Role::Liaison,
            ListingState::LiaisonReview,
            vec![Move::RequestChanges, Move::Approve],
        ),
        (
            Relation::InCharge,
            Role::Liaison,
            ListingState::Approved,
            vec![Move::RequestChanges, Move::Publish],
        ),
        (
            Relation::Second,
            Role::Liaison,
            ListingState::Approved,
            vec![Move::RequestChanges, Move::Publish],
        ),
        (
            Relation::Reviewer,
            Role::Researcher,
            ListingState::InstitutionReview,
            vec![Move::InstitutionApprove, Move::RequestChanges],
        ),
        (
            Relation::Reviewer,
            Role::Researcher,
            ListingState::LiaisonReview,
            vec![],
        ),
        (
            Relation::Owner,
            Role::Researcher,
            ListingState::LiaisonReview,
            vec![Move::Recall, Move::Withdraw],
        ),
        (Relation::Stranger, Role::Company, ListingState::Published, vec![]),
    ] {
        let (actor, audience) = related(relation, role);
        let found = moves(&actor, &listing(state), &audience, now());
        assert_eq!(found, expected, "{relation:?} {state}");
    }
}

#[test]
fn a_permit_is_for_one_listing() {
    let (actor, audience) = related(Relation::Owner, Role::Researcher);
    let mine = listing(ListingState::Published);
    let permit = may_move(&actor, &mine, &audience, Move::Withdraw).unwrap();
    let mut other = Listing {
        id: ListingId::from_uuid(id(71)),
        ..mine
    };
    assert_eq!(permit.apply(&mut other, now()), Err(Refusal::NotFound));
    assert_eq!(other.state, ListingState::Published);
}

#[test]
fn a_successor_is_reviewed_beside_what_is_published() {
    let (liaison, audience) = related(Relation::InCharge, Role::Liaison);
    let later = now() + chrono::TimeDelta::days(3);
    let mut both = Listing {
        successor: Some(ListingState::LiaisonReview),
        ..listing(ListingState::Published)
    };
    let permit = may_move(&liaison, &both, &audience, Move::Approve).unwrap();
    assert_eq!(permit.apply(&mut both, later), Ok(ListingState::Approved));
    assert_eq!(
        (both.state, both.successor),
        (ListingState::Published, Some(ListingState::Approved))
    );
    assert_eq!(both.state_since, later);
    let (owner, team) = related(Relation::Owner, Role::Researcher);
    let pause = may_move(&owner, &both, &team, Move::Pause).unwrap();
    assert_eq!(
        pause.apply(&mut both, later + chrono::TimeDelta::days(1)),
        Ok(ListingState::Paused)
    );
    assert_eq!(both.state_since, later, "the review is as old as before");
    let publish = may_move(&liaison, &both, &audience, Move::Publish).unwrap();
    assert_eq!(publish.apply(&mut both, later), Ok(ListingState::Published));
    assert_eq!(
        (both.state, both.successor),
        (ListingState::Paused, None),
        "its owner still hides it"
    );
}

#[test]
fn a_published_successor_brings_an_expired_listing_back_and_withdrawal_ends_every_review() {
    let (liaison, audience) = related(Relation::InCharge, Role::Liaison);
    let mut expired = Listing {
        successor: Some(ListingState::Approved),
        ..listing(ListingState::Expired)
    };
    let publish = may_move(&liaison, &expired, &audience, Move::Publish).unwrap();
    publish.apply(&mut expired, now()).unwrap();
    assert_eq!((expired.state, expired.successor), (ListingState::Published, None));
    let (owner, team) = related(Relation::Owner, Role::Researcher);
    let mut reviewed = Listing {
        successor: Some(ListingState::LiaisonReview),
        ..listing(ListingState::Published)
    };
    let withdraw = may_move(&owner, &reviewed, &team, Move::Withdraw).unwrap();
    withdraw.apply(&mut reviewed, now()).unwrap();
    assert_eq!((reviewed.state, reviewed.successor), (ListingState::Withdrawn, None));
    let approve = may_move(&liaison, &reviewed, &audience, Move::Approve).unwrap();
    assert_eq!(approve.apply(&mut reviewed, now()), Err(Refusal::WrongState));
}
