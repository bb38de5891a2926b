//! From a submission to what members read.

use super::{NOTHING, texts, world};
use crate::given;
use chrono::TimeDelta;
use serde_json::{Value, json};

on_both!(a_seed_goes_from_draft_to_publication, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    world.scout.get(&format!("/listings/{id}")).expect(404);
    let queue = world.liaison.get("/curation/queue").expect(200).json();
    let waiting = &queue["items"][0];
    assert_eq!(waiting["title"]["ja"], given::seed_content()["title"]["ja"]);
    assert_eq!(
        (&waiting["state"], &waiting["successor"]),
        (&json!("liaison_review"), &json!(false))
    );
    assert_eq!(waiting["organisation"]["en"], "u");
    assert_eq!(waiting["moves"], json!(["request_changes", "approve"]));
    assert_eq!(waiting["age"]["overdue"], false);
    assert_eq!(waiting["age"]["due"], "2026-11-27", "five business days from a Friday");

    let remark = json!({"field": "mechanism", "body": "結合部位を述べすぎています。"});
    let made = world
        .liaison
        .post(&format!("/listings/{id}/comments"), remark)
        .expect(201)
        .json();
    let back = world
        .decide(&world.liaison, &id, json!({"decision": "request_changes"}))
        .expect(200)
        .json();
    assert_eq!(
        (&back["state"], &back["review_state"]),
        (&json!("changes_requested"), &json!("changes_requested"))
    );
    assert_eq!(world.notices(&world.owner), ["changes_requested"]);
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
    let seen = world.desk(&world.owner, &id).expect(200).json();
    assert_eq!(seen["comments"][0]["body"], "結合部位を述べすぎています。");
    assert_eq!(seen["comments"][0]["author"]["en"], "liaison");
    assert_eq!(seen["history"][0]["decision"], "request_changes");
    assert_eq!(seen["moves"], json!(["submit_to_liaison", "recall", "withdraw"]));

    app.advance(TimeDelta::hours(2));
    world.revise(&id, json!({"mechanism": {"ja": "受容体の働きを選んで抑える。"}}));
    let settle = format!("/listings/{id}/comments/{}/resolve", made["id"].as_str().unwrap());
    let settled = world.owner.post(&settle, json!({})).expect(200).json();
    assert!(settled["resolved_at"].is_string());
    assert_eq!(
        world.owner.post(&settle, json!({})).expect(200).json(),
        settled,
        "twice is once"
    );

    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(desk["number"], 2);
    assert_eq!(
        desk["submitted"]["seed"]["internal_notes"], "CANARY-internal_notes",
        "in full"
    );
    assert_eq!(texts(&desk["revised"], "field"), ["mechanism"]);
    assert_eq!(desk["revised"][0]["after"]["ja"], "受容体の働きを選んで抑える。");
    assert_eq!(desk["changes"], json!([]), "nothing is published yet");
    assert_eq!(desk["tiers"]["target"], "approved");
    assert!(
        desk["checklist"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["looks_fine"] == true)
    );

    world.approve(&world.liaison, &id);
    world.scout.get(&format!("/listings/{id}")).expect(404);
    let changes = world.index_changes();
    let done = world
        .decide(&world.liaison, &id, json!({"decision": "publish"}))
        .expect(200)
        .json();
    assert_eq!(done["state"], "published");
    assert_eq!(done["valid_until"], "2027-11-20T05:00:00Z");
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(world.matches_queued(), 1);
    assert_eq!(
        world.notices(&world.owner),
        ["changes_requested", "listing_approved", "listing_published"]
    );
    let read = world.scout.get(&format!("/listings/{id}")).expect(200);
    assert_eq!(read.json()["seed"]["mechanism"]["ja"], "受容体の働きを選んで抑える。");
    assert_eq!(read.json()["members_since"], "2026-11-20T05:00:00Z");
    assert!(!read.text.contains("CANARY"));

    let mut kinds = world.ledger(&world.owner, &id);
    kinds.retain(|kind| kind != "view");
    assert_eq!(
        kinds,
        [
            "listing_created",
            "version_submitted",
            "comment_made",
            "review_decided",
            "version_submitted",
            "comment_resolved",
            "review_decided",
            "version_published",
            "review_decided"
        ]
    );
});

on_both!(needs_pass_the_same_desk_however_they_show_their_company, |app| {
    let world = world(app);
    let ids = ["open", "anonymous", "blind"].map(|visibility| world.submitted_need(visibility));
    let mut queued = world.queue(&world.liaison);
    queued.sort();
    let mut expected = ids.to_vec();
    expected.sort();
    assert_eq!(queued, expected);
    for id in &ids {
        let desk = world.desk(&world.liaison, id).expect(200).json();
        assert_eq!(desk["submitted"]["need"]["budget_band"], "CANARY-budget_band");
        assert_eq!(desk["checklist"].as_array().unwrap().len(), 5);
        world.approve(&world.liaison, id);
    }
    let changes = world.index_changes();
    for id in &ids {
        world.publish(&world.liaison, id);
    }
    assert_eq!(
        world.index_changes(),
        changes + 2,
        "a blind need leaves no trace in what members search"
    );
    assert_eq!(world.matches_queued(), 3, "but it is matched");
    let read = |id: &str| world.owner.get(&format!("/listings/{id}"));
    let [open, anonymous, blind] = &ids;
    assert_eq!(read(open).expect(200).json()["organisation"]["en"], "p");
    assert_eq!(read(anonymous).expect(200).json()["organisation"], Value::Null);
    let (hidden, absent) = (read(blind).expect(404), read(NOTHING).expect(404));
    assert_eq!((hidden.text, hidden.headers), (absent.text, absent.headers));
    assert_eq!(world.desk(&world.scout, blind).expect(200).json()["state"], "published");
});
