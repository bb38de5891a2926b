//! Announcements: shown while they are in force, in both languages, to everybody signed in; kept by the secretariat, audited.

use crate::authorization::announcement;
use crate::helpers::{Actor, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::clock::Clock;
use serde_json::{Value, json};

fn clerk(app: &TestApp) -> Actor<'_> {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    app.member("clerk", Role::Secretariat, office)
}

fn wording(title: &str) -> Value {
    json!({
        "kind": "important",
        "title": {"ja": title, "en": format!("{title} (en)")},
        "body": {"ja": "一行目\n二行目", "en": "One\nTwo"},
    })
}

fn titles(actor: &Actor<'_>, path: &str) -> Vec<String> {
    let found = actor.get(path).expect(200).json();
    let items = found["items"].as_array().unwrap().iter();
    items
        .map(|item| item["title"]["ja"].as_str().unwrap().to_owned())
        .collect()
}

on_both!(members_read_what_is_in_force_and_the_secretariat_everything, |app| {
    let clerk = clerk(app);
    let university = app.organisation("uni", OrganisationKind::University);
    let new = app.unbound_member("new", Role::Researcher, university);
    let now = app.clock.now();
    let between = |from: i64, until: i64| {
        let mut body = wording(&format!("{from}"));
        body["shown_from"] = json!(now + TimeDelta::days(from));
        body["shown_until"] = json!(now + TimeDelta::days(until));
        clerk.post("/announcements", body).expect(201).json()
    };
    let (_over, shown, _to_come) = (between(-9, -8), between(-2, 1), between(5, 9));
    assert_eq!(
        titles(&new, "/announcements"),
        ["-2"],
        "also before the undertaking is accepted"
    );
    assert_eq!(titles(&clerk, "/announcements/all?limit=2"), ["5", "-2"]);
    let first = clerk.get("/announcements/all?limit=2").json();
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(
        titles(&clerk, &format!("/announcements/all?limit=2&cursor={cursor}")),
        ["-9"]
    );
    assert_eq!(shown["body"]["ja"], "一行目\n二行目");
    app.advance(TimeDelta::days(6));
    assert_eq!(titles(&new, "/announcements"), ["5"]);
});

on_both!(an_announcement_is_changed_only_by_who_has_seen_it_as_it_is, |app| {
    let clerk = clerk(app);
    let made = clerk.post("/announcements", wording("first")).expect(201);
    let path = format!("/announcements/{}", made.json()["id"].as_str().unwrap());
    let changed = clerk.put(&path, &made.tag(), wording("second")).expect(200);
    assert_eq!(changed.json()["shown_from"], made.json()["shown_from"]);
    clerk.put(&path, &made.tag(), wording("third")).expect(412);
    clerk
        .call("DELETE", &path, &[("if-match", &made.tag())], None)
        .expect(412);
    clerk.delete(&path).expect(428);
    assert_eq!(titles(&clerk, "/announcements"), ["second"]);
    let gone = [("if-match", changed.tag())];
    let gone = gone.each_ref().map(|(name, tag)| (*name, tag.as_str()));
    clerk.call("DELETE", &path, &gone, None).expect(204);
    assert!(titles(&clerk, "/announcements/all").is_empty());
    clerk.call("DELETE", &path, &gone, None).expect(404);

    let auditor = app.member("auditor", Role::Auditor, clerk.organisation);
    let log = auditor.get("/ledger/entries?log=platform&limit=100").expect(200).json();
    let entries = log["items"].as_array().unwrap().iter();
    let told = entries.filter(|entry| entry["subject"].as_str().unwrap().starts_with("announcement:"));
    let told: Vec<_> = told.collect();
    let mut kinds: Vec<_> = told.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        ["announcement_changed", "announcement_made", "announcement_removed"]
    );
    assert!(
        told.iter()
            .all(|entry| entry["facts"]["text_hash_ja"].as_str().unwrap().len() == 64)
    );
    assert!(!log.to_string().contains("second"), "the ledger holds no text");
});

on_both!(
    an_announcement_needs_both_languages_and_an_end_after_its_beginning,
    |app| {
        let clerk = clerk(app);
        let faults = |body: Value| {
            let refused = clerk.post("/announcements", body).expect(422).json();
            let errors = refused["errors"].as_array().unwrap().iter();
            let named = errors.map(|error| format!("{} {}", error["field"], error["code"]).replace('"', ""));
            named.collect::<Vec<_>>()
        };
        let mut body = wording("one");
        body["title"] = json!({"ja": "題名", "en": " "});
        body["body"] = json!({"ja": "あ".repeat(5_001), "en": "Text"});
        assert_eq!(faults(body), ["title.en required", "body.ja too_long"]);
        let mut body = wording("two");
        body["shown_from"] = json!("2026-12-01T00:00:00Z");
        body["shown_until"] = json!("2026-12-01T00:00:00Z");
        assert_eq!(faults(body), ["shown_until date_order"]);
        let mut body = wording("three");
        body["shown_until"] = json!("9999-12-01T00:00:00Z");
        assert_eq!(faults(body), ["shown_until malformed"]);
        announcement(&clerk);
    }
);
