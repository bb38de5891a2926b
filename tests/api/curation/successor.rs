//! A new version beside the published one.

use super::{texts, world};
use crate::given;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::tier::Tier;
use enishi::store::organisations;
use serde_json::{Value, json};

on_both!(a_successor_is_reviewed_while_members_read_what_they_read, |app| {
    let world = world(app);
    let id = world.published(json!({}));
    let path = format!("/listings/{id}");
    let before = world.scout.get(&path).expect(200);
    let changes = world.index_changes();
    app.advance(TimeDelta::days(10));
    world.revise(
        &id,
        json!({"mechanism": {"ja": "新しい説明。"}, "target": "OTHER", "next_experiment": null}),
    );
    let unchanged = |step: &str| {
        let now = world.scout.get(&path).expect(200);
        assert_eq!((&now.text, &now.headers), (&before.text, &before.headers), "{step}");
        assert_eq!(world.index_changes(), changes, "{step}");
    };
    unchanged("submitted");
    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(
        texts(&desk["changes"], "field"),
        ["mechanism", "next_experiment", "target"]
    );
    assert_eq!(
        desk["changes"][0]["before"]["ja"],
        before.json()["seed"]["mechanism"]["ja"]
    );
    assert_eq!(desk["changes"][1]["after"], Value::Null);
    assert_eq!(desk["published"]["seed"]["target"], "CANARY-target");
    assert_eq!(desk["submitted"]["seed"]["target"], "OTHER");
    assert_eq!(
        (&desk["state"], &desk["submitted"]["state"]),
        (&json!("liaison_review"), &json!("published"))
    );
    world
        .decide(
            &world.liaison,
            &id,
            json!({"decision": "request_changes", "note": "もう少し。"}),
        )
        .expect(200);
    unchanged("sent back");
    world.revise(&id, json!({"mechanism": {"ja": "さらに新しい説明。"}}));
    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(texts(&desk["changes"], "field"), ["mechanism"]);
    assert_eq!(
        texts(&desk["revised"], "field"),
        ["mechanism", "next_experiment", "target"]
    );
    world.approve(&world.liaison, &id);
    unchanged("approved");
    assert_eq!(
        world.liaison.get("/curation/queue").expect(200).json()["items"][0]["successor"],
        true
    );
    world.publish(&world.liaison, &id);
    let after = world.scout.get(&path).expect(200).json();
    assert_eq!(after["seed"]["mechanism"]["ja"], "さらに新しい説明。");
    assert_eq!(after["members_since"], "2026-11-30T03:00:00Z");
    assert_eq!(
        after["valid_until"],
        before.json()["valid_until"],
        "the end that members know stays"
    );
    assert_eq!(world.index_changes(), changes + 1);
});

on_both!(an_edit_of_hidden_fields_leaves_the_members_view_byte_identical, |app| {
    let world = world(app);
    let id = world.published(json!({}));
    let grantee = app.member(
        "grantee",
        Role::Company,
        app.organisation("g", OrganisationKind::Pharma),
    );
    given::grant(app, id.parse().unwrap(), grantee.organisation, Tier::Approved);
    let epoch = || {
        let db = &app.app.db;
        let found = db
            .read_blocking(|rx| organisations::find(rx, grantee.organisation))
            .unwrap();
        found.unwrap().policy_epoch
    };
    let path = format!("/listings/{id}");
    let (before, epoch_before, changes) = (world.scout.get(&path).expect(200), epoch(), world.index_changes());
    app.advance(TimeDelta::days(10));
    world.revise(
        &id,
        json!({"target": "OTHER", "data_package": null, "internal_notes": "別のメモ"}),
    );
    world.approve(&world.liaison, &id);
    world.publish(&world.liaison, &id);
    let after = world.scout.get(&path).expect(200);
    assert_eq!((after.text, after.headers), (before.text, before.headers));
    assert_eq!(world.index_changes(), changes, "the shared index hears nothing");
    assert!(
        epoch() > epoch_before,
        "who was granted more must not be served from a cache"
    );
    assert_eq!(grantee.get(&path).expect(200).json()["seed"]["target"], "OTHER");
});
