//! Matching: each side finds with its own text in full and the other's as that side may know it.

use crate::given::{published_need, published_seed, world};
use crate::helpers::{Actor, TestApp};
use enishi::domain::listing::NeedVisibility;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::store::listings;
use serde_json::{Value, json};

fn candidates(actor: &Actor<'_>) -> Vec<Value> {
    actor.get("/candidates").expect(200).json()["items"]
        .as_array()
        .unwrap()
        .clone()
}

fn settle(app: &TestApp) {
    follow::catch_up(&app.app).unwrap();
}

on_both!(a_seed_and_an_open_need_become_a_candidate_for_each_side_once, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let need = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    settle(app);
    for listing in [seed, need, seed, need] {
        match_listing(&app.app, listing).unwrap();
    }
    let mine = candidates(&world.researcher);
    assert_eq!(mine.len(), 1, "{mine:?}");
    assert_eq!(mine[0]["other"]["id"], need.to_string());
    assert_eq!(mine[0]["other"]["organisation"]["en"], "pharma");
    let theirs = candidates(&world.company);
    assert_eq!(theirs.len(), 1);
    assert_eq!(theirs[0]["other"]["id"], seed.to_string());
    assert!(
        theirs[0]["other"].get("organisation").is_none(),
        "the institution is Approved"
    );
    assert!(
        !theirs[0]["other"].to_string().contains("CANARY"),
        "{}",
        theirs[0]["other"]
    );
    assert!(
        theirs[0]["explanation"]["facets"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["code"] == "antibody")
    );
    assert_eq!(candidates(&world.liaison).len(), 1, "the liaison of both may broker");
    let mails = |actor: &Actor<'_>| {
        let sent = app
            .app
            .db
            .read_blocking(|rx| enishi::store::mails::in_state(rx, enishi::store::mails::MailState::Queued, 100));
        sent.unwrap()
            .into_iter()
            .filter(|mail| mail.member == Some(actor.member) && mail.kind == "candidate_new")
            .count()
    };
    assert_eq!((mails(&world.researcher), mails(&world.company)), (1, 1));
});

on_both!(
    a_blind_need_is_matched_for_its_owner_and_nobody_else_learns_of_it,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let need = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Blind);
        settle(app);
        for listing in [seed, need] {
            match_listing(&app.app, listing).unwrap();
        }
        assert!(candidates(&world.researcher).is_empty());
        let theirs = candidates(&world.company);
        assert_eq!(theirs.len(), 1);
        let id = theirs[0]["id"].as_str().unwrap();
        let hidden = world.researcher.get(&format!("/candidates/{id}"));
        let absent = world.researcher.get("/candidates/00000000-0000-4000-8000-000000000000");
        assert_eq!(
            (hidden.status, hidden.headers, hidden.text),
            (absent.status, absent.headers, absent.text)
        );
    }
);

on_both!(hard_constraints_and_own_organisation_keep_listings_apart, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let apart = [
        json!({"modalities_wanted": ["small_molecule"]}),
        json!({"disease_areas": ["cancer"]}),
        json!({"stage_min": "phase1", "stage_max": "phase2_3"}),
        json!({"unfiled_acceptable": false}),
    ];
    for content in apart {
        published_need(app, &world.company, &world.liaison, content, NeedVisibility::Open);
    }
    settle(app);
    match_listing(&app.app, seed).unwrap();
    assert!(candidates(&world.researcher).is_empty());
    assert!(candidates(&world.company).is_empty());
});

on_both!(decisions_and_marks_are_kept_and_a_suppressed_pair_is_gone, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    settle(app);
    match_listing(&app.app, seed).unwrap();
    let id = candidates(&world.company)[0]["id"].as_str().unwrap().to_owned();
    let shown = world.company.get(&format!("/candidates/{id}")).expect(200);
    assert_eq!(shown.json()["state"], "seen");
    let tag = shown.tag();
    let path = format!("/candidates/{id}/decision");
    let missing = world.company.call(
        "POST",
        &path,
        &[("if-match", &tag)],
        Some(&json!({"state": "dismissed"})),
    );
    assert_eq!(missing.expect(422).json()["errors"][0]["field"], "reason");
    let dismissed = json!({"state": "dismissed", "reason": "too_early"});
    let after = world
        .company
        .call("POST", &path, &[("if-match", &tag)], Some(&dismissed))
        .expect(204);
    assert_ne!(after.header("etag"), Some(tag.as_str()));
    world
        .company
        .call("POST", &path, &[("if-match", &tag)], Some(&dismissed))
        .expect(412);
    assert_eq!(candidates(&world.company)[0]["reason"], "too_early");

    let brokered = candidates(&world.liaison)[0]["id"].as_str().unwrap().to_owned();
    world
        .liaison
        .post(&format!("/candidates/{brokered}/mark"), json!({"mark": "suppressed"}))
        .expect(204);
    assert!(candidates(&world.company).is_empty());
    assert!(candidates(&world.researcher).is_empty());
    world
        .liaison
        .post(&format!("/candidates/{brokered}/mark"), json!({"mark": null}))
        .expect(204);
    assert_eq!(candidates(&world.company).len(), 1);
    world
        .researcher
        .post(&format!("/candidates/{brokered}/mark"), json!({"mark": null}))
        .expect(403);
});

on_both!(a_match_goes_with_the_listing_that_is_no_longer_shown, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    settle(app);
    match_listing(&app.app, seed).unwrap();
    assert_eq!(candidates(&world.company).len(), 1);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, seed).unwrap().unwrap();
        listing.state = enishi::domain::listing::state::ListingState::Withdrawn;
        listings::update(tx, &mut listing).unwrap();
        tx.reindex(seed);
    });
    assert!(candidates(&world.company).is_empty());
    assert!(candidates(&world.researcher).is_empty());
});
