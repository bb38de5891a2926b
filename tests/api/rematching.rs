//! What happens to candidates when listings change after they met: edits, hidden and seen, blocks, grants, and who comes when.

use crate::given::{need_content, published_need, published_seed, world};
use crate::helpers::{Actor, TestApp};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::ledger::EntryKind;
use enishi::domain::listing::NeedVisibility;
use enishi::search::{Change, Facets, IndexDocument, Kind, Options, Placement, SearchIndex, TextField};
use enishi::services::indexing::follow;
use enishi::store::{ledger, organisations};
use serde_json::{Value, json};
use uuid::Uuid;

fn candidates(actor: &Actor<'_>) -> Vec<Value> {
    let board = actor.get("/candidates").expect(200).json();
    board["items"].as_array().unwrap().clone()
}

fn of_listing(actor: &Actor<'_>, own: ListingId) -> Vec<Value> {
    let all = candidates(actor).into_iter();
    all.filter(|one| one["own"]["id"] == own.to_string()).collect()
}

/// Edits a listing by its owner and brings the new version to publication.
fn republish(owner: &Actor<'_>, liaison: &Actor<'_>, id: ListingId, change: impl FnOnce(&mut Value)) {
    let path = format!("/listings/{id}/draft");
    let draft = owner.get(&path).expect(200);
    let mut body = draft.json();
    let kind = if body["content"].get("modalities_wanted").is_some() {
        "need"
    } else {
        "seed"
    };
    let mut wanted = json!({
        "content": body["content"].take(),
        "tier_overrides": body["tier_overrides"].take(),
    });
    if kind == "need" {
        wanted["visibility"] = body["visibility"].take();
    }
    change(&mut wanted);
    let saved = owner.put(&path, draft.header("etag").unwrap(), wanted).expect(200);
    let attestations = json!({
        "inventors_agree": true,
        "institution_agrees": true,
        "no_third_party_secret": true,
        "no_patient_data": true,
        "linter_checked": true,
    });
    let tag = saved.header("etag").unwrap();
    let submit = format!("/listings/{id}/submit");
    owner
        .call(
            "POST",
            &submit,
            &[("if-match", tag)],
            Some(&json!({ "attestations": attestations })),
        )
        .expect(200);
    let desk = || liaison.get(&format!("/listings/{id}/review")).expect(200);
    let ticked: serde_json::Map<String, Value> = desk().json()["checklist"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["item"].as_str().unwrap().to_owned(), json!(true)))
        .collect();
    for decision in [
        json!({"decision": "approve", "checklist": ticked}),
        json!({"decision": "publish"}),
    ] {
        let seen = desk();
        let path = format!("/listings/{id}/reviews");
        liaison
            .call(
                "POST",
                &path,
                &[("if-match", seen.header("etag").unwrap())],
                Some(&decision),
            )
            .expect(200);
    }
}

/// New statistics, as if much had been published meanwhile.
fn new_statistics(app: &TestApp, id: u64) {
    let folder = tempfile::tempdir().unwrap();
    let crowd = SearchIndex::open(folder.path(), Options::default()).unwrap();
    let published = (0..60_u64).map(|number| Change::Put {
        placement: Placement::Shared,
        document: Box::new(IndexDocument {
            listing: ListingId::from_uuid(Uuid::from_u64_pair(1, number)),
            kind: Kind::Seed,
            organisation: OrganisationId::from_uuid(Uuid::from_u64_pair(2, number)),
            blocked: Vec::new(),
            texts: vec![(TextField::Title, "関節リウマチに対する新規抗体医薬".to_owned())],
            facets: Facets::new(),
            published_at: 0,
            valid_until: i64::MAX,
        }),
    });
    crowd.apply(&published.collect::<Vec<_>>(), 1).unwrap();
    follow::catch_up(&app.app).unwrap();
    let index = app.app.index().unwrap();
    index.set_statistics(&crowd.compute_statistics(id).unwrap()).unwrap();
}

on_both!(a_standing_blind_need_meets_what_is_published_later, |app| {
    let world = world(app);
    app.arrange(|tx| {
        let mut home = organisations::find(tx, world.company.organisation).unwrap().unwrap();
        home.liaison = Some(world.liaison.member);
        organisations::update(tx, &mut home).unwrap();
    });
    let draft = json!({"content": need_content(), "visibility": "blind"});
    let begun = world.company.post("/needs", draft).expect(201);
    let need: ListingId = begun.json()["id"].as_str().unwrap().parse().unwrap();
    republish(&world.company, &world.liaison, need, |_| {});
    app.work();
    assert!(candidates(&world.company).is_empty());
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    app.work();
    let found = candidates(&world.company);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["other"]["id"], seed.to_string());
    assert!(candidates(&world.researcher).is_empty());

    // As it reads now, not as it was written first.
    republish(&world.company, &world.liaison, need, |draft| {
        draft["content"]["modalities_wanted"] = json!(["small_molecule"]);
    });
    published_seed(app, &world.researcher, &world.liaison, json!({}));
    app.work();
    assert!(candidates(&world.company).is_empty());
});

on_both!(what_a_seed_hides_keeps_no_company_from_it, |app| {
    let world = world(app);
    let wants = |unfiled: bool| {
        let content = json!({ "unfiled_acceptable": unfiled });
        published_need(app, &world.company, &world.liaison, content, NeedVisibility::Open)
    };
    let (any, filed) = (wants(true), wants(false));
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    republish(&world.researcher, &world.liaison, seed, |draft| {
        draft["tier_overrides"]["ip_status"] = json!("owner");
    });
    app.work();
    let scores = [any, filed].map(|need| of_listing(&world.company, need)[0]["score"].clone());
    assert_eq!(scores[0], scores[1], "what is hidden tells nothing");
    // The owner knows that the seed is unfiled, and is not offered whom that keeps away.
    let offered = candidates(&world.researcher);
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0]["other"]["id"], any.to_string());
});

on_both!(an_excluded_modality_counts_the_same_whoever_comes_first, |app| {
    let world = world(app);
    let seed = || {
        published_seed(
            app,
            &world.researcher,
            &world.liaison,
            json!({"modalities": ["antibody", "adc"]}),
        )
    };
    let before = seed();
    app.work();
    let content = json!({"modalities_wanted": [], "modalities_excluded": ["antibody"]});
    let need = published_need(app, &world.company, &world.liaison, content, NeedVisibility::Open);
    app.work();
    let after = seed();
    app.work();
    let mut found: Vec<String> = of_listing(&world.company, need)
        .iter()
        .map(|one| one["other"]["id"].as_str().unwrap().to_owned())
        .collect();
    found.sort();
    let mut expected = vec![before.to_string(), after.to_string()];
    expected.sort();
    assert_eq!(found, expected, "an ADC is left of both");
});

on_both!(
    an_edit_that_the_other_side_cannot_see_moves_nothing_on_its_board,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
        app.work();
        let id = candidates(&world.company)[0]["id"].as_str().unwrap().to_owned();
        let read = || world.company.get(&format!("/candidates/{id}")).expect(200);
        read();
        let before = read();
        new_statistics(app, 7);
        republish(&world.researcher, &world.liaison, seed, |draft| {
            draft["content"]["internal_notes"] = json!("別のメモ");
            draft["content"]["target"] = json!("IL-6R");
        });
        app.work();
        let after = read();
        assert_eq!((after.text, after.headers), (before.text, before.headers));
    }
);

on_both!(
    a_pair_that_no_longer_passes_leaves_the_board_unless_it_was_decided_on,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let first = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
        published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
        app.work();
        assert_eq!(candidates(&world.company).len(), 2);
        let kept = of_listing(&world.company, first).remove(0);
        let path = format!("/candidates/{}", kept["id"].as_str().unwrap());
        let shown = world.company.get(&path).expect(200);
        let interested = json!({"state": "interested"});
        let tag = shown.header("etag").unwrap();
        world
            .company
            .call(
                "POST",
                &format!("{path}/decision"),
                &[("if-match", tag)],
                Some(&interested),
            )
            .expect(204);
        republish(&world.researcher, &world.liaison, seed, |draft| {
            draft["content"]["modalities"] = json!(["small_molecule"]);
        });
        app.work();
        let left = candidates(&world.company);
        assert_eq!(left.len(), 1);
        assert_eq!((&left[0]["id"], &left[0]["lapsed"]), (&kept["id"], &json!(true)));
        assert_eq!(left[0]["explanation"], json!({"facets": [], "terms": []}));
        assert!(candidates(&world.researcher).is_empty());

        republish(&world.researcher, &world.liaison, seed, |draft| {
            draft["content"]["modalities"] = json!(["antibody"]);
        });
        app.work();
        let back = candidates(&world.company);
        assert_eq!(back.len(), 2, "it passes again");
        assert!(back.iter().all(|one| one["lapsed"] == false));
    }
);

on_both!(whom_a_listing_opens_to_is_matched_then_and_nobody_else_is, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let audience = format!("/listings/{seed}/audience");
    let block = |blocked: Value| {
        let held = world.researcher.get(&audience).expect(200);
        let body = json!({"team": [], "blocked_organisations": blocked});
        world
            .researcher
            .put(&audience, held.header("etag").unwrap(), body)
            .expect(200);
    };
    block(json!([world.company.organisation]));
    published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    published_need(app, &world.rival, &world.liaison, json!({}), NeedVisibility::Open);
    app.work();
    assert!(candidates(&world.company).is_empty());
    let rivals = || world.rival.get("/candidates").expect(200);
    let before = rivals();
    assert_eq!(candidates(&world.rival).len(), 1);
    new_statistics(app, 7);
    block(json!([]));
    app.work();
    assert_eq!(candidates(&world.company).len(), 1);
    assert_eq!(rivals().text, before.text);
});

on_both!(
    a_need_finds_with_what_it_shows_to_few_whenever_it_was_published,
    |app| {
        let world = world(app);
        // Members read of something quite different; only the Approved part names what is wanted.
        let content = json!({
            "title": {"ja": "導入候補の探索", "en": "Looking for candidates"},
            "problem": {"ja": "個別に説明する。", "en": "On request."},
            "must_have": null, "nice_to_have": null, "evidence_expected": null, "offers": null,
            "target": "クローディン18.2 CLDN18.2 claudin",
        });
        let need = published_need(app, &world.company, &world.liaison, content, NeedVisibility::Open);
        app.work();
        published_seed(
            app,
            &world.researcher,
            &world.liaison,
            json!({
                "title": {"ja": "クローディン18.2に対する抗体", "en": "Antibody to CLDN18.2 (claudin 18.2)"},
                "summary": {"ja": "CLDN18.2陽性細胞に結合する。", "en": "Binds CLDN18.2 positive cells."},
            }),
        );
        app.work();
        assert_eq!(of_listing(&world.company, need).len(), 1);
    }
);

fn set_threshold(actor: &Actor<'_>, listing: ListingId, threshold: Value) -> Value {
    let path = format!("/listings/{listing}/matching");
    let held = actor.get(&path).expect(200);
    let body = json!({ "threshold": threshold });
    actor.put(&path, held.header("etag").unwrap(), body).expect(200).json()
}

on_both!(a_team_sets_from_which_score_on_it_is_shown_candidates, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let need = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    app.work();
    assert_eq!(candidates(&world.company).len(), 1);
    let score = candidates(&world.company)[0]["score"].as_f64().unwrap();
    assert!((50.0..100.0).contains(&score), "{score}");
    let set = set_threshold(&world.company, need, json!(100));
    assert_eq!(set, json!({"threshold": 100, "learned": 50, "in_use": 100}));
    app.work();
    assert!(candidates(&world.company).is_empty());
    assert_eq!(candidates(&world.researcher).len(), 1, "the other side sets its own");
    // What comes later is held against it too, whoever comes first.
    published_seed(app, &world.researcher, &world.liaison, json!({}));
    app.work();
    assert!(candidates(&world.company).is_empty());
    let back = set_threshold(&world.company, need, Value::Null);
    assert_eq!(back, json!({"learned": 50, "in_use": 50}));
    app.work();
    assert_eq!(candidates(&world.company).len(), 2);

    let path = format!("/listings/{need}/matching");
    let held = world.company.get(&path).expect(200);
    let tag = held.header("etag").unwrap();
    let bad = world
        .company
        .put(&path, tag, json!({"threshold": 101}))
        .expect(422)
        .json();
    assert_eq!(
        (&bad["errors"][0]["field"], &bad["errors"][0]["code"]),
        (&json!("threshold"), &json!("out_of_range"))
    );
    world.company.put(&path, "\"v0\"", json!({"threshold": 10})).expect(412);
    world.researcher.get(&path).expect(404);
    world.researcher.get(&format!("/listings/{seed}/matching")).expect(200);
});

on_both!(dismissals_teach_what_is_shown_to_that_side_alone, |app| {
    let world = world(app);
    let need = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    for _ in 0..4 {
        published_seed(app, &world.researcher, &world.liaison, json!({}));
    }
    app.work();
    let board = candidates(&world.company);
    assert_eq!(board.len(), 4);
    let score = board[0]["score"].as_f64().unwrap();
    let researchers = world.researcher.get("/candidates").expect(200).text;
    for one in &board[..3] {
        let path = format!("/candidates/{}", one["id"].as_str().unwrap());
        let shown = world.company.get(&path).expect(200);
        let dismissed = json!({"state": "dismissed", "reason": "too_early"});
        let tag = shown.header("etag").unwrap();
        world
            .company
            .call(
                "POST",
                &format!("{path}/decision"),
                &[("if-match", tag)],
                Some(&dismissed),
            )
            .expect(204);
    }
    app.work();
    let taught = world
        .company
        .get(&format!("/listings/{need}/matching"))
        .expect(200)
        .json();
    let expected = if score < 70.0 { score + 1.0 } else { 50.0 };
    assert_eq!(taught["in_use"].as_f64(), Some(expected), "{taught}");
    let open = candidates(&world.company)
        .into_iter()
        .filter(|one| one["state"] != "dismissed")
        .count();
    assert_eq!(open, usize::from(score >= 70.0), "the fourth is like the three");
    assert_eq!(world.researcher.get("/candidates").expect(200).text, researchers);
});

on_both!(
    what_is_withdrawn_is_gone_from_counts_before_the_index_has_followed,
    |app| {
        let world = world(app);
        let seeds = [(); 2].map(|()| published_seed(app, &world.researcher, &world.liaison, json!({})));
        follow::catch_up(&app.app).unwrap();
        let total = || {
            world
                .company
                .post("/search/seeds", json!({"text": "抗体"}))
                .expect(200)
                .json()
        };
        assert_eq!(total()["total"], 2);
        let behind = app.app.index().unwrap().turn().unwrap();
        let path = format!("/listings/{}/withdraw", seeds[0]);
        world
            .researcher
            .post(&path, json!({"reason": "patent_filed"}))
            .expect(200);
        let after = total();
        drop(behind);
        assert_eq!(after["total"], 1);
        assert_eq!(after["items"].as_array().unwrap().len(), 1);
    }
);

on_both!(whom_a_seed_is_hidden_from_shows_nobody_else, |app| {
    let world = world(app);
    let seeds = [(); 2].map(|()| published_seed(app, &world.researcher, &world.liaison, json!({})));
    follow::catch_up(&app.app).unwrap();
    let asked = |by: &Actor<'_>| by.post("/search/seeds", json!({"text": "抗体"})).expect(200);
    let similar = || {
        let path = format!("/listings/{}/similar", seeds[1]);
        world.company.get(&path).expect(200).text
    };
    let before = (asked(&world.company).text, similar());
    let behind = app.app.index().unwrap().turn().unwrap();
    let path = format!("/listings/{}/audience", seeds[0]);
    let held = world.researcher.get(&path).expect(200).tag();
    let body = json!({"team": [], "blocked_organisations": [world.rival.organisation]});
    world.researcher.put(&path, &held, body).expect(200);
    let others = (asked(&world.company).text, similar());
    let blocked = asked(&world.rival).json();
    drop(behind);
    assert_eq!(
        others, before,
        "the index has not followed yet, and those who may see it see it"
    );
    assert_eq!(blocked["total"], 1);
    follow::catch_up(&app.app).unwrap();
    assert_eq!((asked(&world.company).text, similar()), before);
    assert_eq!(asked(&world.rival).json()["total"], 1);
});

on_both!(what_only_the_liaison_may_pair_stands_in_no_owners_log, |app| {
    let world = world(app);
    published_seed(app, &world.researcher, &world.liaison, json!({}));
    published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Blind);
    app.work();
    let noted = |of: &Actor<'_>| {
        let log = ledger::log_of(of.organisation);
        let leaves = app.app.db.read_blocking(|rx| ledger::leaves(rx, &log, 0, 1_000));
        let found = leaves
            .unwrap()
            .into_iter()
            .filter(|leaf| leaf.kind == EntryKind::MatchFound);
        found.map(|leaf| leaf.facts).collect::<Vec<_>>()
    };
    let (seeds_side, needs_side, desk) = (noted(&world.researcher), noted(&world.company), noted(&world.liaison));
    assert!(seeds_side.is_empty(), "{seeds_side:?}");
    assert!(
        needs_side.len() == 1 && needs_side[0].contains("need"),
        "{needs_side:?}"
    );
    assert!(desk.len() == 1 && desk[0].contains("liaison"), "{desk:?}");
});
