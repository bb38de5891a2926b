//! What can be asked about, by whom and how.

use super::{act, ask, mailbox, request, request_from, see, world};
use crate::given;
use chrono::TimeDelta;
use enishi::domain::account::Role;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::services::introductions::Swept;
use enishi::store::listings;
use serde_json::{Value, json};

on_both!(what_one_may_not_see_cannot_be_asked_about, |app| {
    let world = world(app);
    let blind = world.need(NeedVisibility::Blind);
    let blocked = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
    world.block(blocked, world.company);
    let absent = json!("00000000-0000-4000-8000-000000000000");
    let mut nothing = request(world.seed);
    nothing["listing"] = absent;
    let expected = world.scout.post("/introductions", nothing.clone()).expect(404);
    let hidden = world.scout.post("/introductions", request(blocked)).expect(404);
    assert_eq!((&hidden.headers, &hidden.text), (&expected.headers, &expected.text));
    let expected = world.researcher.post("/introductions", nothing).expect(404);
    let hidden = world.researcher.post("/introductions", request(blind)).expect(404);
    assert_eq!((&hidden.headers, &hidden.text), (&expected.headers, &expected.text));
});

on_both!(
    a_request_that_ones_own_block_list_forbids_never_arrives_and_looks_like_any_other,
    |app| {
        let world = world(app);
        let need = world.need(NeedVisibility::Open);
        let plain = ask(&world.scout, request_from(world.seed, need));
        let before = see(&world.scout, &plain).expect(200).json();
        act(&world.scout, &plain, "withdraw", None).expect(200);
        world.block(need, world.university);
        let told = world.told(&world.researcher, "introduction_received");
        let log = world.log(world.university).len();
        let id = ask(&world.scout, request_from(world.seed, need));
        let mut after = see(&world.scout, &id).expect(200).json();
        after["id"] = before["id"].clone();
        assert_eq!(after, before, "no refusal tells who stands behind the seed");
        see(&world.researcher, &id).expect(404);
        see(&world.liaison, &id).expect(200);
        assert!(!mailbox(&world.researcher, "received").contains(&id));
        assert_eq!(
            act(&world.researcher, &id, "accept", None).expect(404).code(),
            "not_found"
        );
        assert_eq!(world.told(&world.researcher, "introduction_received"), told);
        app.advance(TimeDelta::days(30));
        assert_eq!(world.sweep(), Swept { reminded: 0, lapsed: 1 });
        assert_eq!(world.told(&world.scout, "introduction_lapsed"), (1, 1));
        assert_eq!(world.told(&world.researcher, "introduction_reminder"), (0, 0));
        assert_eq!(
            world
                .log(world.university)
                .iter()
                .filter(|leaf| leaf.subject.contains(&id))
                .count(),
            0,
            "of {log} entries"
        );
    }
);

on_both!(one_request_at_a_time_and_none_to_ones_own_house, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    let colleague = app.member("colleague", Role::Company, world.company);
    for actor in [&world.scout, &colleague] {
        let again = actor.post("/introductions", request(world.seed)).expect(409);
        assert_eq!(again.code(), "already_exists");
    }
    act(&world.scout, &id, "withdraw", None).expect(200);
    let second = ask(&colleague, request(world.seed));
    act(&world.researcher, &second, "accept", None).expect(200);
    assert_eq!(
        world
            .scout
            .post("/introductions", request(world.seed))
            .expect(409)
            .code(),
        "already_exists"
    );

    let neighbour = app.member("neighbour", Role::Researcher, world.university);
    let problem = neighbour.post("/introductions", request(world.seed)).expect(422).json();
    assert_eq!(problem["errors"][0]["code"], "own_organisation");
});

on_both!(the_message_is_there_short_and_confirmed, |app| {
    let world = world(app);
    let with = |name: &str, value: Value| {
        let mut body = request(world.seed);
        body[name] = value;
        body
    };
    for (body, field, code) in [
        (with("message", json!("  ")), "message", "required"),
        (with("message", json!("字".repeat(801))), "message", "too_long"),
        (
            with("confirmed_non_confidential", json!(false)),
            "confirmed_non_confidential",
            "not_confirmed",
        ),
        (
            with("own_listing", json!(world.seed)),
            "own_listing",
            "unknown_reference",
        ),
        (with("candidate", json!(world.seed)), "candidate", "unknown_reference"),
    ] {
        let problem = world.scout.post("/introductions", body).expect(422).json();
        assert_eq!(
            (&problem["errors"][0]["field"], &problem["errors"][0]["code"]),
            (&json!(field), &json!(code))
        );
    }
    let foreign = world.need(NeedVisibility::Open);
    let problem = world
        .rival
        .post("/introductions", request_from(world.seed, foreign))
        .expect(422)
        .json();
    assert_eq!(problem["errors"][0]["field"], "own_listing");
    assert!(mailbox(&world.scout, "sent").is_empty() && mailbox(&world.researcher, "received").is_empty());
    ask(&world.scout, with("message", json!("字".repeat(800))));
});

on_both!(nothing_can_be_asked_about_a_listing_that_is_not_open, |app| {
    let world = world(app);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, world.seed).unwrap().unwrap();
        listing.state = ListingState::UnderExclusive;
        listings::update(tx, &mut listing).unwrap();
    });
    assert_eq!(
        world
            .scout
            .post("/introductions", request(world.seed))
            .expect(409)
            .code(),
        "wrong_state"
    );
});

on_both!(a_repeated_request_is_carried_out_once, |app| {
    let world = world(app);
    let key = [("idempotency-key", "once")];
    let body = request(world.seed);
    let first = world
        .scout
        .call("POST", "/introductions", &key, Some(&body))
        .expect(201);
    let second = world
        .scout
        .call("POST", "/introductions", &key, Some(&body))
        .expect(201);
    assert_eq!(first.text, second.text);
    assert_eq!(first.header("etag"), second.header("etag"));
    assert_eq!(world.told(&world.researcher, "introduction_received"), (1, 1));
});
