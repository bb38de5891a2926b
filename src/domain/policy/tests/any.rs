//! Anybody before any listing: no clearance exceeds the prose, and only the owner's side moves.

use super::*;
use proptest::prelude::*;

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
