//! What waits, in which order, and for how long.

use super::{World, texts, world};
use chrono::TimeDelta;
use serde_json::{Value, json};

on_both!(a_review_past_its_time_is_marked_and_its_liaison_reminded_once, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    app.advance(TimeDelta::days(7));
    let age = |world: &World<'_>| world.liaison.get("/curation/queue").expect(200).json()["items"][0].clone();
    assert_eq!(
        (&age(&world)["age"]["business_days"], &age(&world)["age"]["overdue"]),
        (&json!(5), &json!(false))
    );
    assert_eq!(world.sweep(), 0);
    app.advance(TimeDelta::days(3));
    let late = age(&world);
    assert_eq!(
        (&late["age"]["business_days"], &late["age"]["overdue"]),
        (&json!(6), &json!(true))
    );
    assert_eq!(late["risk"], 1);
    assert_eq!(world.sweep(), 1);
    app.advance(TimeDelta::days(1));
    assert_eq!(world.sweep(), 1);
    assert_eq!(world.notices(&world.liaison), ["listing_submitted", "review_due"]);
    let loads = world.secretary.get("/curation/liaisons").expect(200).json()["items"].clone();
    assert_eq!(
        (&loads[0]["name"]["en"], &loads[0]["overdue"]),
        (&json!("liaison"), &json!(1))
    );
    world.approve(&world.liaison, &id);
    assert_eq!(world.sweep(), 0, "approval starts the clock anew");
    app.advance(TimeDelta::days(20));
    assert_eq!(world.sweep(), 1);
    assert_eq!(
        world.notices(&world.liaison),
        ["listing_submitted", "review_due", "review_due"]
    );
    world
        .owner
        .post(&format!("/listings/{id}/withdraw"), json!({}))
        .expect(200);
    assert_eq!(world.sweep(), 0);
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
});

on_both!(the_queue_is_paged_by_age_or_by_risk, |app| {
    let world = world(app);
    let first = world.submitted(json!({}));
    app.advance(TimeDelta::hours(1));
    let risky =
        world.submitted(json!({"mechanism": {"ja": "マウスに10 mg/kgを投与し、配列 ATGGCCATTGTAATG を用いる。"}}));
    app.advance(TimeDelta::hours(1));
    let last = world.submitted_need("anonymous");
    assert_eq!(
        world.queue(&world.liaison),
        [first.clone(), risky.clone(), last.clone()]
    );
    let page = |query: &str| world.liaison.get(&format!("/curation/queue?{query}"));
    let one = page("limit=2").expect(200).json();
    assert_eq!(texts(&one["items"], "id"), [first.clone(), risky.clone()]);
    let cursor = one["next_cursor"].as_str().unwrap();
    let two = page(&format!("limit=2&cursor={cursor}")).expect(200).json();
    assert_eq!(
        (texts(&two["items"], "id"), &two["next_cursor"]),
        (vec![last.clone()], &Value::Null)
    );
    let other = page(&format!("limit=2&order=risk&cursor={cursor}"));
    assert_eq!(other.expect(400).code(), "bad_cursor", "a cursor is for one question");
    let foreign = world.second.get(&format!("/curation/queue?limit=2&cursor={cursor}"));
    assert_eq!(foreign.expect(400).code(), "bad_cursor", "and for one person");
    let by_risk = page("order=risk").expect(200).json();
    assert_eq!(texts(&by_risk["items"], "id"), [risky.clone(), first, last.clone()]);
    assert_eq!(
        (&by_risk["items"][0]["findings"], &by_risk["items"][0]["risk"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(texts(&page("kind=need").expect(200).json()["items"], "id"), [last]);
    assert_eq!(page("limit=0").expect(422).json()["errors"][0]["field"], "limit");
    let desk = world.desk(&world.liaison, &risky).expect(200).json();
    assert_eq!(texts(&desk["findings"], "kind"), ["dose", "sequence"]);
    let doubtful = desk["checklist"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["item"] == "no_enabling_detail");
    assert_eq!(doubtful.unwrap()["looks_fine"], false);
});
