//! Submission, taking it back, and what a new version changes for others.

use super::{faults, has, world};
use crate::given;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::VersionId;
use enishi::domain::listing::state::ListingState;
use enishi::services::listings as service;
use enishi::store::{ledger, listings, members, organisations, versions};
use serde_json::{Value, json};

on_both!(submission_is_strict_and_makes_an_immutable_version, |app| {
    let world = world(app);
    let begun = world.owner.post("/seeds", json!({})).expect(201);
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    let half = json!({"attestations": {"inventors_agree": true}, "valid_until": "2026-01-01T00:00:00Z"});
    let refused = world.submit(&id, "\"v1\"", half).expect(422);
    let found = faults(&refused);
    for (field, code) in [
        ("content.title", "required"),
        ("content.competitors", "required"),
        ("attestations.no_patient_data", "not_confirmed"),
        ("valid_until", "past"),
    ] {
        assert!(has(&found, field, code), "{field} {code} not in {found:?}");
    }
    assert!(!has(&found, "attestations.inventors_agree", "not_confirmed"));
    let too_far = world.submit(&id, "\"v1\"", json!({"valid_until": "2028-01-01T00:00:00Z"}));
    assert!(has(&faults(&too_far), "valid_until", "too_far"));
    let path = format!("/listings/{id}/draft");
    let body = json!({"content": given::seed_content(), "tier_overrides": {"mechanism": "approved"}});
    world.owner.put(&path, "\"v1\"", body).expect(200);
    assert_eq!(world.submit(&id, "\"v1\"", json!({})).expect(412).code(), "stale");
    let taken = world
        .submit(&id, "\"v2\"", json!({"valid_until": "2027-06-01T00:00:00Z"}))
        .expect(200)
        .json();
    assert_eq!(
        (taken["number"].as_i64(), taken["state"].as_str()),
        (Some(1), Some("liaison_review"))
    );
    assert_eq!(world.submit(&id, "\"v2\"", json!({})).expect(409).code(), "wrong_state");
    assert_eq!(world.notice_kinds(&world.liaison), ["listing_submitted"]);
    let changed = json!({"content": given::over(given::seed_content(), json!({"target": "CHANGED-LATER"}))});
    world.owner.put(&path, "\"v2\"", changed).expect(200);
    let kept = world.liaison.get(&format!("/listings/{id}/versions/1")).expect(200);
    assert_eq!(kept.json()["seed"]["target"], "CANARY-target");
    let listed = world
        .liaison
        .get(&format!("/listings/{id}/versions"))
        .expect(200)
        .json();
    assert_eq!(listed["items"][0]["tier_overrides"]["mechanism"], "approved");
    assert_eq!(listed["items"][0]["current"], false);
    assert_eq!(listed["items"][0]["valid_until"], "2027-06-01T00:00:00Z");
    world.scout.get(&format!("/listings/{id}")).expect(404);
    let log = ledger::log_of(world.owner.organisation);
    let kinds = app
        .app
        .db
        .read_blocking(|rx| ledger::about(rx, &log, &format!("listing:{id}"), 10))
        .unwrap();
    let kinds: Vec<&str> = kinds.iter().map(|leaf| leaf.kind.code()).collect();
    assert_eq!(kinds, ["view", "version_submitted", "listing_created"]);
});

on_both!(without_a_liaison_in_charge_nothing_is_submitted, |app| {
    let home = app.organisation("u", OrganisationKind::University);
    let owner = app.member("owner", Role::Researcher, home);
    let begun = owner
        .post("/seeds", json!({"content": given::seed_content()}))
        .expect(201)
        .json();
    let path = format!("/listings/{}/submit", begun["id"].as_str().unwrap());
    let refused = owner.call(
        "POST",
        &path,
        &[("if-match", "\"v1\"")],
        Some(&json!({"attestations": given::attested()})),
    );
    assert_eq!(refused.expect(409).code(), "no_liaison");
});

on_both!(the_institution_reviews_first_where_it_wants_to_and_can, |app| {
    let world = world(app);
    app.arrange(|tx| {
        let mut home = organisations::find(tx, world.owner.organisation).unwrap().unwrap();
        home.institution_review = true;
        organisations::update(tx, &mut home).unwrap();
        let mut owner = members::find(tx, world.owner.member).unwrap().unwrap();
        owner.institution_reviewer = true;
        members::update(tx, &mut owner).unwrap();
    });
    let (id, tag) = world.begin();
    let alone = world.submit(&id, &tag, json!({})).expect(200).json();
    assert_eq!(alone["state"], "liaison_review", "nobody reviews their own");
    app.arrange(|tx| {
        let mut colleague = members::find(tx, world.colleague.member).unwrap().unwrap();
        colleague.institution_reviewer = true;
        members::update(tx, &mut colleague).unwrap();
    });
    let (id, tag) = world.begin();
    let first = world.submit(&id, &tag, json!({})).expect(200).json();
    assert_eq!(first["state"], "institution_review");
    assert_eq!(world.notice_kinds(&world.colleague), ["listing_submitted"]);
    assert_eq!(world.notice_kinds(&world.liaison).len(), 1, "the liaison hears later");
});

on_both!(a_submission_is_taken_back_changed_and_submitted_again, |app| {
    let world = world(app);
    let (id, tag) = world.begin();
    world.submit(&id, &tag, json!({})).expect(200);
    let back = world
        .owner
        .post(&format!("/listings/{id}/recall"), json!({}))
        .expect(200);
    assert_eq!(back.json()["state"], "draft");
    world.submit(&id, &tag, json!({})).expect(200);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, id.parse().unwrap()).unwrap().unwrap();
        listing.state = ListingState::ChangesRequested;
        listings::update(tx, &mut listing).unwrap();
    });
    let again = world.submit(&id, &tag, json!({})).expect(200).json();
    assert_eq!(
        (again["number"].as_i64(), again["state"].as_str()),
        (Some(3), Some("liaison_review"))
    );
    let late = world.liaison.post(&format!("/listings/{id}/recall"), json!({}));
    late.expect(403);
});

on_both!(editing_a_published_listing_leaves_what_others_see_untouched, |app| {
    let world = world(app);
    let id = world.published();
    let before = world.scout.get(&format!("/listings/{id}")).expect(200);
    let changes = world.index_changes();
    app.advance(TimeDelta::days(3));
    let path = format!("/listings/{id}/draft");
    let tag = world.owner.get(&path).expect(200).tag();
    let content = given::over(
        given::seed_content(),
        json!({"title": {"ja": "まったく別の表題"}, "target": "OTHER"}),
    );
    let saved = world.owner.put(&path, &tag, json!({"content": content})).expect(200);
    let tag = saved.tag();
    let taken = world
        .submit(&id, &tag, json!({"valid_until": "2027-01-01T00:00:00Z"}))
        .expect(200)
        .json();
    assert_eq!(
        (taken["state"].as_str(), taken["successor_state"].as_str()),
        (Some("published"), Some("liaison_review"))
    );
    let after = world.scout.get(&format!("/listings/{id}")).expect(200);
    assert_eq!((before.text, before.headers), (after.text, after.headers));
    assert_eq!(world.index_changes(), changes);
    let back = world
        .owner
        .post(&format!("/listings/{id}/recall"), json!({}))
        .expect(200)
        .json();
    assert_eq!(
        (back["state"].as_str(), back["successor_state"].as_str()),
        (Some("published"), None)
    );
});

on_both!(only_a_change_below_approved_counts_as_a_change_for_members, |app| {
    let world = world(app);
    let id = world.published();
    let draft = format!("/listings/{id}/draft");
    let submit = |content: Value| {
        let tag = world.owner.get(&draft).expect(200).tag();
        let saved = world
            .owner
            .put(
                &draft,
                &tag,
                json!({"content": given::over(given::seed_content(), content)}),
            )
            .expect(200);
        let tag = saved.tag();
        world.submit(&id, &tag, json!({})).expect(200);
        world
            .owner
            .post(&format!("/listings/{id}/recall"), json!({}))
            .expect(200);
        world.listing(&id).submitted.unwrap()
    };
    let first = world.listing(&id).published.unwrap();
    let hidden = submit(json!({"target": "OTHER", "data_package": null, "internal_notes": "x"}));
    let shown = submit(json!({"mechanism": {"ja": "別の説明"}}));
    let changed = |old: VersionId, new: VersionId| {
        let db = &app.app.db;
        db.read_blocking(|rx| service::members_part_changed(rx, old, new))
            .unwrap()
    };
    assert!(!changed(first, hidden));
    assert!(changed(first, shown));
    let found = app
        .app
        .db
        .read_blocking(|rx| versions::find(rx, hidden))
        .unwrap()
        .unwrap();
    let listing = world.listing(&id);
    let now = app.app.db.clock().now();
    assert_eq!(
        service::validity(&app.app, &listing, &found, now).unwrap(),
        listing.valid_until.unwrap(),
        "members see no other end"
    );
});
