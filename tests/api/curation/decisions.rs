//! Decisions: what they need, what they are about, and that of two at once one is heard.

use super::{texts, ticked, world};
use crate::given;
use serde_json::{Value, json};

on_both!(approval_needs_every_item_and_asking_for_changes_needs_words, |app| {
    let world = world(app);
    let (seed, need) = (world.submitted(json!({})), world.submitted_need("open"));
    let open = |id: &str, checklist: Value| {
        let body = json!({"decision": "approve", "checklist": checklist});
        let refused = world.decide(&world.liaison, id, body).expect(422).json();
        let mut fields = texts(&refused["errors"], "field");
        fields.sort();
        fields
    };
    let partly = given::over(ticked(), json!({"no_duplicate": false, "missing_data_listed": null}));
    assert_eq!(
        open(&seed, partly.clone()),
        ["checklist.missing_data_listed", "checklist.no_duplicate"]
    );
    assert_eq!(
        open(&need, partly),
        ["checklist.no_duplicate"],
        "a need lists no missing data"
    );
    assert_eq!(open(&seed, Value::Null).len(), 7);
    let silent = json!({"decision": "request_changes", "note": "  "});
    let refused = world.decide(&world.liaison, &seed, silent).expect(422).json();
    assert_eq!(
        (&refused["errors"][0]["field"], &refused["errors"][0]["code"]),
        (&json!("note"), &json!("required"))
    );
    let long = json!({"decision": "request_changes", "note": "あ".repeat(2_001)});
    let refused = world.decide(&world.liaison, &seed, long).expect(422).json();
    assert_eq!(refused["errors"][0]["limit"], 2_000);
    let unknown = world.decide(&world.liaison, &seed, json!({"decision": "reject"}));
    assert_eq!(unknown.expect(400).json()["errors"][0]["field"], "decision");
    assert_eq!(
        world.desk(&world.liaison, &seed).json()["history"],
        json!([]),
        "nothing was written"
    );
    let spoken = json!({"decision": "request_changes", "note": "比較対象を挙げてください。"});
    world.decide(&world.liaison, &seed, spoken).expect(200);
});

on_both!(a_decision_is_about_what_was_seen_and_only_where_it_belongs, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let seen = world.desk(&world.liaison, &id).expect(200).tag();
    let publish = json!({"decision": "publish"});
    assert_eq!(
        world
            .decide_on(&world.liaison, &id, &seen, publish.clone())
            .expect(409)
            .code(),
        "wrong_state"
    );
    let path = format!("/listings/{id}/reviews");
    assert_eq!(
        world.liaison.post(&path, publish.clone()).expect(428).code(),
        "precondition_required"
    );
    assert_eq!(
        world
            .decide_on(&world.owner, &id, &seen, publish.clone())
            .expect(403)
            .code(),
        "forbidden"
    );
    world
        .owner
        .post(&format!("/listings/{id}/recall"), json!({}))
        .expect(200);
    world.revise(&id, json!({"mechanism": {"ja": "別の説明"}}));
    let approve = json!({"decision": "approve", "checklist": ticked()});
    assert_eq!(
        world.decide_on(&world.liaison, &id, &seen, approve).expect(412).code(),
        "stale"
    );
    world.approve(&world.liaison, &id);
    world.publish(&world.liaison, &id);
    let again = world.decide(&world.liaison, &id, publish);
    assert_eq!(again.expect(409).code(), "wrong_state", "once is enough");
});

on_both!(of_two_liaisons_deciding_at_once_one_is_heard, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.four_eyes = true);
    let id = world.submitted(json!({}));
    world.approve(&world.liaison, &id);
    let seen = world.desk(&world.second, &id).expect(200).tag();
    let publish = json!({"decision": "publish"});
    let outcomes: Vec<u16> = std::thread::scope(|scope| {
        let running = [&world.second, &world.third].map(|liaison| {
            let (token, seen, publish) = (liaison.token(), seen.clone(), publish.clone());
            let (base, path) = (app.base.clone(), format!("/api/v1/listings/{id}/reviews"));
            let key = liaison.member.to_string();
            scope.spawn(move || {
                let authorization = format!("Bearer {token}");
                let headers = [
                    ("authorization", authorization.as_str()),
                    ("content-type", "application/json"),
                    ("if-match", seen.as_str()),
                    ("idempotency-key", key.as_str()),
                ];
                let body = serde_json::to_vec(&publish).unwrap();
                crate::helpers::send(&base, "POST", &path, &headers, Some(&body)).status
            })
        });
        running.map(|thread| thread.join().unwrap()).to_vec()
    });
    let heard = outcomes.iter().filter(|status| **status == 200).count();
    // Whoever comes late finds a changed listing, or one that is none of theirs any more.
    let late = outcomes.iter().all(|status| matches!(status, 200 | 404 | 412));
    assert!(heard == 1 && late, "{outcomes:?}");
    let published = world.ledger(&world.owner, &id);
    assert_eq!(published.iter().filter(|kind| *kind == "version_published").count(), 1);
    assert_eq!(world.matches_queued(), 1);
});
