//! What the desk shows: differences, comments, duplicates; and that reading it is recorded.

use super::{World, texts, world};
use crate::given;
use crate::helpers::{Actor, Reply};
use enishi::domain::ids::ListingId;
use enishi::services::indexing::follow;
use enishi::store::ledger;
use serde_json::{Value, json};

on_both!(reading_the_desk_is_recorded_and_reading_ones_own_is_not, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let views = |world: &World<'_>| {
        world
            .ledger(&world.owner, &id)
            .iter()
            .filter(|kind| *kind == "view")
            .count()
    };
    world.desk(&world.owner, &id).expect(200);
    assert_eq!(views(&world), 0);
    world.desk(&world.liaison, &id).expect(200);
    assert_eq!(views(&world), 1);
    world.liaison.get("/curation/queue").expect(200);
    let log = ledger::log_of(world.owner.organisation);
    let subject = format!("organisation:{}", world.owner.organisation);
    let shown = app
        .app
        .db
        .read_blocking(|rx| ledger::about(rx, &log, &subject, 10))
        .unwrap();
    assert!(
        shown
            .iter()
            .any(|leaf| leaf.facts.contains("\"overview\"") && leaf.facts.contains(&id))
    );
});

on_both!(possible_duplicates_are_found_among_what_the_reader_may_see, |app| {
    let world = world(app);
    let title = json!({"ja": "膵臓がんの早期診断マーカー"});
    let shown = world.published(json!({"title": title}));
    let waiting = world.submitted(json!({"title": {"ja": "膵臓がん の早期診断マーカー。"}}));
    let other = world.submitted(json!({"title": {"ja": "緑内障に対する点眼薬"}}));
    let fresh = world.submitted(json!({"title": title}));
    follow::catch_up(&app.app).unwrap();
    let alike = |of: &Actor<'_>, id: &str| {
        let desk = world.desk(of, id).expect(200).json();
        let mut ids = texts(&desk["possible_duplicates"], "id");
        ids.sort();
        ids
    };
    let mut expected = vec![shown.clone(), waiting.clone()];
    expected.sort();
    assert_eq!(alike(&world.liaison, &fresh), expected);
    assert_eq!(alike(&world.liaison, &other), Vec::<String>::new());
    world.make_reviewer(&world.colleague);
    let reader = &world.colleague;
    assert_eq!(
        alike(reader, &fresh),
        [shown.clone()],
        "what others have in review is not for comparison"
    );
    let desk = world.desk(&world.liaison, &fresh).expect(200).json();
    let found = &desk["possible_duplicates"][0];
    assert_eq!(
        (&found["similarity"], &found["title"]["ja"]),
        (&json!(100), &found["title"]["ja"])
    );
    app.arrange(|tx| {
        let listing: ListingId = shown.parse().unwrap();
        enishi::store::audiences::set_blocks(tx, listing, &[world.scout.organisation]).unwrap();
    });
    assert_eq!(alike(&world.liaison, &fresh), expected);
});

on_both!(comments_name_a_field_or_none_and_say_something, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let path = format!("/listings/{id}/comments");
    let refused = |body: Value| {
        let problem = world.liaison.post(&path, body).expect(422).json();
        let error = &problem["errors"][0];
        (
            error["field"].as_str().unwrap().to_owned(),
            error["code"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(refused(json!({"body": "  "})), ("body".into(), "required".into()));
    assert_eq!(
        refused(json!({"body": "あ".repeat(2_001)})),
        ("body".into(), "too_long".into())
    );
    assert_eq!(
        refused(json!({"field": "budget_band", "body": "x"})),
        ("field".into(), "unknown_field".into()),
        "a field of needs"
    );
    world.owner.post(&path, json!({"body": "あ".repeat(2_000)})).expect(201);
    let made = world
        .liaison
        .post(&path, json!({"field": "title", "body": "短く"}))
        .expect(201)
        .json();
    assert_eq!(
        (&made["version"], &made["own"], &made["resolved_at"]),
        (&json!(1), &json!(true), &Value::Null)
    );
    let items = world.liaison.get("/curation/queue").expect(200).json()["items"].clone();
    assert_eq!(items[0]["open_comments"], 2);
    let begun = world.owner.post("/seeds", json!({"content": {}})).expect(201).json();
    let draft = format!("/listings/{}/comments", begun["id"].as_str().unwrap());
    assert_eq!(
        world.owner.post(&draft, json!({"body": "x"})).expect(409).code(),
        "wrong_state"
    );
    world
        .owner
        .post(&format!("/listings/{id}/withdraw"), json!({}))
        .expect(200);
    assert_eq!(
        world.owner.post(&path, json!({"body": "x"})).expect(409).code(),
        "wrong_state"
    );
});

on_both!(
    a_need_that_would_show_its_company_differently_says_so_on_the_desk,
    |app| {
        let world = world(app);
        let id = world.submitted_need("anonymous");
        world.approve(&world.liaison, &id);
        world.publish(&world.liaison, &id);
        let path = format!("/listings/{id}");
        let members = |reply: Reply| (reply.text, reply.headers);
        let before = members(world.owner.get(&path).expect(200));
        let draft = format!("{path}/draft");
        let held = world.scout.get(&draft).expect(200).tag();
        let body = json!({"content": given::need_content(), "visibility": "blind"});
        let saved = world.scout.put(&draft, &held, body).expect(200);
        world.submit(&world.scout, &id, &saved.tag()).expect(200);
        let desk = world.desk(&world.liaison, &id).expect(200).json();
        assert_eq!(
            (&desk["visibility"], &desk["published"]["visibility"]),
            (&json!("blind"), &json!("anonymous"))
        );
        assert_eq!(desk["changes"][0]["tier_after"], "owner", "every field moves with it");
        assert_eq!(members(world.owner.get(&path).expect(200)), before);
        let waiting = world.liaison.get("/curation/queue").expect(200).json()["items"][0].clone();
        assert_eq!(waiting["visibility"], "blind");
        world.approve(&world.liaison, &id);
        let changes = world.index_changes();
        world.publish(&world.liaison, &id);
        world.owner.get(&path).expect(404);
        assert_eq!(world.index_changes(), changes + 1, "the index must forget it");
    }
);
