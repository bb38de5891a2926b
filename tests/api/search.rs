//! Searching: the right listings, and nothing hidden in any byte.

use crate::given::{grant, published_need, published_seed, tuberculosis, world};
use crate::helpers::{Actor, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::tier::Tier;
use enishi::services::indexing::{follow, statistics};
use enishi::store::{audiences, listings};
use serde_json::{Value, json};

fn ids(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

fn search(actor: &Actor<'_>, body: Value) -> Value {
    actor.post("/search/seeds", body).expect(200).json()
}

fn block(app: &TestApp, listing: ListingId, organisation: OrganisationId) {
    app.arrange(|tx| {
        audiences::set_blocks(tx, listing, &[organisation]).unwrap();
        tx.reindex(listing);
    });
    follow::catch_up(&app.app).unwrap();
}

on_both!(
    words_in_either_language_find_the_seed_with_a_passage_and_counts,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let other = published_seed(app, &world.researcher, &world.liaison, tuberculosis());
        follow::catch_up(&app.app).unwrap();

        for text in ["関節リウマチ", "rheumatoid arthritis", "抗体"] {
            let page = search(&world.company, json!({"text": text}));
            assert_eq!(ids(&page), [seed.to_string()], "{text}");
            assert_eq!(page["total"], 1);
        }
        let page = search(&world.company, json!({"text": "結核"}));
        assert_eq!(ids(&page), [other.to_string()]);
        let snippet = &page["items"][0]["snippet"]["parts"];
        assert!(
            snippet
                .as_array()
                .unwrap()
                .iter()
                .any(|part| part["hit"] == true && part["text"].as_str().unwrap().contains("結核")),
            "{snippet}"
        );
        let areas = page["facets"]["disease_areas"].as_array().unwrap();
        assert_eq!(
            areas.len(),
            7,
            "every code of the vocabulary is there, with or without hits"
        );
        assert!(areas.iter().any(|one| one["code"] == "infection" && one["count"] == 1));

        let everything = search(&world.company, json!({}));
        assert_eq!(everything["total"], 2);
        let filtered = search(&world.company, json!({"filters": {"modalities": ["small_molecule"]}}));
        assert_eq!(ids(&filtered), [other.to_string()]);
        let late = search(&world.company, json!({"stage_min": "phase1"}));
        assert_eq!(late["total"], 0);
    }
);

on_both!(
    hidden_words_find_nothing_until_the_tier_is_granted_and_then_for_that_company_alone,
    |app| {
        let world = world(app);
        let seed = published_seed(
            app,
            &world.researcher,
            &world.liaison,
            json!({"target": "ZQXR7 kinase"}),
        );
        follow::catch_up(&app.app).unwrap();
        for actor in [&world.company, &world.rival] {
            assert_eq!(search(actor, json!({"text": "ZQXR7"}))["total"], 0);
        }
        grant(app, seed, world.company.organisation, Tier::Approved);
        let page = search(&world.company, json!({"text": "ZQXR7"}));
        assert_eq!(ids(&page), [seed.to_string()]);
        assert_eq!(page["items"][0]["organisation"]["en"], "uni");
        assert_eq!(search(&world.rival, json!({"text": "ZQXR7"}))["total"], 0);
        let rival = search(&world.rival, json!({"text": "抗体"}));
        assert!(rival["items"][0].get("organisation").is_none());
    }
);

on_both!(
    blocked_organisations_blind_needs_and_withdrawn_seeds_are_not_found,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let blind = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Blind);
        let anonymous = published_need(
            app,
            &world.company,
            &world.liaison,
            json!({}),
            NeedVisibility::Anonymous,
        );
        block(app, seed, world.rival.organisation);
        assert_eq!(search(&world.rival, json!({}))["total"], 0);
        assert_eq!(ids(&search(&world.company, json!({}))), [seed.to_string()]);
        let needs = world.researcher.post("/search/needs", json!({})).expect(200).json();
        assert_eq!(ids(&needs), [anonymous.to_string()]);
        assert!(needs["items"][0].get("organisation").is_none(), "the company is hidden");
        assert_ne!(needs["items"][0]["id"], blind.to_string());
        app.arrange(|tx| {
            let mut listing = listings::find(tx, seed).unwrap().unwrap();
            listing.state = enishi::domain::listing::state::ListingState::Withdrawn;
            listings::update(tx, &mut listing).unwrap();
            tx.reindex(seed);
        });
        // Even before the index has followed, the answer no longer shows it.
        assert!(ids(&search(&world.company, json!({}))).is_empty());
        follow::catch_up(&app.app).unwrap();
        assert_eq!(search(&world.company, json!({}))["total"], 0);
    }
);

on_both!(
    pages_walk_the_whole_list_once_and_cursors_are_bound_to_member_and_question,
    |app| {
        let world = world(app);
        for number in 0..7 {
            let title =
                json!({"title": {"ja": format!("抗体シーズ{number}"), "en": format!("Antibody seed {number}")}});
            published_seed(app, &world.researcher, &world.liaison, title);
        }
        follow::catch_up(&app.app).unwrap();
        statistics::refresh(&app.app).unwrap();
        let mut seen = Vec::new();
        let mut body = json!({"text": "抗体", "limit": 3});
        let mut first_cursor = None;
        loop {
            let page = search(&world.company, body.clone());
            assert_eq!(page["total"], 7);
            seen.extend(ids(&page));
            let Some(cursor) = page["next_cursor"].as_str() else {
                break;
            };
            first_cursor.get_or_insert_with(|| cursor.to_owned());
            body["cursor"] = json!(cursor);
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (7, 7));
        let cursor = first_cursor.unwrap();
        let mine = json!({"text": "抗体", "limit": 3, "cursor": cursor});
        assert_eq!(world.rival.post("/search/seeds", mine).expect(400).code(), "bad_cursor");
        let other_question = json!({"text": "シーズ", "limit": 3, "cursor": cursor});
        assert_eq!(
            world.company.post("/search/seeds", other_question).expect(400).code(),
            "bad_cursor"
        );
    }
);

on_both!(a_search_is_recorded_before_it_is_answered, |app| {
    let world = world(app);
    published_seed(app, &world.researcher, &world.liaison, json!({}));
    follow::catch_up(&app.app).unwrap();
    let log = enishi::store::ledger::log_of(world.researcher.organisation);
    let views = || {
        let leaves = app
            .app
            .db
            .read_blocking(|rx| enishi::store::ledger::leaves(rx, &log, 0, 1_000))
            .unwrap();
        leaves.into_iter().filter(|leaf| leaf.kind.code() == "view").count()
    };
    assert_eq!(views(), 0);
    search(&world.company, json!({"text": "抗体"}));
    assert_eq!(views(), 1);
    search(&world.researcher, json!({"text": "抗体"}));
    assert_eq!(views(), 1, "the owner's own reading is no disclosure");
});

on_both!(any_input_is_safe_and_unknown_codes_are_named, |app| {
    let world = world(app);
    published_seed(app, &world.researcher, &world.liaison, json!({}));
    follow::catch_up(&app.app).unwrap();
    for text in [
        "\"",
        "((",
        "a AND OR NOT",
        "-",
        "*",
        "IL-6:α\"",
        "[11C]PiB",
        "の",
        "\"抗体",
        "field:x",
        "~^2",
    ] {
        world.company.post("/search/seeds", json!({"text": text})).expect(200);
    }
    let reply = world.company.post(
        "/search/seeds",
        json!({"filters": {"modalities": ["nonsense"], "colour": ["x"]}}),
    );
    let problem = reply.expect(422).json();
    let fields: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].clone())
        .collect();
    assert_eq!(fields, ["filters.colour", "filters.modalities.0"]);
    let long = world.company.post("/search/seeds", json!({"text": "あ".repeat(1_001)}));
    assert_eq!(long.expect(422).json()["errors"][0]["field"], "text");
});

on_both!(operators_and_fields_are_understood_by_code_and_by_name, |app| {
    let world = world(app);
    let seed = published_seed(
        app,
        &world.researcher,
        &world.liaison,
        json!({"target": "ZQXR7 kinase"}),
    );
    let other = published_seed(app, &world.researcher, &world.liaison, tuberculosis());
    follow::catch_up(&app.app).unwrap();
    let mut both = vec![seed.to_string(), other.to_string()];
    both.sort();
    let found = |text: &str| {
        let mut found = ids(&search(&world.company, json!({"text": text})));
        found.sort();
        found
    };
    for text in [
        "関節リウマチ OR 結核",
        "結核 || リウマチ",
        "(modality:抗体 OR modality:低分子)",
        "modality:(antibody OR small_molecule)",
    ] {
        assert_eq!(found(text), both, "{text}");
    }
    for text in [
        "modality:抗体",
        "モダリティ：Antibody",
        "area:難病",
        "-area:感染症",
        "title:リウマチ",
        "indication:rheumatoid -modality:低分子",
        "NOT 結核",
        "cytok*",
    ] {
        assert_eq!(found(text), [seed.to_string()], "{text}");
    }
    for text in [
        "area:infection",
        "領域:\"感染症（薬剤耐性を含む）\"",
        "適応:結核",
        "target:metabolism",
    ] {
        assert_eq!(found(text), [other.to_string()], "{text}");
    }
    assert!(found("target:ZQXR7").is_empty(), "the exact target is not for members");
    grant(app, seed, world.company.organisation, Tier::Approved);
    assert_eq!(found("target:ZQXR7"), [seed.to_string()]);
    assert!(found("title:ZQXR7").is_empty());
});

on_both!(without_words_to_score_the_newest_come_first, |app| {
    let world = world(app);
    let mut expected: Vec<String> = (0..4)
        .map(|_| {
            app.advance(chrono::TimeDelta::hours(1));
            published_seed(app, &world.researcher, &world.liaison, json!({})).to_string()
        })
        .collect();
    expected.reverse();
    follow::catch_up(&app.app).unwrap();
    for text in ["", "modality:抗体", "-zzqx"] {
        assert_eq!(
            ids(&search(&world.company, json!({ "text": text }))),
            expected,
            "{text}"
        );
    }
});

on_both!(an_organisation_is_found_by_name_only_where_its_name_is_shown, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let open = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
    let hidden = [NeedVisibility::Anonymous, NeedVisibility::Blind];
    let hidden = hidden.map(|how| published_need(app, &world.company, &world.liaison, json!({}), how));
    follow::catch_up(&app.app).unwrap();
    let needs = |by: &Actor<'_>, text: &str| {
        let mut found = ids(&by.post("/search/needs", json!({"text": text})).expect(200).json());
        found.sort();
        found
    };
    for text in ["org:pharma", "機関：Pharma", "org:(pharma OR nobody)"] {
        assert_eq!(needs(&world.rival, text), [open.to_string()], "{text}");
    }
    assert_eq!(needs(&world.rival, "-org:pharma"), [hidden[0].to_string()]);
    assert!(needs(&world.rival, "org:nobody").is_empty());
    let mut own = [open.to_string(), hidden[0].to_string()];
    own.sort();
    assert_eq!(needs(&world.company, "org:pharma"), own, "the team sees whose it is");
    for (by, count) in [
        (&world.company, 0),
        (&world.rival, 0),
        (&world.researcher, 1),
        (&world.liaison, 1),
    ] {
        assert_eq!(search(by, json!({"text": "org:uni"}))["total"], count);
    }
    grant(app, seed, world.company.organisation, Tier::Approved);
    assert_eq!(search(&world.company, json!({"text": "org:uni"}))["total"], 1);
    assert_eq!(search(&world.rival, json!({"text": "org:uni"}))["total"], 0);
});

fn count(page: &Value, facet: &str, code: &str) -> u64 {
    let counts = page["facets"][facet].as_array().unwrap();
    let one = counts.iter().find(|one| one["code"] == code).unwrap();
    one["count"].as_u64().unwrap()
}

on_both!(
    facets_count_stages_and_age_and_go_on_counting_what_is_not_chosen,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        app.clock.advance(chrono::TimeDelta::days(20));
        let later = json!({"modalities": ["peptide"], "stage_min": "preclinical", "stage_max": "phase1"});
        let later = published_seed(app, &world.researcher, &world.liaison, later);
        follow::catch_up(&app.app).unwrap();

        let page = search(&world.company, json!({}));
        assert_eq!(
            (
                count(&page, "stage", "target_validation"),
                count(&page, "stage", "phase1")
            ),
            (1, 1)
        );
        assert_eq!(
            (
                count(&page, "stage", "screening"),
                count(&page, "stage", "target_identification")
            ),
            (1, 0)
        );
        assert_eq!(
            (count(&page, "freshness", "7"), count(&page, "freshness", "30")),
            (1, 2)
        );

        let peptides = search(&world.company, json!({"filters": {"modalities": ["peptide"]}}));
        assert_eq!(ids(&peptides), [later.to_string()]);
        assert_eq!(
            (
                count(&peptides, "modalities", "antibody"),
                count(&peptides, "stage", "screening")
            ),
            (1, 0)
        );
        let fresh = search(&world.company, json!({"filters": {"freshness": ["7"]}}));
        assert_eq!(ids(&fresh), [later.to_string()]);
        assert_eq!(
            (fresh["total"].clone(), count(&fresh, "freshness", "90")),
            (json!(1), 2)
        );
        let either = search(
            &world.company,
            json!({"filters": {"freshness": ["7", "30"], "stage": ["screening", "phase1"]}}),
        );
        assert_eq!(either["total"], 2);
        let early = search(&world.company, json!({"filters": {"stage": ["screening"]}}));
        assert_eq!(
            (ids(&early), count(&early, "stage", "phase1")),
            (vec![seed.to_string()], 1)
        );
        let typed = search(&world.company, json!({"text": "modality:ペプチド"}));
        assert_eq!(
            (ids(&typed), count(&typed, "modalities", "antibody")),
            (vec![later.to_string()], 0)
        );
        let wrong = json!({"filters": {"freshness": ["8"], "stage": ["nonsense"]}});
        let problem = world.company.post("/search/seeds", wrong).expect(422).json();
        assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    }
);

on_both!(similar_listings_come_from_what_the_reader_may_see_on_both_ends, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let twin = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let blocked = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let other = json!({
        "title": {"ja": "量子計算", "en": "Quantum computing"}, "summary": {"ja": "計算機", "en": "Computers"},
        "indication": {"ja": "なし", "en": "None"}, "mechanism": {"ja": "重ね合わせ", "en": "Superposition"},
        "differentiation": {"ja": "速い", "en": "Fast"}, "unmet_need": {"ja": "遅い", "en": "Slow"},
        "problem": {"ja": "遅さ", "en": "Slowness"}, "missing_data": {"ja": "誤り率", "en": "Error rates"},
        "next_experiment": {"ja": "冷却", "en": "Cooling"}, "further_indications": {"ja": "暗号", "en": "Ciphers"},
        "competitors": ["abacus"],
    });
    let other = published_seed(app, &world.researcher, &world.liaison, other);
    block(app, blocked, world.company.organisation);
    follow::catch_up(&app.app).unwrap();
    let similar = |by: &Actor<'_>, id: ListingId| by.get(&format!("/listings/{id}/similar")).expect(200).json();
    let page = similar(&world.company, seed);
    assert_eq!(ids(&page), [twin.to_string()]);
    assert!(!page["items"][0]["shared"].as_array().unwrap().is_empty() && page["items"][0]["snippet"].is_object());
    assert!(
        !page.to_string().contains("CANARY"),
        "what the reader may not see is no part of the question"
    );
    assert!(ids(&similar(&world.company, other)).is_empty());
    assert_eq!(ids(&similar(&world.rival, seed)).len(), 2);
    // The same with a text of the reader's own.
    let about = |by: &Actor<'_>, asked: serde_json::Value| by.post("/search/about", asked);
    let text = "炎症性サイトカインの受容体に働く抗体を探している。関節リウマチの患者に、皮下注射で。";
    let near = |by: &Actor<'_>, filters: serde_json::Value| {
        let asked = json!({"text": text, "kind": "seed", "filters": filters});
        ids(&about(by, asked).expect(200).json())
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
    };
    let visible = |all: &[ListingId]| {
        all.iter()
            .map(ToString::to_string)
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(near(&world.company, json!({})), visible(&[seed, twin]));
    assert_eq!(near(&world.rival, json!({})), visible(&[seed, twin, blocked]));
    assert!(near(&world.company, json!({"stage": ["phase2_3"]})).is_empty());
    let wrong = json!({"text": " ", "kind": "seed", "filters": {"colour": ["red"]}});
    let problem = about(&world.company, wrong).expect(422).json();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    let long = json!({"text": "長".repeat(20_001), "kind": "need"});
    about(&world.company, long).expect(422);
    let hidden = world.company.get(&format!("/listings/{blocked}/similar"));
    let absent = world
        .company
        .get("/listings/00000000-0000-4000-8000-000000000000/similar");
    assert_eq!(hidden.expect(404).text, absent.expect(404).text);
});

on_both!(
    suggestions_and_corrections_come_from_the_readers_own_visible_set,
    |app| {
        let world = world(app);
        let title = |word: &str| json!({"title": {"ja": format!("{word}による治療"), "en": format!("{word} against a disease")}});
        let seed = published_seed(app, &world.researcher, &world.liaison, title("Zqbrinib"));
        let hidden = published_seed(app, &world.researcher, &world.liaison, title("Zqbrocil"));
        block(app, hidden, world.company.organisation);
        let elsewhere = app.organisation("elsewhere", OrganisationKind::University);
        let elsewhere = app.member("sato", Role::Researcher, elsewhere);
        let both = published_seed(app, &elsewhere, &world.liaison, title("Zqbrinib Zqbrocil"));
        let withdraw = |id: ListingId| {
            app.arrange(|tx| {
                let mut listing = listings::find(tx, id).unwrap().unwrap();
                listing.state = enishi::domain::listing::state::ListingState::Withdrawn;
                listings::update(tx, &mut listing).unwrap();
                tx.reindex(id);
            });
        };
        follow::catch_up(&app.app).unwrap();
        let suggest = |by: &Actor<'_>, text: &str| {
            let reply = by
                .post("/search/suggest", json!({"text": text, "kind": "seed"}))
                .expect(200)
                .json();
            let items = reply["items"].as_array().unwrap().iter();
            items.map(|item| item.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(suggest(&world.company, "zqbr"), ["Zqbrinib"]);
        assert_eq!(suggest(&world.rival, "zqbr").len(), 2);
        withdraw(both);
        for reader in [&world.company, &world.rival, &world.researcher] {
            assert!(
                suggest(reader, "zqbr").is_empty(),
                "what one title alone says is read in a search, which is recorded"
            );
        }
        follow::catch_up(&app.app).unwrap();
        assert!(suggest(&world.company, "関節リ").contains(&"関節リウマチ".to_owned()));
        assert!(suggest(&world.company, "disease zqbro").is_empty() && suggest(&world.company, "\"(*:").is_empty());
        let needs = world
            .company
            .post("/search/suggest", json!({"text": "zqbr", "kind": "need"}));
        assert_eq!(needs.expect(200).json()["items"], json!([]));
        let long = json!({"text": "あ".repeat(1_001), "kind": "seed"});
        world.company.post("/search/suggest", long).expect(422);

        assert_eq!(
            search(&world.company, json!({"text": "zqbrnib"}))["did_you_mean"],
            "zqbrinib"
        );
        assert_eq!(
            search(&world.company, json!({"text": "関節リュウマチ"}))["did_you_mean"],
            "関節リウマチ"
        );
        assert!(
            search(&world.company, json!({"text": "zqbrocli"}))
                .get("did_you_mean")
                .is_none()
        );
        assert_eq!(
            search(&world.rival, json!({"text": "zqbrocli"}))["did_you_mean"],
            "zqbrocil"
        );
        assert!(
            search(&world.company, json!({"text": "Zqbrinib"}))
                .get("did_you_mean")
                .is_none()
        );
        withdraw(seed);
        follow::catch_up(&app.app).unwrap();
        assert!(suggest(&world.company, "zqbr").is_empty());
    }
);

on_both!(repeated_and_endless_filters_are_refused_or_read_once, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    follow::catch_up(&app.app).unwrap();
    let twice = json!({"filters": {"modalities": ["antibody", "antibody", "antibody"]}});
    assert_eq!(ids(&search(&world.company, twice.clone())), [seed.to_string()]);
    let kept = json!({"name": "twice", "question": {"kind": "seed", "filters": twice["filters"]}});
    let kept = world.company.post("/saved-searches", kept).expect(201).json();
    assert_eq!(kept["question"]["filters"], json!({"modalities": ["antibody"]}));

    let endless = json!({"filters": {"modalities": vec!["antibody"; 201]}});
    let refused = world.company.post("/search/seeds", endless).expect(422).json();
    assert_eq!(refused["errors"][0]["field"], "filters.modalities");
    assert_eq!(refused["errors"][0]["code"], "too_long");
    assert_eq!(refused["errors"][0]["limit"], 200);
    let unknown: serde_json::Map<String, Value> = (0..2_000).map(|name| (name.to_string(), json!([]))).collect();
    let refused = world.company.post("/search/seeds", json!({"filters": unknown}));
    let refused = refused.expect(422).json();
    assert_eq!(refused["errors"].as_array().unwrap().len(), 50);
});
