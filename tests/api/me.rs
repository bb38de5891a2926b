//! One's own account: profile, mail preferences, unsubscribe links, notices.

use crate::helpers::{Actor, TestApp, send};
use chrono::TimeDelta;
use enishi::domain::account::{MemberState, OrganisationKind, Role};
use enishi::domain::text::Locale;
use enishi::mail::kind::MailKind;
use enishi::mail::mailer::Mailer;
use enishi::services::error::Error;
use enishi::services::notify::{self, Event};
use enishi::store::members;
use serde_json::{Value, json};

fn someone(app: &TestApp) -> Actor<'_> {
    let university = app.organisation("kita", OrganisationKind::University);
    app.member("sato", Role::Researcher, university)
}

/// Tells a member of something, as use cases do.
fn tell(app: &TestApp, to: &Actor<'_>, kind: MailKind, key: &str) {
    let event = Event::new(kind, key, "/seeds/1", Some("S-7K3M-92QX"));
    let told = app
        .app
        .db
        .chore_blocking(|chore| notify::member(chore, &app.app, to.member, &event));
    told.unwrap_or_else(|error: Error| panic!("{error}"));
}

/// Runs all queued work; the kinds of the mails that were sent.
fn mails(app: &TestApp) -> Vec<&'static str> {
    let work = enishi::jobs::runner::run_until_idle(&app.app);
    actix_web::rt::System::new().block_on(work).unwrap();
    let Mailer::Memory(memory) = &app.app.mailer else {
        panic!("tests keep mails in memory");
    };
    let sent = memory.sent();
    memory.clear();
    sent.iter().map(|mail| mail.kind().code()).collect()
}

on_both!(a_member_sees_who_they_are, |app| {
    let sato = someone(app);
    let reply = sato.get("/me").expect(200);
    assert_eq!(reply.header("etag"), Some("\"v1\""));
    let me = reply.json();
    assert_eq!(me["email"], "sato@kita.example");
    assert_eq!(me["name"], json!({ "ja": "sato 様", "en": "sato" }));
    assert_eq!(me["role"], "researcher");
    assert_eq!(me["organisation"]["kind"], "university");
    assert_eq!(me["organisation"]["name"]["en"], "kita");
    assert_eq!(
        (&me["undertaking"]["required"], &me["undertaking"]["number"]),
        (&json!(false), &json!(1))
    );
    assert_eq!(me["unread_notices"], 0);
    let unbound = app.unbound_member("kato", Role::Researcher, sato.organisation);
    let me = unbound.get("/me").expect(200).json();
    assert_eq!(
        me["undertaking"],
        json!({ "required": true, "number": 1, "accepted_at": null, "expires_at": null })
    );
    app.outsider().get("/me").expect(401);
});

on_both!(a_member_changes_language_and_orcid_of_the_version_they_saw, |app| {
    let sato = someone(app);
    let changed = sato.patch(
        "/me",
        "\"v1\"",
        json!({ "locale": "en", "orcid": "https://orcid.org/0000-0002-1825-0097" }),
    );
    let changed = changed.expect(200);
    assert_eq!(changed.header("etag"), Some("\"v2\""));
    assert_eq!(
        (&changed.json()["locale"], &changed.json()["orcid"]),
        (&json!("en"), &json!("0000-0002-1825-0097"))
    );
    let member = app.arrange(|tx| members::find(tx, sato.member).unwrap().unwrap());
    assert_eq!(member.locale, Locale::En);
    assert_eq!(
        sato.patch("/me", "\"v1\"", json!({ "locale": "ja" }))
            .expect(412)
            .code(),
        "stale"
    );
    assert_eq!(
        sato.call("PATCH", "/me", &[], Some(&json!({}))).expect(428).code(),
        "precondition_required"
    );
    let unchanged = sato.patch("/me", "\"v2\"", json!({ "locale": "en" })).expect(200);
    assert_eq!(unchanged.header("etag"), Some("\"v2\""));
    let fault = sato
        .patch("/me", "\"v2\"", json!({ "orcid": "0000-0002-1825-0098" }))
        .expect(422)
        .json();
    assert_eq!(
        (&fault["errors"][0]["field"], &fault["errors"][0]["code"]),
        (&json!("orcid"), &json!("malformed"))
    );
    let removed = sato.patch("/me", "\"v2\"", json!({ "orcid": null })).expect(200).json();
    assert_eq!((&removed["orcid"], &removed["locale"]), (&Value::Null, &json!("en")));
    for body in [
        json!({ "role": "secretariat" }),
        json!({ "locale": "fr" }),
        json!({ "email": "x@kita.example" }),
    ] {
        sato.patch("/me", "\"v3\"", body).expect(400);
    }
});

on_both!(a_kind_that_is_off_gives_a_notice_but_no_mail, |app| {
    let sato = someone(app);
    let reply = sato.get("/me/mail-preferences").expect(200);
    let shown = reply.json();
    let find = |shown: &Value, kind: &str| {
        let items = shown["items"].as_array().unwrap();
        items.iter().find(|item| item["kind"] == kind).unwrap().clone()
    };
    let digest = find(&shown, "listing_approved");
    assert_eq!(
        (&digest["cadence"], &digest["category"]),
        (&json!("instant"), &json!("workflow"))
    );
    assert_eq!(digest["label"], "登録情報の承認");
    assert_eq!(find(&shown, "password_reset")["choices"], json!(["instant"]));
    let tag = reply.tag();
    let off = json!({ "items": [{ "kind": "listing_approved", "cadence": "off" }] });
    let changed = sato.put("/me/mail-preferences", &tag, off.clone()).expect(200);
    assert_eq!(find(&changed.json(), "listing_approved")["cadence"], "off");
    assert_eq!(
        sato.put("/me/mail-preferences", &tag, off.clone()).expect(412).code(),
        "stale"
    );
    sato.call("PUT", "/me/mail-preferences", &[], Some(&off)).expect(428);
    tell(app, &sato, MailKind::ListingApproved, "a");
    tell(app, &sato, MailKind::ChangesRequested, "b");
    assert_eq!(mails(app), ["changes_requested"]);
    let notices = sato.get("/me/notices").expect(200).json();
    assert_eq!(notices["items"].as_array().unwrap().len(), 2);
});

#[test]
fn every_kind_of_mail_has_a_name_in_both_languages() {
    let app = TestApp::sqlite();
    let sato = someone(&app);
    for actor in [sato.clone(), sato.in_english()] {
        let shown = actor.get("/me/mail-preferences").expect(200).json();
        let items = shown["items"].as_array().unwrap();
        assert_eq!(items.len(), MailKind::ALL.len());
        for item in items {
            assert_ne!(item["label"], item["kind"], "no name");
        }
    }
}

on_both!(
    wishes_that_make_no_sense_are_refused_by_name_and_change_nothing,
    |app| {
        let sato = someone(app);
        let before = sato.get("/me/mail-preferences").expect(200);
        let tag = before.tag();
        let wishes = json!({ "items": [
        { "kind": "listing_approved", "cadence": "off" },
        { "kind": "listing_approved", "cadence": "daily" },
        { "kind": "password_changed", "cadence": "off" },
        { "kind": "nothing", "cadence": "off" },
        { "kind": "candidate_new", "cadence": "hourly" },
    ] });
        let refused = sato.put("/me/mail-preferences", &tag, wishes).expect(422).json();
        let faults: Vec<String> = refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| {
                format!(
                    "{} {}",
                    fault["field"].as_str().unwrap(),
                    fault["code"].as_str().unwrap()
                )
            })
            .collect();
        let expected = [
            "items.1.kind duplicate",
            "items.2.cadence out_of_range",
            "items.3.kind unknown_code",
            "items.4.cadence unknown_code",
        ];
        assert_eq!(faults, expected);
        assert_eq!(sato.get("/me/mail-preferences").text, before.text);
    }
);

on_both!(
    one_click_unsubscribes_without_signing_in_and_looking_changes_nothing,
    |app| {
        let sato = someone(app);
        let token = app.app.unsubscribe.token(sato.member, MailKind::ListingApproved);
        let path = format!("/api/v1/unsubscribe?token={token}");
        let page = send(&app.base, "GET", &path, &[], None).expect(200);
        assert!(page.header("content-type").unwrap().starts_with("text/html"));
        for words in ["<form method=\"post\">", "登録情報の承認", "Listing approved"] {
            assert!(page.text.contains(words), "{}", page.text);
        }
        assert!(
            page.header("content-security-policy")
                .unwrap()
                .contains("form-action 'self'")
        );
        tell(app, &sato, MailKind::ListingApproved, "before");
        assert_eq!(mails(app), ["listing_approved"]);
        let form = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", "https://mail.example"),
        ];
        for _ in 0..2 {
            let done = send(&app.base, "POST", &path, &form, Some(b"List-Unsubscribe=One-Click")).expect(200);
            assert!(!done.text.contains("<form"));
        }
        tell(app, &sato, MailKind::ListingApproved, "after");
        tell(app, &sato, MailKind::ChangesRequested, "after");
        assert_eq!(mails(app), ["changes_requested"]);
        assert_eq!(sato.get("/me").json()["unread_notices"], 3);
    }
);

on_both!(an_unsubscribe_link_that_is_not_ours_does_nothing, |app| {
    let sato = someone(app);
    let mut forged = app.app.unsubscribe.token(sato.member, MailKind::ListingApproved);
    forged.replace_range(30..31, if &forged[30..31] == "A" { "B" } else { "A" });
    let security = app.app.unsubscribe.token(sato.member, MailKind::PasswordChanged);
    for token in [forged.as_str(), security.as_str(), "made-up", ""] {
        let path = format!("/api/v1/unsubscribe?token={token}");
        for method in ["GET", "POST"] {
            let refused = send(&app.base, method, &path, &[], None).expect(404);
            assert!(refused.text.contains("このリンクは無効です"), "{}", refused.text);
        }
    }
    send(&app.base, "POST", "/api/v1/unsubscribe", &[], None).expect(404);
    tell(app, &sato, MailKind::ListingApproved, "still");
    assert_eq!(mails(app), ["listing_approved"]);
});

on_both!(notices_come_in_pages_and_are_read_one_by_one_or_all_at_once, |app| {
    let sato = someone(app);
    let other = app.member("kato", Role::Researcher, sato.organisation);
    for number in 0..5 {
        tell(app, &sato, MailKind::ListingApproved, &format!("event {number}"));
        tell(app, &sato, MailKind::ListingApproved, &format!("event {number}"));
        app.advance(TimeDelta::seconds(i64::from(number % 2)));
    }
    let (mut seen, mut path) = (Vec::new(), "/me/notices?limit=2".to_owned());
    let pages = loop {
        let page = sato.get(&path).expect(200).json();
        assert_eq!(page["unread"], 5);
        seen.extend(page["items"].as_array().unwrap().clone());
        match page["next_cursor"].as_str() {
            Some(cursor) => {
                let foreign = other.get(&format!("/me/notices?limit=2&cursor={cursor}")).expect(400);
                assert_eq!(foreign.code(), "bad_cursor");
                path = format!("/me/notices?limit=2&cursor={cursor}");
            }
            None => break seen.len().div_ceil(2),
        }
    };
    assert_eq!((pages, seen.len()), (3, 5));
    let ids: std::collections::BTreeSet<&str> = seen.iter().map(|notice| notice["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 5, "each once");
    assert!(
        seen.windows(2)
            .all(|pair| pair[0]["created_at"].as_str() >= pair[1]["created_at"].as_str())
    );
    let notice = &seen[0];
    assert_eq!(
        (&notice["path"], &notice["reference"]),
        (&json!("/seeds/1"), &json!("S-7K3M-92QX"))
    );
    let path = format!("/me/notices/{}/read", notice["id"].as_str().unwrap());
    let foreign = other.post(&path, json!({})).expect(404);
    let missing = other
        .post("/me/notices/4b1d9d7e-0000-4000-8000-000000000000/read", json!({}))
        .expect(404);
    assert_eq!(foreign.text, missing.text);
    sato.post(&path, json!({})).expect(204);
    let read_at = sato.get("/me/notices").json()["items"][0]["read_at"].clone();
    app.advance(TimeDelta::hours(1));
    sato.post(&path, json!({})).expect(204);
    let page = sato.get("/me/notices").expect(200).json();
    assert_eq!((&page["unread"], &page["items"][0]["read_at"]), (&json!(4), &read_at));
    sato.post("/me/notices/read", json!({})).expect(204);
    assert_eq!(sato.get("/me").json()["unread_notices"], 0);
    for bad in ["limit=0", "limit=101"] {
        sato.get(&format!("/me/notices?{bad}")).expect(422);
    }
    for bad in ["limit=many", "cursor=x", "page=2"] {
        sato.get(&format!("/me/notices?{bad}")).expect(400);
    }
});

on_both!(
    colleagues_are_the_other_active_members_of_ones_own_organisation,
    |app| {
        let sato = someone(app);
        let kato = app.member("kato", Role::Researcher, sato.organisation);
        let abe = app.unbound_member("abe", Role::Researcher, sato.organisation);
        for (name, state) in [("ono", MemberState::Suspended), ("ueda", MemberState::Left)] {
            let gone = app.member(name, Role::Researcher, sato.organisation).member;
            app.arrange(|tx| {
                let mut member = members::find(tx, gone).unwrap().unwrap();
                member.state = state;
                members::update(tx, &mut member).unwrap();
            });
        }
        let elsewhere = app.organisation("minami", OrganisationKind::University);
        app.member("mori", Role::Researcher, elsewhere);
        let all = sato.get("/me/colleagues").expect(200).json();
        let one =
            |of: &Actor<'_>, name: &str| json!({ "id": of.member, "name": { "ja": format!("{name} 様"), "en": name } });
        assert_eq!(all["items"], json!([one(&abe, "abe"), one(&kato, "kato")]));
        assert_eq!(all["next_cursor"], Value::Null);

        let first = sato.get("/me/colleagues?limit=1").expect(200).json();
        let next = format!(
            "/me/colleagues?limit=1&cursor={}",
            first["next_cursor"].as_str().unwrap()
        );
        assert_eq!(sato.get(&next).expect(200).json()["items"], json!([one(&kato, "kato")]));
        assert_eq!(kato.get(&next).expect(400).code(), "bad_cursor");
        sato.get("/me/colleagues?limit=101").expect(422);
        sato.get(&format!("/me/colleagues?organisation_id={elsewhere}"))
            .expect(400);
        assert_eq!(abe.get("/me/colleagues").expect(403).code(), "undertaking_required");

        // They are whom a listing's team may take in.
        let begun = sato.post("/seeds", json!({})).expect(201).json();
        let path = format!("/listings/{}/audience", begun["id"].as_str().unwrap());
        let team = json!({ "team": [sato.member, kato.member, abe.member], "blocked_organisations": [] });
        sato.put(&path, &sato.get(&path).expect(200).tag(), team).expect(200);
    }
);

on_both!(notices_that_were_read_can_be_left_out, |app| {
    let sato = someone(app);
    for number in 0..4 {
        tell(app, &sato, MailKind::ListingApproved, &format!("event {number}"));
        app.advance(TimeDelta::seconds(1));
    }
    let ids = |path: &str| {
        let page = sato.get(path).expect(200).json();
        let items = page["items"].as_array().unwrap().iter();
        let ids = items
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>();
        (ids, page["next_cursor"].as_str().map(str::to_owned))
    };
    let (all, _) = ids("/me/notices");
    sato.post(&format!("/me/notices/{}/read", all[1]), json!({}))
        .expect(204);
    let (first, cursor) = ids("/me/notices?unread=true&limit=2");
    assert_eq!(first, [all[0].clone(), all[2].clone()]);
    // What is read meanwhile moves no page.
    sato.post(&format!("/me/notices/{}/read", all[0]), json!({}))
        .expect(204);
    let cursor = cursor.unwrap();
    let (second, end) = ids(&format!("/me/notices?unread=true&limit=2&cursor={cursor}"));
    assert_eq!((second, end), (vec![all[3].clone()], None));
    assert_eq!(ids("/me/notices?unread=false").0, all);
    sato.get(&format!("/me/notices?limit=2&cursor={cursor}")).expect(400);
    sato.get("/me/notices?unread=maybe").expect(400);
});
