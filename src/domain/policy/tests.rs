//! Clearance and moves against tables, and against the prose of the rules written down a second time.

use super::*;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::ListingKind;
use chrono::{TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn member(number: u128) -> MemberId {
    MemberId::from_uuid(id(number))
}

fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(id(number))
}

const HOME: u128 = 1;
const ELSEWHERE: u128 = 2;
const OWNER: u128 = 11;
const LIAISON: u128 = 12;

fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap()
}

fn actor(who: u128, role: Role, from: u128) -> Actor {
    Actor {
        member: member(who),
        organisation: organisation(from),
        organisation_kind: OrganisationKind::University,
        role,
        institution_reviewer: false,
        locale: Locale::Ja,
        session: SessionId::from_uuid(id(90)),
        acceptance: Some(AcceptanceId::from_uuid(id(91))),
        policy_epoch: 1,
    }
}

fn listing(state: ListingState) -> Listing {
    let was_published = !matches!(
        state,
        ListingState::Draft
            | ListingState::InstitutionReview
            | ListingState::LiaisonReview
            | ListingState::ChangesRequested
            | ListingState::Approved
    );
    let version = VersionId::from_uuid(id(80));
    Listing {
        id: ListingId::from_uuid(id(70)),
        kind: ListingKind::Seed,
        reference: "S-7K3M-92QX".into(),
        organisation: organisation(HOME),
        owner: member(OWNER),
        liaison: Some(member(LIAISON)),
        state,
        successor: None,
        visibility: None,
        published: was_published.then_some(version),
        submitted: (state != ListingState::Draft).then_some(version),
        valid_until: None,
        state_since: now(),
        version: 1,
        created_at: now(),
    }
}

/// The rules in other words: every reason somebody may have to see a listing, and the best of them.
fn as_in_prose(actor: &Actor, listing: &Listing, audience: &Audience) -> Option<Tier> {
    if actor.acceptance.is_none() || actor.role == Role::Auditor {
        return None;
    }
    let colleague = actor.organisation == listing.organisation;
    let mut reasons = Vec::new();
    if colleague && (listing.owner == actor.member || audience.team.contains(&actor.member)) {
        reasons.push(Tier::Owner);
    }
    if listing.submitted.is_some() {
        let liaison = actor.role == Role::Liaison;
        let in_charge = liaison && listing.liaison == Some(actor.member);
        let reviews = colleague && actor.institution_reviewer;
        let approved = match listing.published {
            Some(_) => listing.successor == Some(ListingState::Approved),
            None => listing.state == ListingState::Approved,
        };
        let over = [ListingState::Withdrawn, ListingState::Concluded].contains(&listing.state);
        let by_another = audience.approver.is_some() && audience.approver != Some(actor.member);
        let second = liaison && approved && !over && by_another;
        if in_charge || reviews || second {
            reasons.push(Tier::Owner);
        }
    }
    let shown =
        [ListingState::Published, ListingState::UnderExclusive].contains(&listing.state) && listing.published.is_some();
    let blind = listing.visibility == Some(NeedVisibility::Blind);
    let blocked = audience.blocked.contains(&actor.organisation);
    if shown && !blind && !blocked {
        reasons.push(Tier::Members);
        // A grant never opens what is the owner's alone.
        reasons.extend(
            audience
                .granted
                .map(|tier| if tier == Tier::Owner { Tier::Cda } else { tier }),
        );
    }
    reasons.into_iter().max()
}

/// Somebody's relation to the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Owner,
    Team,
    Colleague,
    Reviewer,
    InCharge,
    Second,
    Approver,
    Stranger,
}

const RELATIONS: [Relation; 8] = [
    Relation::Owner,
    Relation::Team,
    Relation::Colleague,
    Relation::Reviewer,
    Relation::InCharge,
    Relation::Second,
    Relation::Approver,
    Relation::Stranger,
];

fn related(relation: Relation, role: Role) -> (Actor, Audience) {
    let (who, from) = match relation {
        Relation::Owner => (OWNER, HOME),
        Relation::Team => (13, HOME),
        Relation::Colleague => (14, HOME),
        Relation::Reviewer => (15, HOME),
        Relation::InCharge => (LIAISON, ELSEWHERE),
        Relation::Second | Relation::Stranger => (16, ELSEWHERE),
        Relation::Approver => (17, ELSEWHERE),
    };
    let mut actor = actor(who, role, from);
    actor.institution_reviewer = relation == Relation::Reviewer;
    let audience = Audience {
        team: vec![member(OWNER), member(13)],
        approver: match relation {
            Relation::Second => Some(member(LIAISON)),
            Relation::Approver => Some(member(17)),
            _ => None,
        },
        ..Audience::default()
    };
    (actor, audience)
}

#[test]
fn clearance_is_what_the_prose_says_for_every_role_relation_state_visibility_grant_and_block() {
    let visibilities = [
        None,
        Some(NeedVisibility::Open),
        Some(NeedVisibility::Anonymous),
        Some(NeedVisibility::Blind),
    ];
    let grants = [None].into_iter().chain(Tier::ALL.iter().copied().map(Some));
    for (role, relation) in Role::ALL
        .iter()
        .flat_map(|role| RELATIONS.map(|relation| (*role, relation)))
    {
        for (state, visibility) in ListingState::ALL
            .iter()
            .flat_map(|state| visibilities.map(|one| (*state, one)))
        {
            for (granted, blocked) in grants.clone().flat_map(|tier| [(tier, false), (tier, true)]) {
                let (actor, mut audience) = related(relation, role);
                audience.granted = granted;
                audience.blocked = blocked.then_some(actor.organisation).into_iter().collect();
                let listing = Listing {
                    visibility,
                    ..listing(state)
                };
                let found = clearance(&actor, &listing, &audience).map(|clearance| clearance.tier());
                let expected = as_in_prose(&actor, &listing, &audience);
                assert_eq!(
                    found, expected,
                    "{role} {relation:?} {state} {visibility:?} {granted:?} blocked: {blocked}"
                );
            }
        }
    }
}

#[test]
fn clearance_has_the_right_reason() {
    use ListingState as S;
    let rows = [
        (
            Relation::Owner,
            Role::Researcher,
            S::Draft,
            Some((Tier::Owner, Basis::Team)),
        ),
        (
            Relation::Team,
            Role::Researcher,
            S::Withdrawn,
            Some((Tier::Owner, Basis::Team)),
        ),
        (Relation::Colleague, Role::Researcher, S::LiaisonReview, None),
        (
            Relation::Colleague,
            Role::Researcher,
            S::Published,
            Some((Tier::Members, Basis::Membership)),
        ),
        (Relation::Reviewer, Role::Researcher, S::Draft, None),
        (
            Relation::Reviewer,
            Role::Researcher,
            S::InstitutionReview,
            Some((Tier::Owner, Basis::InstitutionReview)),
        ),
        (Relation::InCharge, Role::Liaison, S::Draft, None),
        (
            Relation::InCharge,
            Role::Liaison,
            S::LiaisonReview,
            Some((Tier::Owner, Basis::Liaison)),
        ),
        (Relation::InCharge, Role::Secretariat, S::LiaisonReview, None),
        (Relation::Second, Role::Liaison, S::LiaisonReview, None),
        (
            Relation::Second,
            Role::Liaison,
            S::Approved,
            Some((Tier::Owner, Basis::SecondLiaison)),
        ),
        (Relation::Second, Role::Company, S::Approved, None),
        (
            Relation::Second,
            Role::Liaison,
            S::Published,
            Some((Tier::Members, Basis::Membership)),
        ),
        (Relation::Approver, Role::Liaison, S::Approved, None),
        (Relation::Stranger, Role::Liaison, S::Approved, None),
        (
            Relation::Stranger,
            Role::Company,
            S::Published,
            Some((Tier::Members, Basis::Membership)),
        ),
        (Relation::Stranger, Role::Company, S::Paused, None),
        (Relation::Stranger, Role::Auditor, S::Published, None),
    ];
    for (relation, role, state, expected) in rows {
        let (actor, audience) = related(relation, role);
        let found = clearance(&actor, &listing(state), &audience);
        let found = found.map(|clearance| (clearance.tier(), clearance.basis()));
        assert_eq!(found, expected, "{relation:?} {role} {state}");
    }
}

#[test]
fn nobody_sees_anything_before_accepting_the_undertaking() {
    for (role, relation) in Role::ALL
        .iter()
        .flat_map(|role| RELATIONS.map(|relation| (*role, relation)))
    {
        let (mut actor, audience) = related(relation, role);
        actor.acceptance = None;
        for state in ListingState::ALL {
            assert_eq!(
                clearance(&actor, &listing(*state), &audience),
                None,
                "{role} {relation:?} {state}"
            );
        }
    }
}

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

prop_compose! {
    fn any_actor()(
        who in 11_u128..17,
        from in 1_u128..4,
        role in prop::sample::select(Role::ALL),
        institution_reviewer: bool,
        consented: bool,
    ) -> Actor {
        let mut actor = actor(who, role, from);
        actor.institution_reviewer = institution_reviewer;
        actor.acceptance = actor.acceptance.filter(|_| consented);
        actor
    }
}

prop_compose! {
    fn any_listing()(
        home in 1_u128..4,
        owner in 11_u128..17,
        liaison in prop::option::of(11_u128..17),
        state in prop::sample::select(ListingState::ALL),
        successor in prop::option::of(prop::sample::select(ListingState::ALL)),
        visibility in prop::option::of(prop::sample::select(NeedVisibility::ALL)),
        published: bool,
        submitted: bool,
    ) -> Listing {
        let version = VersionId::from_uuid(id(80));
        Listing {
            organisation: organisation(home),
            owner: member(owner),
            liaison: liaison.map(member),
            successor,
            visibility,
            published: published.then_some(version),
            submitted: submitted.then_some(version),
            ..listing(state)
        }
    }
}

prop_compose! {
    fn any_audience()(
        team in prop::collection::vec(11_u128..17, 0..3),
        blocked in prop::collection::vec(1_u128..4, 0..2),
        granted in prop::option::of(prop::sample::select(Tier::ALL)),
        approver in prop::option::of(11_u128..17),
    ) -> Audience {
        Audience {
            team: team.into_iter().map(member).collect(),
            blocked: blocked.into_iter().map(organisation).collect(),
            granted,
            approver: approver.map(member),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_096) })]

    #[test]
    fn clearance_never_exceeds_the_prose(actor in any_actor(), listing in any_listing(), audience in any_audience()) {
        let found = clearance(&actor, &listing, &audience).map(|clearance| clearance.tier());
        prop_assert!(found <= as_in_prose(&actor, &listing, &audience));
        let secret_reader = found == Some(Tier::Owner);
        if secret_reader {
            prop_assert!(actor.organisation == listing.organisation || actor.role == Role::Liaison);
        }
        for by in Move::ALL {
            let permitted = may_move(&actor, &listing, &audience, *by).is_ok();
            prop_assert!(secret_reader || !permitted, "only the owner's side moves a listing");
        }
    }
}
