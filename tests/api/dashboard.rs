//! The secretariat's counts, and the map of areas and stages that everybody who searches gets of what they find.

use crate::given::{self, published_need, published_seed, tightened_seed, tuberculosis};
use crate::helpers::{Actor, TestApp};
use chrono::{Datelike, TimeDelta, TimeZone, Utc};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::clock::Clock;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::tier::Tier;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::store::audiences;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn clerk(app: &TestApp) -> Actor<'_> {
    let office = app.organisation("secretariat", OrganisationKind::Secretariat);
    app.member("clerk", Role::Secretariat, office)
}

/// Of a map, what is not zero, by area and stage.
fn cells(map: &Value) -> BTreeMap<String, u64> {
    let cells = map["cells"].as_array().unwrap().iter();
    let named = cells.map(|cell| {
        let name = format!("{} {}", cell["disease_area"], cell["stage"]).replace('"', "");
        (name, cell["count"].as_u64().unwrap())
    });
    named.filter(|(_, count)| *count > 0).collect()
}

/// The total of the search that a number of the map leads to.
fn total(actor: &Actor<'_>, kind: &str, filters: &Value) -> u64 {
    let found = actor.post(&format!("/search/{kind}s"), json!({ "filters": filters, "limit": 1 }));
    found.expect(200).json()["total"].as_u64().unwrap()
}

/// Every number of a member's map is what the search finds that it leads to.
fn assert_leads_to_searches(actor: &Actor<'_>, kind: &str) -> Value {
    let map = actor.get(&format!("/overview?kind={kind}")).expect(200).json();
    assert_eq!(map["total"], total(actor, kind, &json!({})));
    for (axis, filter) in [("disease_areas", "disease_areas"), ("stages", "stage")] {
        for counted in map[axis].as_array().unwrap() {
            let filters = json!({ filter: [counted["code"]] });
            assert_eq!(counted["count"], total(actor, kind, &filters), "{counted}");
        }
    }
    for cell in map["cells"].as_array().unwrap() {
        let filters = json!({"disease_areas": [cell["disease_area"]], "stage": [cell["stage"]]});
        assert_eq!(cell["count"], total(actor, kind, &filters), "{cell}");
    }
    map
}

on_both!(
    a_map_counts_what_its_reader_finds_and_leads_to_the_search_that_finds_it,
    |app| {
        let given::World {
            researcher,
            company,
            rival,
            liaison,
        } = given::world(app);
        let clerk = clerk(app);
        let seed = |content: Value| published_seed(app, &researcher, &liaison, content);
        seed(
            json!({"disease_areas": ["cancer", "infection"], "stage_min": "screening", "stage_max": "lead_optimisation"}),
        );
        seed(tuberculosis());
        let blocked =
            seed(json!({"disease_areas": ["cancer"], "stage_min": "preclinical", "stage_max": "preclinical"}));
        app.arrange(|tx| {
            audiences::set_blocks(tx, blocked, &[company.organisation]).unwrap();
            tx.reindex(blocked);
        });
        let closed = BTreeMap::from([
            ("stage_min".to_owned(), Tier::Approved),
            ("stage_max".to_owned(), Tier::Approved),
        ]);
        tightened_seed(
            app,
            &researcher,
            &liaison,
            json!({"disease_areas": ["lifestyle"]}),
            &closed,
        );
        published_need(
            app,
            &rival,
            &liaison,
            json!({"disease_areas": ["cancer"]}),
            NeedVisibility::Open,
        );
        published_need(
            app,
            &rival,
            &liaison,
            json!({"disease_areas": ["cancer"]}),
            NeedVisibility::Blind,
        );
        follow::catch_up(&app.app).unwrap();

        let for_company = assert_leads_to_searches(&company, "seed");
        let for_rival = assert_leads_to_searches(&rival, "seed");
        let needs = assert_leads_to_searches(&company, "need");
        assert_leads_to_searches(&researcher, "seed");
        assert_eq!((&for_company["total"], &for_rival["total"]), (&json!(3), &json!(4)));
        let seen = cells(&for_company);
        assert_eq!(seen["cancer screening"], 1, "a seed in two areas counts in each");
        assert_eq!(seen["infection screening"], 2);
        assert_eq!(
            seen["infection lead_optimisation"], 2,
            "a seed counts in each stage of its range"
        );
        assert!(
            !seen.contains_key("cancer preclinical"),
            "what is blocked is not counted"
        );
        assert_eq!(cells(&for_rival)["cancer preclinical"], 1);
        assert_eq!(needs["total"], 1, "a blind need is nobody's");

        let dashboard = clerk.get("/dashboard").expect(200).json();
        assert_eq!(dashboard["map"], assert_leads_to_searches(&clerk, "seed"));
        researcher.get("/overview?kind=nothing").expect(400);
    }
);

on_both!(the_secretariat_counts_what_there_is_and_reads_none_of_it, |app| {
    let given::World {
        researcher,
        company,
        rival,
        liaison,
    } = given::world(app);
    let clerk = clerk(app);
    app.unbound_member("new", Role::Researcher, researcher.organisation);
    let (seed, need) = (
        published_seed(app, &researcher, &liaison, json!({})),
        published_need(app, &company, &liaison, json!({}), NeedVisibility::Open),
    );
    researcher.post("/seeds", json!({})).expect(201);
    follow::catch_up(&app.app).unwrap();
    match_listing(&app.app, seed).unwrap();
    match_listing(&app.app, need).unwrap();
    let mine = company.get("/candidates").expect(200).json();
    let candidate = mine["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/candidates/{candidate}");
    let held = company.get(&path).expect(200).tag();
    let decision = json!({"state": "interested"});
    company
        .call(
            "POST",
            &format!("{path}/decision"),
            &[("if-match", &held)],
            Some(&decision),
        )
        .expect(204);
    let ask = |by: &Actor<'_>, body: Value| {
        let mut all = json!({"listing": seed, "message": "A word.", "confirmed_non_confidential": true});
        all.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let asked = by.post("/introductions", all).expect(201).json();
        asked["id"].as_str().unwrap().to_owned()
    };
    let accepted = ask(&company, json!({ "own_listing": need }));
    ask(&rival, json!({}));
    let path = format!("/introductions/{accepted}");
    let held = researcher.get(&path).expect(200).tag();
    researcher
        .call("POST", &format!("{path}/accept"), &[("if-match", &held)], None)
        .expect(200);

    let shown = clerk.get("/dashboard").expect(200);
    assert!(
        !shown.text.contains("CANARY") && !shown.text.contains("関節リウマチ"),
        "{}",
        shown.text
    );
    let shown = shown.json();
    let count = |kind: &str, state: &str| {
        let all = shown["listings"].as_array().unwrap().iter();
        let found = all.filter(|row| row["kind"] == kind && row["state"] == state);
        found.map(|row| row["count"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(count("seed", "published"), [1]);
    assert_eq!(count("seed", "draft"), [1]);
    assert_eq!(count("need", "published"), [1]);
    assert_eq!(count("need", "withdrawn"), [0]);
    let steps = shown["funnel"]["steps"].as_array().unwrap().iter();
    let steps: Vec<_> = steps
        .map(|step| format!("{} {} {}", step["step"].as_str().unwrap(), step["pairs"], step["count"]))
        .collect();
    let expected = [
        "candidates 1 2",
        "seen 1 1",
        "interested 1 1",
        "introductions_asked 1 2",
        "introductions_accepted 1 1",
    ];
    assert_eq!(steps, expected);
    let of = |rows: &str, kind: (&str, &str), state: &str| {
        let all = shown[rows].as_array().unwrap().iter();
        let found = all.filter(|row| row[kind.0] == kind.1 && row["state"] == state);
        found.map(|row| row["count"].as_i64().unwrap()).sum::<i64>()
    };
    assert_eq!(of("members", ("role", "researcher"), "active"), 2);
    assert_eq!(of("organisations", ("kind", "pharma"), "active"), 2);
    assert_eq!(shown["undertaking"], json!({"bound": 5, "not_bound": 1, "expiring": 0}));
    app.advance(TimeDelta::days(3_630));
    let later = clerk.get("/dashboard").expect(200).json();
    assert_eq!(later["undertaking"]["expiring"], 5);
});

on_both!(the_dashboard_tells_how_long_reviews_took_and_what_is_overdue, |app| {
    let university = app.organisation("uni", OrganisationKind::University);
    let office = app.organisation("office", OrganisationKind::LiaisonOffice);
    let owner = app.member("owner", Role::Researcher, university);
    let liaison = app.member("liaison", Role::Liaison, office);
    let clerk = clerk(app);
    app.arrange(|tx| {
        use enishi::store::organisations;
        let mut home = organisations::find(tx, university).unwrap().unwrap();
        home.liaison = Some(liaison.member);
        organisations::update(tx, &mut home).unwrap();
    });
    // A Monday, so that days are easy to count.
    let now = app.clock.now();
    let today = now.with_timezone(&chrono_tz::Asia::Tokyo);
    let monday = today.date_naive() + TimeDelta::days(i64::from(7 - today.weekday().num_days_from_monday()));
    let monday = Utc.from_utc_datetime(&monday.and_hms_opt(3, 0, 0).unwrap());
    app.advance(monday - now);
    let submit = || {
        let begun = owner
            .post("/seeds", json!({ "content": given::seed_content() }))
            .expect(201);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        let body = json!({ "attestations": given::attested() });
        owner
            .call(
                "POST",
                &format!("/listings/{id}/submit"),
                &[("if-match", &begun.tag())],
                Some(&body),
            )
            .expect(200);
        id
    };
    let decide = |id: &str, body: Value| {
        let held = liaison.get(&format!("/listings/{id}/review")).expect(200).tag();
        let path = format!("/listings/{id}/reviews");
        liaison
            .call("POST", &path, &[("if-match", &held)], Some(&body))
            .expect(200);
    };
    let checklist = json!({
        "title_not_enabling": true, "no_enabling_detail": true, "differentiation_present": true, "missing_data_listed": true,
        "no_duplicate": true, "tiers_set": true, "expiry_set": true,
    });
    let (slow, quick) = (submit(), submit());
    let _waiting = submit();
    app.advance(TimeDelta::days(2));
    decide(&quick, json!({"decision": "approve", "checklist": checklist}));
    decide(&quick, json!({"decision": "publish"}));
    app.advance(TimeDelta::days(7));
    decide(&slow, json!({"decision": "approve", "checklist": checklist}));
    decide(&slow, json!({"decision": "publish"}));

    let shown = clerk.get("/dashboard").expect(200).json();
    assert_eq!(
        shown["publication"]["all"],
        json!({"count": 2, "median": 4.5, "p90": 7})
    );
    let months = shown["publication"]["months"].as_array().unwrap();
    assert_eq!(months.len(), 12);
    let counted: i64 = months.iter().map(|month| month["count"].as_i64().unwrap()).sum();
    assert_eq!(counted, 2);
    assert_eq!(months[0]["month"], shown["since"]);
    let waiting = shown["reviews"].as_array().unwrap().iter();
    let waiting = waiting
        .filter(|row| row["state"] == "liaison_review")
        .collect::<Vec<_>>();
    assert_eq!(
        waiting,
        [&json!({"state": "liaison_review", "waiting": 1, "overdue": 1, "oldest_business_days": 7})]
    );
    app.advance(TimeDelta::days(400));
    let later = clerk.get("/dashboard").expect(200).json();
    assert_eq!(
        later["publication"]["all"],
        json!({"count": 0, "median": null, "p90": null})
    );
});
