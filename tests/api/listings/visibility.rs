//! What each reader gets, and that the rest looks like nothing.

use super::world;
use crate::given;
use crate::helpers::{Actor, Reply};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::tier::Tier;
use serde_json::{Value, json};

on_both!(each_tier_gets_its_own_fields_and_not_a_byte_more, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    let rank = |tier: &str| Tier::from_code(tier).unwrap();
    let check = |reply: &Reply, tier: Tier| {
        for field in SeedContent::FIELDS {
            let open = tier >= field.floor;
            let canary = format!("CANARY-{}", field.name);
            if given::seed_content()[field.name].to_string().contains(&canary) {
                assert_eq!(reply.text.contains(&canary), open, "{} at {tier}", field.name);
            }
            assert_eq!(
                reply.json()["seed"].get(field.name).is_some(),
                open,
                "{} at {tier}",
                field.name
            );
        }
        assert_eq!(reply.json()["clearance"], tier.code());
        assert_eq!(reply.json().get("organisation").is_some(), tier >= rank("approved"));
        for header in &reply.headers {
            assert!(!header.1.contains("CANARY"));
        }
    };
    check(&world.scout.get(&path).expect(200), Tier::Members);
    check(&world.colleague.get(&path).expect(200), Tier::Members);
    world.grant(&id, &world.scout, Tier::Approved);
    check(&world.scout.get(&path).expect(200), Tier::Approved);
    world.grant(&id, &world.scout, Tier::Cda);
    check(&world.scout.get(&path).expect(200), Tier::Cda);
    check(&world.owner.get(&path).expect(200), Tier::Owner);
    check(&world.liaison.get(&path).expect(200), Tier::Owner);
    let tag = world.scout.get(&path).tag();
    let held = world.scout.call("GET", &path, &[("if-none-match", &tag)], None);
    assert_eq!((held.status, held.text.as_str()), (304, ""));
});

on_both!(a_preview_shows_what_others_would_see_and_only_to_the_team, |app| {
    let world = world(app);
    let body = json!({"content": given::seed_content(), "tier_overrides": {"mechanism": "cda"}});
    let begun = world.owner.post("/seeds", body).expect(201).json();
    let id = begun["id"].as_str().unwrap();
    let preview = |tier: &str| {
        world
            .owner
            .get(&format!("/listings/{id}/preview?tier={tier}"))
            .expect(200)
    };
    let members = preview("members");
    assert_eq!(members.json()["visible"], true);
    assert!(!members.text.contains("CANARY"), "{}", members.text);
    assert_eq!(members.json()["listing"]["seed"].get("mechanism"), None);
    assert_eq!(members.json()["listing"]["state"], "published");
    assert_eq!(members.json()["listing"]["own"], false);
    assert_eq!(preview("approved").json()["listing"]["seed"]["target"], "CANARY-target");
    assert_eq!(preview("approved").json()["listing"]["seed"].get("mechanism"), None);
    assert!(preview("cda").json()["listing"]["seed"].get("mechanism").is_some());
    assert!(!preview("cda").text.contains("CANARY-internal_notes"));
    world
        .owner
        .get(&format!("/listings/{id}/preview?tier=owner"))
        .expect(400);
    world
        .owner
        .get(&format!("/listings/{id}/preview?tier=members&of=version"))
        .expect(404);
    world
        .colleague
        .get(&format!("/listings/{id}/preview?tier=members"))
        .expect(404);
    let published = world.published();
    let of_version = world
        .owner
        .get(&format!("/listings/{published}/preview?tier=members&of=version"))
        .expect(200);
    assert!(!of_version.text.contains("CANARY"));
    assert_eq!(
        of_version.json()["listing"]["seed"],
        world.scout.get(&format!("/listings/{published}")).expect(200).json()["seed"]
    );
    let blind = world
        .scout
        .post(
            "/needs",
            json!({"content": given::need_content(), "visibility": "blind"}),
        )
        .expect(201)
        .json();
    let hidden = world
        .scout
        .get(&format!("/listings/{}/preview?tier=cda", blind["id"].as_str().unwrap()))
        .expect(200);
    assert_eq!(hidden.json(), json!({"visible": false, "listing": null}));
});

on_both!(what_is_not_yours_looks_exactly_like_what_does_not_exist, |app| {
    let world = world(app);
    let (draft, _) = world.begin();
    let published = world.published();
    let blind = given::published_need(app, &world.scout, &world.liaison, json!({}), NeedVisibility::Blind).to_string();
    let nothing = "00000000-0000-4000-8000-000000000000";
    let tag = ("if-match", "\"v1\"");
    let draft_body = json!({"content": {}});
    let audience = json!({"team": [], "blocked_organisations": []});
    let submission = json!({"attestations": given::attested()});
    let empty = json!({});
    let reads: &[&str] = &[
        "/draft",
        "/versions",
        "/versions/1",
        "/preview?tier=members",
        "/audience",
        "/disclosures",
    ];
    let writes: &[(&str, &str, &Value)] = &[("PUT", "/draft", &draft_body), ("PUT", "/audience", &audience)];
    let moves = ["submit", "recall", "pause", "resume", "withdraw", "conclude", "renew"];
    let same = |actor: &Actor<'_>, method: &str, id: &str, rest: &str, body: Option<&Value>| {
        let real = actor.call(method, &format!("/listings/{id}{rest}"), &[tag], body);
        let none = actor.call(method, &format!("/listings/{nothing}{rest}"), &[tag], body);
        assert_eq!(
            (real.status, &real.headers, &real.text),
            (none.status, &none.headers, &none.text),
            "{method} {rest}"
        );
        assert!(matches!(real.status, 403 | 404), "{method} {rest}: {}", real.status);
    };
    let strangers = [&world.colleague, &world.scout, &world.liaison];
    for actor in strangers {
        same(actor, "GET", &draft, "", None);
        for rest in reads {
            same(actor, "GET", &draft, rest, None);
        }
        for (method, rest, body) in writes {
            same(actor, method, &draft, rest, Some(body));
        }
        for step in moves {
            let body = if step == "submit" { &submission } else { &empty };
            same(actor, "POST", &draft, &format!("/{step}"), Some(body));
        }
    }
    // What is published exists for members, but nothing of its workshop does.
    for rest in reads {
        same(&world.scout, "GET", &published, rest, None);
    }
    for (method, rest, body) in writes {
        same(&world.scout, method, &published, rest, Some(body));
    }
    for step in moves {
        let body = if step == "submit" { &submission } else { &empty };
        same(&world.owner, "POST", &blind, &format!("/{step}"), Some(body));
    }
    same(&world.owner, "GET", &blind, "", None);
    for rest in reads {
        same(&world.owner, "GET", &blind, rest, None);
    }
});

on_both!(a_blind_need_is_there_for_its_team_and_its_liaison_alone, |app| {
    let world = world(app);
    let id = given::published_need(app, &world.scout, &world.liaison, json!({}), NeedVisibility::Blind).to_string();
    let path = format!("/listings/{id}");
    let other_office = app.organisation("l2", OrganisationKind::LiaisonOffice);
    let other = app.member("other", Role::Liaison, other_office);
    let secretariat = app.organisation("s", OrganisationKind::Secretariat);
    let secretary = app.member("secretary", Role::Secretariat, secretariat);
    let coworker = app.member("coworker", Role::Company, world.scout.organisation);
    for actor in [&world.owner, &other, &secretary, &coworker] {
        actor.get(&path).expect(404);
    }
    world.scout.get(&path).expect(200);
    world.liaison.get(&path).expect(200);
    let anonymous = given::published_need(app, &world.scout, &world.liaison, json!({}), NeedVisibility::Anonymous);
    let shown = world.owner.get(&format!("/listings/{anonymous}")).expect(200).json();
    assert_eq!(shown.get("organisation"), None);
    assert_eq!(shown["institution_type"], "pharma");
    let open = given::published_need(app, &world.scout, &world.liaison, json!({}), NeedVisibility::Open);
    let shown = world.owner.get(&format!("/listings/{open}")).expect(200).json();
    assert_eq!(shown["organisation"]["en"], "p");
    assert_eq!(shown["need"].get("target"), None);
});

on_both!(the_team_sees_who_saw_but_names_only_those_it_met, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    world.owner.get(&path).expect(200);
    world.scout.get(&path).expect(200);
    let seen = world.owner.get(&format!("{path}/disclosures")).expect(200);
    let all = seen.json();
    assert_eq!(
        all["items"].as_array().unwrap().len(),
        1,
        "one's own reading is no disclosure"
    );
    let first = &all["items"][0];
    assert_eq!(
        (first["surface"].as_str(), first["tier"].as_str()),
        (Some("detail"), Some("members"))
    );
    assert_eq!(
        (first["version"].as_i64(), first["organisation_kind"].as_str()),
        (Some(1), Some("pharma"))
    );
    assert_eq!(first["organisation"], Value::Null);
    assert_eq!(all["holders"], json!([]));
    world.grant(&id, &world.scout, Tier::Approved);
    world.scout.get(&path).expect(200);
    let page = world
        .owner
        .get(&format!("{path}/disclosures?limit=1"))
        .expect(200)
        .json();
    assert_eq!(page["items"][0]["tier"], "approved");
    assert_eq!(page["items"][0]["organisation"]["en"], "p");
    assert_eq!(page["holders"][0]["organisation"]["en"], "p");
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = world
        .owner
        .get(&format!("{path}/disclosures?limit=1&cursor={cursor}"))
        .expect(200)
        .json();
    assert_eq!(rest["items"][0]["tier"], "members");
});
