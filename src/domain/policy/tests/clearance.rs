//! Who may see a listing, how far, and why.

use super::*;

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
