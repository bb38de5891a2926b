//! Teams and block lists.

use super::{faults, has, world};
use crate::helpers::Actor;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::tier::Tier;
use enishi::store::organisations;
use serde_json::json;

on_both!(a_block_works_at_once_and_voids_what_was_cached, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    world.grant(&id, &world.scout, Tier::Approved);
    world.scout.get(&path).expect(200);
    let epoch = |of: &Actor<'_>| {
        let home = app.app.db.read_blocking(|rx| organisations::find(rx, of.organisation));
        home.unwrap().unwrap().policy_epoch
    };
    let (before, changes) = (epoch(&world.scout), world.index_changes());
    let saved = world
        .audience(&id, &[&world.colleague], &[&world.scout])
        .expect(200)
        .json();
    assert_eq!(saved["blocked_organisations"][0]["name"]["en"], "p");
    assert_eq!(
        saved["team"].as_array().unwrap().len(),
        2,
        "the owner stays on the team"
    );
    world.scout.get(&path).expect(404);
    assert!(epoch(&world.scout) > before);
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(
        world.colleague.get(&format!("{path}/draft")).expect(200).status,
        200,
        "the team grew"
    );
    world.audience(&id, &[], &[]).expect(200);
    assert_eq!(world.scout.get(&path).expect(200).json()["clearance"], "approved");
    world.colleague.get(&format!("{path}/draft")).expect(404);
});

on_both!(team_and_block_list_name_whom_they_may, |app| {
    let world = world(app);
    let id = world.published();
    let refused = world
        .audience(&id, &[&world.colleague, &world.scout], &[&world.owner, &world.scout])
        .expect(422);
    let found = faults(&refused);
    assert!(has(&found, "team.1", "unknown_reference"));
    assert!(has(&found, "blocked_organisations.0", "unknown_reference"));
    assert_eq!(found.len(), 2);
    let path = format!("/listings/{id}/audience");
    let stale = world
        .owner
        .put(&path, "\"v9\"", json!({"team": [], "blocked_organisations": []}));
    assert_eq!(stale.expect(412).code(), "stale");
});

on_both!(whoever_left_does_not_keep_the_team_from_being_changed, |app| {
    let world = world(app);
    let id = world.published();
    world.audience(&id, &[&world.colleague], &[]).expect(200);
    let home = app.organisation("office", OrganisationKind::Secretariat);
    let office = app.member("sato", Role::Secretariat, home);
    for step in ["suspend", "leave"] {
        let path = format!("/members/{}/{step}", world.colleague.member);
        office.post(&path, json!({ "reason": "own_request" })).expect(200);
        // What is shown can be saved as it is, with one more block.
        let saved = world
            .audience(&id, &[&world.colleague], &[&world.scout])
            .expect(200)
            .json();
        assert_eq!(saved["team"].as_array().unwrap().len(), 2, "{step}");
    }
    let alone = world.audience(&id, &[], &[]).expect(200).json();
    assert_eq!(alone["team"].as_array().unwrap().len(), 1);
    // Nobody who left joins anew.
    let refused = world.audience(&id, &[&world.colleague], &[]).expect(422);
    assert!(has(&faults(&refused), "team.0", "unknown_reference"));
});
