//! Public listings: both sides must want it, the application must lie open, anybody then reads the fixed few fields, and whatever ends
//! it ends it at once. To everybody everything else is the same nothing.

use crate::given::{self, make_public, published_need, published_seed, tightened_seed};
use crate::helpers::{Actor, Reply, TestApp, send};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, OrganisationState, Role};
use enishi::domain::ids::ListingId;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::tier::Tier;
use enishi::mail::kind::MailKind;
use enishi::mail::mailer::Mailer;
use enishi::store::{audiences, listings, organisations};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn open_seed() -> Value {
    json!({"ip_status": "granted"})
}

fn reference(owner: &Actor<'_>, id: ListingId) -> String {
    let shown = owner.get(&format!("/listings/{id}")).expect(200).json();
    shown["reference"].as_str().unwrap().to_owned()
}

fn show(app: &TestApp, reference: &str) -> Reply {
    app.outsider().get(&format!("/public/listings/{reference}"))
}

fn listed(app: &TestApp, query: &str) -> Vec<String> {
    let page = app
        .outsider()
        .get(&format!("/public/listings{query}"))
        .expect(200)
        .json();
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["reference"].as_str().unwrap().to_owned())
        .collect()
}

fn say(by: &Actor<'_>, path: &str, body: Value) -> Reply {
    let base = path.trim_end_matches("/agreement");
    by.put(path, &by.get(base).expect(200).tag(), body)
}

on_both!(anybody_reads_a_few_fields_once_team_and_liaison_both_want_it, |app| {
    let given::World {
        researcher,
        rival,
        liaison,
        ..
    } = given::world(app);
    let id = published_seed(app, &researcher, &liaison, open_seed());
    let (path, name) = (format!("/listings/{id}/public"), reference(&researcher, id));
    let absent = show(app, "S-0000-0000").expect(404);
    assert_eq!(show(app, &name).text, absent.text);
    liaison
        .put(&format!("{path}/agreement"), "\"v0\"", json!({"agreed": true}))
        .expect(409);

    assert!(
        liaison.get("/curation/public-requests").expect(200).json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let asked = researcher.put(&path, "\"v0\"", json!({"wanted": true})).expect(200);
    assert_eq!(
        (&asked.json()["wanted"], &asked.json()["in_force"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(show(app, &name).text, absent.text, "one side is not enough");
    let waiting = liaison.get("/curation/public-requests").expect(200).json();
    assert_eq!(waiting["items"][0]["reference"], name.as_str());
    researcher.put(&path, "\"v0\"", json!({"wanted": false})).expect(412);
    researcher
        .put(&format!("{path}/agreement"), &asked.tag(), json!({"agreed": true}))
        .expect(403);
    rival.put(&path, &asked.tag(), json!({"wanted": true})).expect(404);

    let agreed = liaison.put(&format!("{path}/agreement"), &asked.tag(), json!({"agreed": true}));
    assert_eq!(agreed.expect(200).json()["in_force"], true);
    assert!(
        liaison.get("/curation/public-requests").expect(200).json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let shown = show(app, &name).expect(200);
    let names: BTreeSet<String> = shown.json().as_object().unwrap().keys().cloned().collect();
    let fixed = [
        "reference",
        "institution_type",
        "title",
        "summary",
        "disease_areas",
        "modalities",
        "stage_min",
        "stage_max",
        "ip_status",
        "collaboration_sought",
        "public_since",
        "valid_until",
    ];
    assert_eq!(names, fixed.map(str::to_owned).into());
    for nobody in [id.to_string().as_str(), "uni 日本語", "tanaka", "mori", "CANARY"] {
        assert!(!shown.text.contains(nobody), "{nobody}");
    }
    assert_eq!(listed(app, ""), [name]);
});

on_both!(what_ends_a_public_listing_ends_it_at_once, |app| {
    let given::World {
        researcher, liaison, ..
    } = given::world(app);
    let absent = show(app, "S-0000-0000").expect(404);
    let end = |how: &str, finish: &dyn Fn(&Actor<'_>, ListingId)| {
        let id = published_seed(app, &researcher, &liaison, open_seed());
        make_public(&researcher, &liaison, id);
        let name = reference(&researcher, id);
        show(app, &name).expect(200);
        assert!(listed(app, "").contains(&name));
        finish(&researcher, id);
        let reply = show(app, &name);
        assert_eq!(
            (reply.status, &reply.text, &reply.headers),
            (404, &absent.text, &absent.headers),
            "{how}"
        );
        assert!(!listed(app, "").contains(&name), "{how}");
    };
    let path = |id: ListingId| format!("/listings/{id}/public");
    end("the team", &|owner, id| {
        say(owner, &path(id), json!({"wanted": false})).expect(200);
    });
    end("the liaison", &|_, id| {
        say(&liaison, &format!("{}/agreement", path(id)), json!({"agreed": false})).expect(200);
    });
    end("pausing", &|owner, id| {
        owner.post(&format!("/listings/{id}/pause"), json!({})).expect(200);
    });
    end("withdrawing", &|owner, id| {
        owner.post(&format!("/listings/{id}/withdraw"), json!({})).expect(200);
    });
    end("an exclusive window", &|_, id| {
        app.arrange(|tx| {
            let mut held = listings::find(tx, id).unwrap().unwrap();
            held.state = ListingState::UnderExclusive;
            listings::update(tx, &mut held).unwrap();
        });
    });
    end("the end of validity, before anything has noticed it", &|_, _| {
        app.advance(TimeDelta::days(366))
    });
    end("the suspension of its institution", &|owner, _| {
        app.arrange(|tx| {
            let mut home = organisations::find(tx, owner.organisation).unwrap().unwrap();
            home.state = OrganisationState::Suspended;
            organisations::update(tx, &mut home).unwrap();
        });
    });
});

on_both!(a_pause_passes_and_a_consent_taken_back_must_be_given_anew, |app| {
    let given::World {
        researcher, liaison, ..
    } = given::world(app);
    let id = published_seed(app, &researcher, &liaison, open_seed());
    make_public(&researcher, &liaison, id);
    let (path, name) = (format!("/listings/{id}/public"), reference(&researcher, id));
    researcher.post(&format!("/listings/{id}/pause"), json!({})).expect(200);
    show(app, &name).expect(404);
    researcher
        .post(&format!("/listings/{id}/resume"), json!({}))
        .expect(200);
    show(app, &name).expect(200);
    say(&researcher, &path, json!({"wanted": false})).expect(200);
    let again = say(&researcher, &path, json!({"wanted": true})).expect(200).json();
    assert_eq!((&again["agreed"], &again["in_force"]), (&json!(false), &json!(false)));
    show(app, &name).expect(404);
});

on_both!(what_is_not_open_yet_can_never_be_public_and_is_told_why, |app| {
    let given::World {
        researcher,
        company,
        liaison,
        ..
    } = given::world(app);
    let refused = |owner: &Actor<'_>, id: ListingId, obstacle: &str| {
        let path = format!("/listings/{id}/public");
        let stands = owner.get(&path).expect(200);
        assert_eq!(stands.json()["obstacle"], obstacle);
        let reply = owner
            .in_english()
            .put(&path, &stands.tag(), json!({"wanted": true}))
            .expect(409);
        assert_eq!(reply.code(), "application_not_open");
        assert!(
            reply.json()["detail"]
                .as_str()
                .unwrap()
                .contains("Published or Granted")
        );
    };
    for status in ["unfiled", "filed_unpublished", "pct", "know_how"] {
        let id = published_seed(app, &researcher, &liaison, json!({ "ip_status": status }));
        refused(&researcher, id, "application_not_open");
    }
    let closed = BTreeMap::from([("ip_status".to_owned(), Tier::Approved)]);
    let id = tightened_seed(app, &researcher, &liaison, open_seed(), &closed);
    refused(&researcher, id, "application_not_open");
    let need = published_need(app, &company, &liaison, json!({}), NeedVisibility::Open);
    refused(&company, need, "not_a_seed");
    let begun = researcher.post("/seeds", json!({})).expect(201).json();
    refused(
        &researcher,
        begun["id"].as_str().unwrap().parse().unwrap(),
        "not_published",
    );
    assert!(listed(app, "").is_empty());
});

on_both!(an_agreement_is_to_a_text_and_ends_with_another_one, |app| {
    let given::World {
        researcher, liaison, ..
    } = given::world(app);
    let closed = BTreeMap::from([("summary".to_owned(), Tier::Approved)]);
    let id = tightened_seed(app, &researcher, &liaison, open_seed(), &closed);
    make_public(&researcher, &liaison, id);
    let name = reference(&researcher, id);
    let first = show(app, &name).expect(200).json();
    assert!(first.get("summary").is_none());
    let revise = |content: Value| {
        use crate::two_worlds::{Until, revise};
        revise(&researcher, &liaison, id, content, &[], Until::Published);
    };
    let stands = || researcher.get(&format!("/listings/{id}/public")).expect(200).json();
    // What everybody reads stays the same: so does the agreement.
    revise(json!({"missing_data": {"ja": "長期の安全性はまだ調べていない。"}}));
    assert_eq!(
        show(app, &name).expect(200).json()["public_since"],
        first["public_since"]
    );
    // Another text for everybody: nobody reads it before the liaison agreed to it.
    revise(json!({"title": {"ja": "新しい題名"}}));
    show(app, &name).expect(404);
    let ended = stands();
    assert_eq!((&ended["wanted"], &ended["in_force"]), (&json!(true), &json!(false)));
    assert_eq!(ended["agreed"], json!(false));
    make_public(&researcher, &liaison, id);
    assert_eq!(
        show(app, &name).expect(200).json()["title"],
        json!({"ja": "新しい題名"})
    );
    revise(json!({"ip_status": "know_how"}));
    show(app, &name).expect(404);
    revise(json!({"ip_status": "published"}));
    show(app, &name).expect(404);
    assert_eq!(stands()["agreed"], json!(false));
    make_public(&researcher, &liaison, id);
    assert_eq!(show(app, &name).expect(200).json()["ip_status"], "published");

    let office = app.organisation("secretariat", OrganisationKind::Secretariat);
    let auditor = app.member("auditor", Role::Auditor, office);
    let log = format!("/ledger/entries?log=organisation:{}&limit=100", researcher.organisation);
    let log = auditor.get(&log).expect(200);
    let log = log.json();
    let entries = log["items"].as_array().unwrap().iter();
    let made: Vec<_> = entries.filter(|entry| entry["kind"] == "made_public").collect();
    assert_eq!(made.len(), 4, "each version that anybody could read");
    let versions: BTreeSet<_> = made.iter().map(|entry| entry["facts"]["version"].to_string()).collect();
    assert_eq!(versions.len(), 4);
    assert!(made.iter().all(|entry| entry["doer"] == liaison.member.to_string()));
});

on_both!(public_listings_come_in_pages_newest_first_and_by_area, |app| {
    let given::World {
        researcher,
        rival,
        liaison,
        ..
    } = given::world(app);
    let mut names = Vec::new();
    for area in ["cancer", "infection", "cancer"] {
        app.advance(TimeDelta::hours(1));
        let content = json!({"ip_status": "published", "disease_areas": [area]});
        let id = published_seed(app, &researcher, &liaison, content);
        make_public(&researcher, &liaison, id);
        app.arrange(|tx| audiences::set_blocks(tx, id, &[rival.organisation]).unwrap());
        names.insert(0, reference(&researcher, id));
    }
    assert_eq!(listed(app, ""), names);
    assert_eq!(listed(app, "?area=cancer"), [names[0].clone(), names[2].clone()]);
    assert!(listed(app, "?area=lifestyle").is_empty());
    let page = app.outsider().get("/public/listings?limit=2").expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(listed(app, &format!("?limit=2&cursor={cursor}")), names[2..]);
    app.outsider()
        .get(&format!("/public/listings?area=cancer&cursor={cursor}"))
        .expect(400);
    app.outsider().get("/public/listings?area=nowhere").expect(422);
    let everybody = app.outsider().get("/public/listings").expect(200);
    assert_eq!(
        rival.get("/public/listings").text,
        everybody.text,
        "a member reads what everybody reads"
    );
});

on_both!(robots_are_told_what_is_for_them, |app| {
    let rules = send(&app.base, "GET", "/robots.txt", &[], None).expect(200);
    assert!(rules.header("content-type").unwrap().starts_with("text/plain"));
    for line in [
        "Allow: /$",
        "Allow: /about",
        "Allow: /apply",
        "Allow: /public",
        "Disallow: /",
    ] {
        assert!(rules.text.lines().any(|one| one == line), "{}", rules.text);
    }
    let tag = |path: &str| {
        let reply = send(&app.base, "GET", path, &[], None);
        reply.header("x-robots-tag").map(str::to_owned)
    };
    for path in ["/", "/public", "/public/S-7K3M-92QX", "/about", "/apply"] {
        assert_eq!(tag(path), None, "{path}");
    }
    for path in [
        "/api/v1/public/listings",
        "/seeds/1",
        "/mailbox",
        "/api-docs/",
        "/robots.txt",
    ] {
        assert_eq!(tag(path).as_deref(), Some("noindex"), "{path}");
    }
});

/// Sends what is queued; how many mails of that kind went to an address so far.
fn mails(app: &TestApp, kind: MailKind, to: &str) -> usize {
    let work = enishi::jobs::runner::run_until_idle(&app.app);
    actix_web::rt::System::new().block_on(work).unwrap();
    let Mailer::Memory(memory) = &app.app.mailer else {
        panic!("tests keep mails in memory");
    };
    let sent = memory.sent();
    sent.iter()
        .filter(|mail| mail.kind() == kind && mail.to() == to)
        .count()
}

on_both!(the_liaison_in_charge_is_told_of_each_asking_once, |app| {
    let given::World {
        researcher, liaison, ..
    } = given::world(app);
    let secretary = app.member(
        "sato",
        Role::Secretariat,
        app.organisation("secretariat", OrganisationKind::Secretariat),
    );
    let told = |who: &Actor<'_>| mails(app, MailKind::PublicRequested, &who.email);
    let id = published_seed(app, &researcher, &liaison, open_seed());
    let path = format!("/listings/{id}/public");
    say(&researcher, &path, json!({"wanted": true})).expect(200);
    say(&researcher, &path, json!({"wanted": true})).expect(200);
    assert_eq!((told(&liaison), told(&researcher)), (1, 0));
    let notice = liaison.get("/me/notices?unread=true").expect(200).json()["items"][0].clone();
    assert_eq!(
        (&notice["kind"], &notice["path"], &notice["label"], &notice["reference"]),
        (
            &json!("public_requested"),
            &json!("/reviews"),
            &json!("一般公開の希望"),
            &json!(reference(&researcher, id))
        )
    );
    // What was taken back before its mail went out is not asked any more.
    say(&researcher, &path, json!({"wanted": false})).expect(200);
    say(&researcher, &path, json!({"wanted": true})).expect(200);
    say(&researcher, &path, json!({"wanted": false})).expect(200);
    assert_eq!(told(&liaison), 1);

    // Whoever takes over is asked what waits, and takes over what was agreed.
    say(&researcher, &path, json!({"wanted": true})).expect(200);
    let heir = app.member("heir", Role::Liaison, liaison.organisation);
    let charge = format!("/listings/{id}/liaison");
    let hand_to = |who: &Actor<'_>| {
        let held = secretary.get(&charge).expect(200).tag();
        secretary.put(&charge, &held, json!({"member": who.member})).expect(200);
    };
    hand_to(&heir);
    assert_eq!(told(&heir), 1);
    say(&heir, &format!("{path}/agreement"), json!({"agreed": true})).expect(200);
    hand_to(&liaison);
    let name = reference(&researcher, id);
    show(app, &name).expect(200);
    assert_eq!(liaison.get(&path).expect(200).json()["agreed"], json!(true));
    heir.get(&path).expect(404);
    say(&liaison, &format!("{path}/agreement"), json!({"agreed": false})).expect(200);
    show(app, &name).expect(404);
});

on_both!(an_agreement_is_given_to_the_very_text_that_was_read, |app| {
    use crate::two_worlds::{Until, revise};
    let given::World {
        researcher, liaison, ..
    } = given::world(app);
    let closed = BTreeMap::from([("summary".to_owned(), Tier::Approved)]);
    let id = tightened_seed(app, &researcher, &liaison, open_seed(), &closed);
    let path = format!("/listings/{id}/public");
    let agree = |tag: &str| liaison.put(&format!("{path}/agreement"), tag, json!({"agreed": true}));
    say(&researcher, &path, json!({"wanted": true})).expect(200);
    let read = liaison.get(&path).expect(200);
    let text = read.json()["text"].clone();
    assert!(text.get("summary").is_none() && !read.text.contains("CANARY"), "{text}");
    let renamed = json!({"title": {"ja": "新しい題名"}});
    revise(&researcher, &liaison, id, renamed, &[], Until::Published);
    assert_eq!(agree(&read.tag()).expect(412).code(), "stale");
    let read = liaison.get(&path).expect(200);
    assert_eq!(read.json()["text"]["title"], json!({"ja": "新しい題名"}));
    agree(&read.tag()).expect(200);
    let mut shown = show(app, &reference(&researcher, id)).expect(200).json();
    shown.as_object_mut().unwrap().remove("public_since");
    assert_eq!(shown, read.json()["text"], "what was read is what anybody reads");
    // The look at it is in the owner's evidence, the team's own is not.
    let looks = || {
        let seen = researcher
            .get(&format!("/listings/{id}/disclosures?limit=100"))
            .expect(200)
            .json();
        let seen = seen["items"].as_array().unwrap().clone();
        seen.iter()
            .filter(|one| one["surface"] == "review" && one["tier"] == "members")
            .count()
    };
    let before = looks();
    researcher.get(&path).expect(200);
    assert_eq!(looks(), before);
    liaison.get(&path).expect(200);
    assert_eq!(looks(), before + 1);
});

#[test]
fn a_network_that_reads_too_much_has_to_wait_and_others_do_not() {
    let app = TestApp::sqlite_with("listings.public_reads_per_minute = 3");
    let read = |from: &str, path: &str| app.outsider().call("GET", path, &[("x-forwarded-for", from)], None);
    read("203.0.113.1", "/public/listings").expect(200);
    read("203.0.113.1", "/public/listings?area=cancer").expect(200);
    read("203.0.113.1", "/public/listings/S-0000-0000").expect(404);
    for path in ["/public/listings", "/public/listings/S-0000-0000"] {
        let refused = read("203.0.113.1", path).expect(429);
        let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=21).contains(&wait), "{wait}");
    }
    read("203.0.113.2", "/public/listings").expect(200);
}
