//! Listings: what their teams do with them, and what others get to see.

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, VersionId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::listing::state::ListingState;
use enishi::domain::tier::Tier;
use enishi::services::listings as service;
use enishi::store::{index_changes, ledger, listings, members, notices, organisations, versions};
use serde_json::{Value, json};

/// A university with an owner and a colleague, a company with a scout, a liaison in charge of both.
struct World<'a> {
    app: &'a TestApp,
    owner: Actor<'a>,
    colleague: Actor<'a>,
    scout: Actor<'a>,
    liaison: Actor<'a>,
}

fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("u", OrganisationKind::University);
    let company = app.organisation("p", OrganisationKind::Pharma);
    let office = app.organisation("l", OrganisationKind::LiaisonOffice);
    let liaison = app.member("liaison", Role::Liaison, office);
    app.arrange(|tx| {
        for id in [university, company] {
            let mut home = organisations::find(tx, id).unwrap().unwrap();
            home.liaison = Some(liaison.member);
            organisations::update(tx, &mut home).unwrap();
        }
    });
    World {
        app,
        owner: app.member("owner", Role::Researcher, university),
        colleague: app.member("colleague", Role::Researcher, university),
        scout: app.member("scout", Role::Company, company),
        liaison,
    }
}

fn attested() -> Value {
    json!({
        "inventors_agree": true,
        "institution_agrees": true,
        "no_third_party_secret": true,
        "no_patient_data": true,
        "linter_checked": true,
    })
}

impl World<'_> {
    fn begin(&self) -> (String, String) {
        let begun = self
            .owner
            .post("/seeds", json!({"content": given::seed_content()}))
            .expect(201);
        (
            begun.json()["id"].as_str().unwrap().to_owned(),
            begun.header("etag").unwrap().to_owned(),
        )
    }

    fn submit(&self, id: &str, tag: &str, more: Value) -> Reply {
        let body = given::over(json!({"attestations": attested()}), more);
        let path = format!("/listings/{id}/submit");
        self.owner.call("POST", &path, &[("if-match", tag)], Some(&body))
    }

    fn published(&self) -> String {
        given::published_seed(self.app, &self.owner, &self.liaison, json!({})).to_string()
    }

    fn listing(&self, id: &str) -> enishi::domain::listing::Listing {
        let id: ListingId = id.parse().unwrap();
        self.app
            .app
            .db
            .read_blocking(|rx| listings::find(rx, id))
            .unwrap()
            .unwrap()
    }

    fn audience(&self, id: &str, team: &[&Actor<'_>], blocked: &[&Actor<'_>]) -> Reply {
        let path = format!("/listings/{id}/audience");
        let tag = self.owner.get(&path).expect(200).header("etag").unwrap().to_owned();
        let team: Vec<String> = team.iter().map(|one| one.member.to_string()).collect();
        let blocked: Vec<String> = blocked.iter().map(|one| one.organisation.to_string()).collect();
        self.owner
            .put(&path, &tag, json!({"team": team, "blocked_organisations": blocked}))
    }

    fn grant(&self, id: &str, to: &Actor<'_>, tier: Tier) {
        given::grant(self.app, id.parse().unwrap(), to.organisation, tier);
    }

    fn index_changes(&self) -> i64 {
        self.app.app.db.read_blocking(|rx| index_changes::newest(rx)).unwrap()
    }

    fn notice_kinds(&self, of: &Actor<'_>) -> Vec<String> {
        let found = self
            .app
            .app
            .db
            .read_blocking(|rx| notices::of_member(rx, of.member, None, 100));
        found.unwrap().into_iter().map(|notice| notice.kind).collect()
    }

    fn sweep(&self) -> usize {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(service::sweep(&self.app.app)).unwrap()
    }
}

fn faults(reply: &Reply) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let json = reply.json();
    let list = json
        .get("errors")
        .or_else(|| json.get("faults"))
        .cloned()
        .unwrap_or_default();
    let all = list.as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|fault| (text(&fault["field"]), text(&fault["code"])))
        .collect()
}

fn has(faults: &[(String, String)], field: &str, code: &str) -> bool {
    faults.iter().any(|(f, c)| f == field && c == code)
}

on_both!(the_given_contents_are_complete_and_valid, |app| {
    let seed: SeedContent = serde_json::from_value(given::seed_content()).unwrap();
    assert_eq!(seed.faults(&app.app.vocabularies), []);
    let need: NeedContent = serde_json::from_value(given::need_content()).unwrap();
    assert_eq!(need.faults(&app.app.vocabularies), []);
});

on_both!(vocabularies_and_fields_are_there_for_anybody_signed_in, |app| {
    let home = app.organisation("u", OrganisationKind::University);
    let member = app.unbound_member("new", Role::Researcher, home);
    let all = member.get("/vocabularies").expect(200);
    assert_eq!(all.json()["disease_areas"]["terms"].as_array().unwrap().len(), 7);
    assert_eq!(all.header("cache-control"), Some("private, no-cache"));
    let tag = all.header("etag").unwrap().to_owned();
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
    app.outsider().get("/vocabularies").expect(401);
});

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
    let body = json!({"attestations": attested()});
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
        Some(&json!({"attestations": attested()})),
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
    let tag = world.owner.get(&path).expect(200).header("etag").unwrap().to_owned();
    let content = given::over(
        given::seed_content(),
        json!({"title": {"ja": "まったく別の表題"}, "target": "OTHER"}),
    );
    let saved = world.owner.put(&path, &tag, json!({"content": content})).expect(200);
    let tag = saved.header("etag").unwrap().to_owned();
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
        let tag = world.owner.get(&draft).expect(200).header("etag").unwrap().to_owned();
        let saved = world
            .owner
            .put(
                &draft,
                &tag,
                json!({"content": given::over(given::seed_content(), content)}),
            )
            .expect(200);
        let tag = saved.header("etag").unwrap().to_owned();
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
    let tag = world.scout.get(&path).header("etag").unwrap().to_owned();
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
    let submission = json!({"attestations": attested()});
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

on_both!(a_block_works_at_once_and_voids_what_was_cached, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    world.grant(&id, &world.scout, Tier::Approved);
    world.scout.get(&path).expect(200);
    let epoch = |of: &Actor<'_>| {
        let home = app.app.db.read_blocking(|rx| organisations::find(rx, of.organisation));
        home.unwrap().unwrap().policy_epoch
    };
    let (before, changes) = (epoch(&world.scout), world.index_changes());
    let saved = world
        .audience(&id, &[&world.colleague], &[&world.scout])
        .expect(200)
        .json();
    assert_eq!(saved["blocked_organisations"][0]["name"]["en"], "p");
    assert_eq!(
        saved["team"].as_array().unwrap().len(),
        2,
        "the owner stays on the team"
    );
    world.scout.get(&path).expect(404);
    assert!(epoch(&world.scout) > before);
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(
        world.colleague.get(&format!("{path}/draft")).expect(200).status,
        200,
        "the team grew"
    );
    world.audience(&id, &[], &[]).expect(200);
    assert_eq!(world.scout.get(&path).expect(200).json()["clearance"], "approved");
    world.colleague.get(&format!("{path}/draft")).expect(404);
});

on_both!(team_and_block_list_name_whom_they_may, |app| {
    let world = world(app);
    let id = world.published();
    let refused = world
        .audience(&id, &[&world.colleague, &world.scout], &[&world.owner, &world.scout])
        .expect(422);
    let found = faults(&refused);
    assert!(has(&found, "team.1", "unknown_reference"));
    assert!(has(&found, "blocked_organisations.0", "unknown_reference"));
    assert_eq!(found.len(), 2);
    let path = format!("/listings/{id}/audience");
    let stale = world
        .owner
        .put(&path, "\"v9\"", json!({"team": [], "blocked_organisations": []}));
    assert_eq!(stale.expect(412).code(), "stale");
});

on_both!(pausing_and_withdrawing_hide_at_once, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    let step = |name: &str, body: Value| world.owner.post(&format!("{path}/{name}"), body);
    let changes = world.index_changes();
    assert_eq!(step("pause", json!({})).expect(200).json()["state"], "paused");
    world.scout.get(&path).expect(404);
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(step("pause", json!({})).expect(409).code(), "wrong_state");
    step("resume", json!({})).expect(200);
    world.scout.get(&path).expect(200);
    let refused = step("withdraw", json!({"reason": "no_such_reason"})).expect(422);
    assert!(has(&faults(&refused), "reason", "unknown_code"));
    world.scout.get(&path).expect(200);
    world.grant(&id, &world.scout, Tier::Cda);
    assert_eq!(
        step("withdraw", json!({"reason": "patent_filed"})).expect(200).json()["state"],
        "withdrawn"
    );
    world.scout.get(&path).expect(404);
    for name in ["resume", "renew", "withdraw", "conclude"] {
        assert_eq!(step(name, json!({})).expect(409).code(), "wrong_state", "{name}");
    }
    let tag = world
        .owner
        .get(&format!("{path}/draft"))
        .expect(200)
        .header("etag")
        .unwrap()
        .to_owned();
    world
        .owner
        .put(&format!("{path}/draft"), &tag, json!({"content": {}}))
        .expect(409);
    let concluded = world.published();
    let done = world
        .owner
        .post(&format!("/listings/{concluded}/conclude"), json!({"reason": "licence"}))
        .expect(200);
    assert_eq!(done.json()["state"], "concluded");
    world.scout.get(&format!("/listings/{concluded}")).expect(404);
    assert_eq!(
        world
            .scout
            .post(&format!("/listings/{concluded}/renew"), json!({}))
            .expect(404)
            .code(),
        "not_found"
    );
});

on_both!(validity_runs_out_after_reminders_and_is_renewed, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    let count = |kind: &str| {
        world
            .notice_kinds(&world.owner)
            .iter()
            .filter(|found| *found == kind)
            .count()
    };
    assert_eq!((world.sweep(), count("listing_expiring")), (0, 0));
    app.advance(TimeDelta::days(335));
    world.sweep();
    world.sweep();
    assert_eq!(count("listing_expiring"), 1);
    app.advance(TimeDelta::days(24));
    world.sweep();
    world.sweep();
    assert_eq!(count("listing_expiring"), 2);
    world.scout.get(&path).expect(200);
    app.advance(TimeDelta::days(6));
    assert_eq!((world.sweep(), world.sweep()), (1, 0));
    assert_eq!(count("listing_expired"), 1);
    world.scout.get(&path).expect(404);
    assert_eq!(world.owner.get(&path).expect(200).json()["state"], "expired");
    let refused = world
        .owner
        .post(&format!("{path}/renew"), json!({"valid_until": "2026-12-01T00:00:00Z"}));
    assert!(has(&faults(&refused.expect(422)), "valid_until", "past"));
    let renewed = world.owner.post(&format!("{path}/renew"), json!({})).expect(200).json();
    assert_eq!(renewed["state"], "published");
    assert_eq!(renewed["valid_until"], "2028-11-20T03:00:00Z");
    world.scout.get(&path).expect(200);
    app.advance(TimeDelta::days(360));
    world.sweep();
    assert_eq!(count("listing_expiring"), 3, "late, so only the nearest reminder");
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
