//! Working copies: fields, vocabularies, who may begin what, and what to do next.

use super::{faults, has, world};
use crate::given;
use crate::helpers::Actor;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::listing::content::Content;
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::tier::Tier;
use enishi::store::versions;
use serde_json::{Value, json};

on_both!(the_given_contents_are_complete_and_valid, |app| {
    let seed: SeedContent = serde_json::from_value(given::seed_content()).unwrap();
    assert_eq!(seed.faults(&app.app.vocabularies), []);
    let need: NeedContent = serde_json::from_value(given::need_content()).unwrap();
    assert_eq!(need.faults(&app.app.vocabularies), []);
});

on_both!(
    vocabularies_are_there_for_everybody_and_fields_for_anybody_signed_in,
    |app| {
        let home = app.organisation("u", OrganisationKind::University);
        let member = app.unbound_member("new", Role::Researcher, home);
        let all = member.get("/vocabularies").expect(200);
        assert_eq!(all.json()["disease_areas"]["terms"].as_array().unwrap().len(), 7);
        assert_eq!(all.header("cache-control"), Some("private, no-cache"));
        let tag = all.tag();
        let again = member.call("GET", "/vocabularies", &[("if-none-match", &tag)], None);
        assert_eq!((again.status, again.text.as_str()), (304, ""));
        let fields = member.get("/listing-fields/seed").expect(200).json();
        let target = fields["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["name"] == "target");
        assert_eq!(target.unwrap()["floor"], "approved");
        assert_eq!(
            member.get("/listing-fields/need").expect(200).json()["fields"][0]["name"],
            "title"
        );
        member.get("/listing-fields/other").expect(404);
        app.outsider().get("/vocabularies").expect(200);
        app.outsider().get("/listing-fields/seed").expect(401);
    }
);

on_both!(a_seed_begins_with_gaps_and_is_saved_as_it_is_written, |app| {
    let world = world(app);
    let begun = world.owner.post("/seeds", json!({})).expect(201);
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(
        begun.header("location"),
        Some(format!("/api/v1/listings/{id}/draft").as_str())
    );
    assert_eq!(begun.header("etag"), Some("\"v1\""));
    assert!(begun.json()["reference"].as_str().unwrap().starts_with("S-"));
    assert!(has(&faults(&begun), "content.title", "required"));
    let path = format!("/listings/{id}/draft");
    let content = json!({
        "title": {"ja": "あ".repeat(200)},
        "modalities": ["antibody", "no_such_thing"],
        "evidence": [{"system": "cell"}],
        "mechanism": {"ja": "10 mg/kg を投与した。"},
    });
    let body = json!({"content": content, "tier_overrides": {"target_class": "approved", "target": "members", "nothing": "owner"}});
    let saved = world.owner.put(&path, "\"v1\"", body.clone()).expect(200);
    assert_eq!(saved.header("etag"), Some("\"v2\""));
    assert_eq!(saved.json()["content"]["title"]["ja"], content["title"]["ja"]);
    assert_eq!(saved.json()["content"]["evidence"][0]["system"], "cell");
    let found = faults(&saved);
    for (field, code) in [
        ("content.title.ja", "too_long"),
        ("content.modalities.1", "unknown_code"),
        ("content.evidence.0.result", "required"),
        ("content.evidence.0.replication", "required"),
        ("content.differentiation", "required"),
        ("tier_overrides.target", "loosens_tier"),
        ("tier_overrides.nothing", "unknown_field"),
    ] {
        assert!(has(&found, field, code), "{field} {code} not in {found:?}");
    }
    assert_eq!(saved.json()["findings"][0]["field"], "mechanism.ja");
    assert_eq!(saved.json()["findings"][0]["kind"], "dose");
    assert_eq!(world.owner.get(&path).expect(200).text, saved.text);
    assert_eq!(
        world.owner.put(&path, "\"v1\"", body.clone()).expect(412).code(),
        "stale"
    );
    world.owner.call("PUT", &path, &[], Some(&body)).expect(428);
    let wrong = json!({"content": {"title": {"ja": 7}}});
    let refused = world.owner.put(&path, "\"v2\"", wrong).expect(422);
    assert!(has(&faults(&refused), "content.title.ja", "malformed"));
    assert_eq!(
        world.owner.get(&path).expect(200).header("etag"),
        Some("\"v2\""),
        "nothing was written"
    );
});

on_both!(a_need_is_checked_like_a_seed_and_for_its_own_rules, |app| {
    let world = world(app);
    let content = given::over(
        given::need_content(),
        json!({"deadline": "2026-11-19", "modalities_excluded": ["antibody"], "stage_min": "phase1", "response_days": 91}),
    );
    let begun = world.scout.post("/needs", json!({"content": content})).expect(201);
    let found = faults(&begun);
    for (field, code) in [
        ("content.deadline", "past"),
        ("content.modalities_excluded", "contradiction"),
        ("content.stage_max", "stage_order"),
        ("content.response_days", "out_of_range"),
        ("visibility", "required"),
    ] {
        assert!(has(&found, field, code), "{field} {code} not in {found:?}");
    }
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/listings/{id}/draft");
    let content = given::over(given::need_content(), json!({"deadline": "2026-11-20"}));
    let body = json!({"content": content, "visibility": "blind"});
    let saved = world.scout.put(&path, "\"v1\"", body).expect(200);
    assert_eq!(faults(&saved), []);
    let submit = format!("/listings/{id}/submit");
    let body = json!({"attestations": given::attested()});
    world
        .scout
        .call("POST", &submit, &[("if-match", "\"v2\"")], Some(&body))
        .expect(200);
    let shown = world
        .liaison
        .get(&format!("/listings/{id}/versions/1"))
        .expect(200)
        .json();
    assert_eq!(
        (shown["visibility"].as_str(), shown["clearance"].as_str()),
        (Some("blind"), Some("owner"))
    );
    let version = world.listing(&id).submitted.unwrap();
    let below = app
        .app
        .db
        .read_blocking(|rx| versions::machine_read(rx, version, Tier::Cda))
        .unwrap();
    assert_eq!(
        below,
        Vec::<String>::new(),
        "all of a blind need is kept at the Owner tier"
    );
    let seed = world.owner.post("/seeds", json!({"visibility": "blind"}));
    assert!(has(&faults(&seed.expect(400)), "visibility", "unknown_field"));
});

on_both!(who_may_begin_what_follows_the_role, |app| {
    let world = world(app);
    let venture = app.organisation("v", OrganisationKind::Venture);
    let founder = app.member("founder", Role::Researcher, venture);
    assert_eq!(world.scout.post("/seeds", json!({})).expect(403).code(), "forbidden");
    world.owner.post("/needs", json!({})).expect(403);
    world.liaison.post("/seeds", json!({})).expect(403);
    founder.post("/seeds", json!({})).expect(201);
    founder.post("/needs", json!({})).expect(201);
    let need = world.scout.post("/needs", json!({"visibility": "blind"})).expect(201);
    assert!(need.json()["reference"].as_str().unwrap().starts_with("N-"));
    let refused = world.scout.post("/needs", json!({"visibility": "secret"})).expect(400);
    assert!(has(&faults(&refused), "visibility", "unknown_code"));
    let unbound = app.unbound_member("new", Role::Researcher, world.owner.organisation);
    assert_eq!(
        unbound.post("/seeds", json!({})).expect(403).code(),
        "undertaking_required"
    );
});

on_both!(ones_own_listings_say_what_to_do_next, |app| {
    let world = world(app);
    let steps = |of: &Actor<'_>| {
        let page = of.get("/listings/mine").expect(200).json();
        let steps = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["next_step"].as_str().unwrap().to_owned());
        steps.collect::<Vec<_>>()
    };
    assert_eq!(steps(&world.owner), Vec::<String>::new());
    world.owner.post("/seeds", json!({})).expect(201);
    app.advance(TimeDelta::seconds(1));
    let (id, tag) = world.begin();
    assert_eq!(steps(&world.owner), ["submit", "complete"]);
    app.advance(TimeDelta::seconds(1));
    world.submit(&id, &tag, json!({})).expect(200);
    assert_eq!(steps(&world.owner), ["await_liaison", "complete"]);
    assert_eq!(steps(&world.colleague), Vec::<String>::new());
    let first = world.owner.get("/listings/mine?limit=1").expect(200).json();
    assert_eq!(first["items"][0]["id"], id);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = world
        .owner
        .get(&format!("/listings/mine?limit=1&cursor={cursor}"))
        .expect(200)
        .json();
    assert_eq!(second["items"][0]["next_step"], "complete");
    assert_eq!(second["next_cursor"], Value::Null);
    world
        .colleague
        .get(&format!("/listings/mine?limit=1&cursor={cursor}"))
        .expect(400);
});
