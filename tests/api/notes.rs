//! Notes on listings: colleagues read them, their author changes them, and nobody else learns that there is one.

use crate::given::{grant, published_need, published_seed, world};
use crate::helpers::{Actor, Reply, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, NoteId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::note::{MOST_PER_LISTING, Note};
use enishi::domain::tier::Tier;
use enishi::store::db::{Reads, Writes};
use enishi::store::error::StoreError;
use enishi::store::{audiences, listings, notes};
use serde_json::{Value, json};

fn place(listing: ListingId) -> String {
    format!("/listings/{listing}/notes")
}

fn note(actor: &Actor<'_>, listing: ListingId, text: &str) -> Value {
    actor.post(&place(listing), json!({"body": text})).expect(201).json()
}

fn bodies(reply: &Reply) -> Vec<String> {
    let all = reply.json()["items"].as_array().unwrap().clone();
    all.iter()
        .map(|note| note["body"].as_str().unwrap().to_owned())
        .collect()
}

fn turn(app: &TestApp, listing: ListingId, state: ListingState) {
    app.arrange(|tx| {
        let mut held = listings::find(tx, listing).unwrap().unwrap();
        held.state = state;
        listings::update(tx, &mut held).unwrap();
    });
}

on_both!(colleagues_read_a_note_and_only_its_author_changes_it, |app| {
    let world = world(app);
    let colleague = app.member("abe", Role::Company, world.company.organisation);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let first = note(&world.company, seed, "  標的が自社の候補と近い。\n来月もう一度見る。 ");
    assert_eq!(first["body"], "標的が自社の候補と近い。\n来月もう一度見る。");
    assert_eq!((&first["own"], &first["version"]), (&json!(true), &json!(1)));
    app.advance(TimeDelta::minutes(1));
    note(&colleague, seed, "Seen.");

    let read = colleague.get(&place(seed)).expect(200);
    assert_eq!(bodies(&read), ["Seen.", "標的が自社の候補と近い。\n来月もう一度見る。"]);
    let older = &read.json()["items"][1];
    assert_eq!(older["author"], json!({"ja": "suzuki 様", "en": "suzuki"}));
    assert_eq!((&older["own"], older.get("edited_at")), (&json!(false), None));

    let one = format!("{}/{}", place(seed), first["id"].as_str().unwrap());
    let tag = colleague.get(&one).expect(200).tag();
    let other = json!({"body": "Other words."});
    assert_eq!(colleague.put(&one, &tag, other.clone()).expect(403).code(), "forbidden");
    let remove = |actor: &Actor<'_>, tag: &str| actor.call("DELETE", &one, &[("if-match", tag)], None);
    remove(&colleague, &tag).expect(403);
    world.company.put(&one, "\"v9\"", other.clone()).expect(412);
    let changed = world.company.put(&one, &tag, other.clone()).expect(200);
    assert_eq!(changed.json()["body"], "Other words.");
    assert!(changed.json()["edited_at"].is_string());
    world.company.put(&one, &tag, other).expect(412);
    world.company.delete(&one).expect(428);
    remove(&world.company, &changed.tag()).expect(204);
    world.company.get(&one).expect(404);
    assert_eq!(bodies(&world.company.get(&place(seed)).expect(200)), ["Seen."]);
});

on_both!(nobody_outside_the_organisation_learns_of_a_note, |app| {
    let world = world(app);
    let office = app.organisation("secretariat", OrganisationKind::Secretariat);
    let secretary = app.member("secretary", Role::Secretariat, office);
    let auditor = app.member("audit", Role::Auditor, office);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let others = [&world.researcher, &world.rival, &world.liaison, &secretary];
    let look = || {
        let mut seen = Vec::new();
        for actor in others {
            for path in [
                "/notes".to_owned(),
                place(seed),
                format!("/listings/{seed}/notes?limit=1"),
            ] {
                let reply = actor.get(&path).expect(200);
                seen.push((reply.headers, reply.text));
            }
        }
        seen.push((vec![], auditor.get("/ledger/logs").expect(200).text));
        seen.push((
            vec![],
            world
                .researcher
                .get(&format!("/listings/{seed}/disclosures"))
                .expect(200)
                .text,
        ));
        seen
    };
    let before = look();
    let written = note(&world.company, seed, "Ours alone.");
    let id = written["id"].as_str().unwrap();
    let one = format!("{}/{id}", place(seed));
    world.company.get(&place(seed)).expect(200);
    world.company.get(&one).expect(200);
    let changed = world
        .company
        .put(&one, "\"v1\"", json!({"body": "Still ours."}))
        .expect(200);
    assert_eq!(look(), before);
    for actor in others {
        let absent = format!("{}/00000000-0000-4000-8000-000000000000", place(seed));
        for (method, body) in [("GET", None), ("PUT", Some(json!({"body": "x"}))), ("DELETE", None)] {
            let call = |path: &str| actor.call(method, path, &[("if-match", &changed.tag())], body.as_ref());
            let (theirs, none) = (call(&one).expect(404), call(&absent).expect(404));
            assert_eq!((theirs.headers, theirs.text), (none.headers, none.text));
        }
    }
    note(&world.rival, seed, "Theirs.");
    assert_eq!(bodies(&world.company.get(&place(seed)).expect(200)), ["Still ours."]);
    assert_eq!(bodies(&world.rival.get(&place(seed)).expect(200)), ["Theirs."]);
});

on_both!(
    what_may_not_be_seen_any_more_takes_its_notes_along_and_brings_them_back,
    |app| {
        let world = world(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let kept = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let first = note(&world.company, seed, "On the first.");
        let one = format!("{}/{}", place(seed), first["id"].as_str().unwrap());
        note(&world.company, kept, "On the second.");
        let absent = format!("/listings/{}/notes", "00000000-0000-4000-8000-000000000000");
        let hidden = || {
            for (path, none) in [
                (place(seed), absent.clone()),
                (one.clone(), format!("{absent}/{}", first["id"].as_str().unwrap())),
            ] {
                let (theirs, none) = (
                    world.company.get(&path).expect(404),
                    world.company.get(&none).expect(404),
                );
                assert_eq!((theirs.headers, theirs.text), (none.headers, none.text));
            }
            let post = |path: &str| world.company.post(path, json!({"body": ""})).expect(404).text;
            assert_eq!(post(&place(seed)), post(&absent));
            assert_eq!(bodies(&world.company.get("/notes").expect(200)), ["On the second."]);
        };
        turn(app, seed, ListingState::Withdrawn);
        hidden();
        turn(app, seed, ListingState::Published);
        assert_eq!(bodies(&world.company.get("/notes").expect(200)).len(), 2);
        let blocked = world.company.organisation;
        app.arrange(|tx| audiences::set_blocks(tx, seed, &[blocked]).unwrap());
        hidden();
        app.arrange(|tx| audiences::set_blocks(tx, seed, &[]).unwrap());
        assert_eq!(bodies(&world.company.get(&place(seed)).expect(200)), ["On the first."]);
        let blind = published_need(app, &world.rival, &world.liaison, json!({}), NeedVisibility::Blind);
        world.company.post(&place(blind), json!({"body": "x"})).expect(404);
    }
);

on_both!(a_colleague_sees_the_notes_of_what_that_colleague_may_see, |app| {
    let world = world(app);
    let colleague = app.member("abe", Role::Researcher, world.researcher.organisation);
    let begun = world.researcher.post("/seeds", json!({})).expect(201).json();
    let draft = begun["id"].as_str().unwrap();
    let path = format!("/listings/{draft}/notes");
    // A working copy has no page yet.
    world.researcher.post(&path, json!({"body": "x"})).expect(404);
    let blind = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Blind);
    note(&world.company, blind, "Known to the team.");
    let outside = app.member("mita", Role::Company, world.company.organisation);
    assert_eq!(bodies(&world.company.get("/notes").expect(200)), ["Known to the team."]);
    outside.get(&place(blind)).expect(404);
    assert!(bodies(&outside.get("/notes").expect(200)).is_empty());
    assert!(bodies(&colleague.get("/notes").expect(200)).is_empty());
});

on_both!(all_notes_come_in_pages_with_what_they_are_on, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let gone = published_seed(app, &world.researcher, &world.liaison, json!({}));
    for number in 0..5 {
        app.advance(TimeDelta::minutes(1));
        note(&world.company, seed, &format!("{number}"));
        note(&world.company, gone, "gone");
    }
    turn(app, gone, ListingState::Paused);
    let (mut seen, mut path) = (Vec::new(), "/notes?limit=2".to_owned());
    loop {
        let page = world.company.get(&path).expect(200);
        seen.push(bodies(&page));
        let page = page.json();
        assert_eq!(page["items"][0]["listing"]["id"], seed.to_string());
        assert_eq!(page["items"][0]["listing_id"], seed.to_string());
        assert_eq!(
            page["items"][0]["listing"]["title"]["en"],
            "A new antibody seed for rheumatoid arthritis"
        );
        assert!(page["items"][0]["listing"].get("organisation").is_none());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/notes?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, [vec!["4", "3"], vec!["2", "1"], vec!["0"]]);
    grant(app, seed, world.company.organisation, Tier::Approved);
    let named = world.company.get("/notes?limit=1").expect(200).json();
    assert_eq!(named["items"][0]["listing"]["organisation"]["en"], "uni");
    // Recorded as a search, so that the evidence does not tell that there are notes.
    let seen = world
        .researcher
        .get(&format!("/listings/{seed}/disclosures"))
        .expect(200)
        .json();
    let surfaces = seen["items"].as_array().unwrap().iter();
    assert!(surfaces.clone().count() >= 4 && surfaces.clone().all(|one| one["surface"] == "search"));
});

on_both!(faults_are_named_and_a_repetition_writes_nothing_twice, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let fault = |body: Value| {
        let reply = world
            .company
            .post(&place(seed), json!({ "body": body }))
            .expect(422)
            .json();
        let first = &reply["errors"][0];
        format!(
            "{} {}",
            first["field"].as_str().unwrap(),
            first["code"].as_str().unwrap()
        )
    };
    assert_eq!(fault(json!(" \n ")), "body required");
    assert_eq!(fault(json!("字".repeat(2_001))), "body too_long");
    assert_eq!(fault(json!("a\u{0}b")), "body control_character");
    note(&world.company, seed, &"字".repeat(2_000));
    let again = [("idempotency-key", "once")];
    let body = json!({"body": "Once."});
    let (path, send) = (place(seed), |path: &str| {
        world.company.call("POST", path, &again, Some(&body))
    });
    let (first, second) = (send(&path).expect(201), send(&path).expect(201));
    assert_eq!(
        (&first.text, second.header("idempotent-replayed")),
        (&second.text, Some("true"))
    );
    assert_eq!(bodies(&world.company.get(&path).expect(200)).len(), 2);
    // Once it is removed, its words are nowhere any more.
    let one = format!("{path}/{}", first.json()["id"].as_str().unwrap());
    world
        .company
        .call("DELETE", &one, &[("if-match", &first.tag())], None)
        .expect(204);
    send(&path).expect(404);
    // However the address is written.
    let written = path.replace("/notes", "/%6Eotes");
    let again = [("idempotency-key", "twice")];
    let send = |path: &str| world.company.call("POST", path, &again, Some(&body));
    let first = send(&written).expect(201);
    let one = format!("{path}/{}", first.json()["id"].as_str().unwrap());
    assert_eq!(send(&written).expect(201).header("idempotent-replayed"), Some("true"));
    let tag = first.tag();
    let removed = world.company.call("DELETE", &one, &[("if-match", &tag)], None);
    removed.expect(204);
    for path in [&written, &path] {
        let told = send(path).expect(404);
        assert!(!told.text.contains("Once."), "{}", told.text);
    }
});

on_both!(an_organisation_keeps_so_many_notes_on_a_listing_and_no_more, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let other = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let kept = app.app.db.chore_blocking(|chore| {
        for _ in 0..MOST_PER_LISTING - 1 {
            let note = Note {
                id: NoteId::from_uuid(chore.new_uuid()),
                organisation: world.company.organisation,
                listing: seed,
                author: world.company.member,
                body: "One of many.".into(),
                created_at: chore.now(),
                edited_at: None,
                version: 1,
            };
            notes::insert(chore, &note)?;
        }
        Ok::<_, StoreError>(())
    });
    kept.unwrap();
    let last = note(&world.company, seed, "The last one.");
    let one_more = |actor: &Actor<'_>| actor.post(&place(seed), json!({"body": "One more."}));
    let refused = one_more(&world.company).expect(409);
    assert_eq!(refused.code(), "too_many_notes");
    assert!(refused.json()["detail"].as_str().unwrap().contains("200件"));
    let refused = one_more(&world.company.in_english()).expect(409).json();
    assert!(refused["detail"].as_str().unwrap().contains("up to 200 notes"));
    note(&world.company, other, "Elsewhere there is room.");
    one_more(&world.rival).expect(201);
    let gone = format!("{}/{}", place(seed), last["id"].as_str().unwrap());
    world
        .company
        .call("DELETE", &gone, &[("if-match", "\"v1\"")], None)
        .expect(204);
    one_more(&world.company).expect(201);
});
