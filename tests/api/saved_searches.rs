//! Saved searches: what is published later is found once, told once, and only to whom may find it.

use crate::given::{grant, published_need, published_seed, world};
use crate::helpers::{Actor, TestApp, block_on};
use chrono::TimeDelta;
use enishi::domain::account::{MemberState, Role};
use enishi::domain::ids::{ListingId, UndertakingId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::text::Locale;
use enishi::domain::tier::Tier;
use enishi::domain::undertaking::Undertaking;
use enishi::mail::kind::MailKind;
use enishi::services::matching::match_listing;
use enishi::services::saved_searches::{clean_up, raise};
use enishi::store::db::{Reads, Writes};
use enishi::store::mails::{self, Mail, MailState};
use enishi::store::{audiences, listings, members, notices, saved_searches, undertakings, versions};
use serde_json::{Value, json};

fn save(actor: &Actor<'_>, name: &str, text: &str) -> String {
    let body = json!({"name": name, "question": {"kind": "seed", "text": text}});
    let saved = actor.post("/saved-searches", body).expect(201).json();
    saved["id"].as_str().unwrap().to_owned()
}

fn alerts(actor: &Actor<'_>, search: &str) -> Vec<Value> {
    let page = actor
        .get(&format!("/saved-searches/{search}/alerts"))
        .expect(200)
        .json();
    page["items"].as_array().unwrap().clone()
}

fn found(actor: &Actor<'_>, search: &str) -> Vec<String> {
    let ids = alerts(actor, search).into_iter();
    ids.map(|alert| alert["id"].as_str().unwrap().to_owned()).collect()
}

fn unseen(actor: &Actor<'_>, search: &str) -> u64 {
    let one = actor.get(&format!("/saved-searches/{search}")).expect(200).json();
    let all = actor.get("/saved-searches").expect(200).json();
    let listed = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == search);
    assert_eq!(listed, Some(&one));
    one["unseen"].as_u64().unwrap()
}

/// Mails that tell a member of what was found.
fn told(app: &TestApp, actor: &Actor<'_>, state: MailState) -> Vec<Mail> {
    let all = app
        .app
        .db
        .read_blocking(|rx| mails::in_state(rx, state, 1_000))
        .unwrap();
    let theirs = all.into_iter().filter(|mail| mail.member == Some(actor.member));
    theirs
        .filter(|mail| mail.kind == MailKind::SavedSearchAlert.code())
        .collect()
}

/// Time passes.
fn later(app: &TestApp) {
    app.advance(TimeDelta::seconds(1));
}

/// Members see something else of a listing from now on.
fn renewed_for_members(app: &TestApp, listing: ListingId) {
    app.arrange(|tx| {
        let version = listings::find(tx, listing).unwrap().unwrap().published.unwrap();
        versions::mark_published(tx, version, tx.now(), tx.now()).unwrap();
    });
}

on_both!(what_is_published_later_is_found_once_and_told_once, |app| {
    let world = world(app);
    let (both, neither) = (
        save(&world.company, "リウマチ", "リウマチ 抗体"),
        save(&world.company, "その他", "結核"),
    );
    let again = save(&world.company, "also", "rheumatoid arthritis -vaccine");
    later(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    for _ in 0..3 {
        match_listing(&app.app, seed).unwrap();
    }
    assert_eq!(found(&world.company, &both), [seed.to_string()]);
    assert_eq!(found(&world.company, &again), [seed.to_string()]);
    assert!(found(&world.company, &neither).is_empty());
    assert_eq!(unseen(&world.company, &both), 1);

    let shown = &alerts(&world.company, &both)[0];
    assert!(shown["title"]["en"].as_str().unwrap().contains("rheumatoid"));
    assert!(shown["snippet"]["parts"].is_array() && shown.get("seen_at").is_none());
    assert!(!shown.to_string().contains("CANARY"), "{shown}");

    let mails = told(app, &world.company, MailState::Queued);
    assert_eq!(mails.len(), 1, "one mail, however many searches found it");
    let reference = shown["reference"].as_str().unwrap();
    assert!(mails[0].context.contains(reference));
    for word in ["リウマチ", "rheumatoid", "also"] {
        assert!(!mails[0].context.contains(word) && !mails[0].event.contains(word));
    }
    let until = json!({"until": shown["found_at"]});
    let seen = format!("/saved-searches/{both}/alerts/seen");
    world.company.post(&seen, until.clone()).expect(204);
    world.company.post(&seen, until).expect(204);
    assert_eq!(unseen(&world.company, &both), 0);
    assert_eq!(unseen(&world.company, &again), 1);
    assert!(alerts(&world.company, &both)[0]["seen_at"].is_string());
    app.work();
    assert_eq!(told(app, &world.company, MailState::Sent).len(), 1);
});

on_both!(what_was_there_before_is_not_told_before_members_see_it_anew, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    later(app);
    let search = save(&world.company, "seeds", "");
    // Also what a new version changes above the Members tier only: the matching task runs, and nothing may move.
    match_listing(&app.app, seed).unwrap();
    assert!(found(&world.company, &search).is_empty());
    later(app);
    renewed_for_members(app, seed);
    match_listing(&app.app, seed).unwrap();
    assert_eq!(found(&world.company, &search), [seed.to_string()]);

    // Another question begins anew; another name does not.
    later(app);
    let path = format!("/saved-searches/{search}");
    let tag = world.company.get(&path).expect(200).tag();
    let other = json!({"name": "renamed", "question": {"kind": "seed", "text": "抗体"}, "alerts": "weekly"});
    let changed = world.company.put(&path, &tag, other).expect(200);
    assert_eq!(
        (&changed.json()["name"], &changed.json()["alerts"]),
        (&json!("renamed"), &json!("weekly"))
    );
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
    let second = published_seed(app, &world.researcher, &world.liaison, json!({}));
    match_listing(&app.app, second).unwrap();
    assert_eq!(found(&world.company, &search)[0], second.to_string());
    assert_eq!(told(app, &world.company, MailState::Held)[0].cadence, "weekly");
});

on_both!(filters_are_those_of_the_search, |app| {
    let world = world(app);
    let ask = |name: &str, question: Value| {
        let saved = world
            .company
            .post("/saved-searches", json!({"name": name, "question": question}));
        saved.expect(201).json()["id"].as_str().unwrap().to_owned()
    };
    let antibodies = ask(
        "a",
        json!({"kind": "seed", "filters": {"modalities": ["antibody", "peptide"]}}),
    );
    let molecules = ask(
        "b",
        json!({"kind": "seed", "filters": {"modalities": ["small_molecule"]}}),
    );
    let early = ask("c", json!({"kind": "seed", "stage_max": "screening"}));
    let late = ask("d", json!({"kind": "seed", "text": "抗体", "stage_min": "phase1"}));
    let needs = ask("e", json!({"kind": "need"}));
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    match_listing(&app.app, seed).unwrap();
    for (search, expected) in [(&antibodies, 1), (&molecules, 0), (&early, 1), (&late, 0), (&needs, 0)] {
        assert_eq!(found(&world.company, search).len(), expected, "{search}");
    }
});

on_both!(
    codes_and_owners_named_in_the_text_narrow_as_they_do_in_a_search,
    |app| {
        let world = world(app);
        let keep = |actor: &Actor<'_>, kind: &str, text: &str| {
            let body = json!({"name": text, "question": {"kind": kind, "text": text}});
            let saved = actor.post("/saved-searches", body).expect(201).json();
            saved["id"].as_str().unwrap().to_owned()
        };
        let expected = [
            ("modality:antibody リウマチ", 1),
            ("modality:small_molecule リウマチ", 0),
            ("-modality:antibody", 0),
            ("title:リウマチ", 1),
            ("title:霊長類", 0),
            ("結核 OR リウマチ", 1),
            ("NOT 抗体", 0),
            ("org:uni", 0),
        ];
        let searches = expected.map(|(text, count)| (keep(&world.company, "seed", text), text, count));
        let theirs = [
            ("org:pharma", 1),
            ("org:rival", 0),
            ("-org:pharma", 0),
            ("-org:rival 抗体", 1),
        ];
        let theirs = theirs.map(|(text, count)| (keep(&world.researcher, "need", text), text, count));
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        let need = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Open);
        raise(&app.app, seed).unwrap();
        raise(&app.app, need).unwrap();
        for (search, text, count) in searches {
            assert_eq!(found(&world.company, &search).len(), count, "{text}");
        }
        for (search, text, count) in theirs {
            assert_eq!(found(&world.researcher, &search).len(), count, "{text}");
        }
    }
);

on_both!(only_who_may_find_a_listing_hears_of_it, |app| {
    let world = world(app);
    let colleague = app.member("sato", Role::Researcher, world.researcher.organisation);
    let suspended = app.member("abe", Role::Company, world.company.organisation);
    let everybody = [&world.company, &world.rival, &world.liaison, &colleague, &suspended];
    let searches = everybody.map(|actor| save(actor, "seeds", ""));
    let needs = json!({"name": "needs", "question": {"kind": "need"}});
    let needs = world.researcher.post("/saved-searches", needs).expect(201).json()["id"].clone();
    let (member, rivals) = (suspended.member, world.rival.organisation);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let blind = published_need(app, &world.company, &world.liaison, json!({}), NeedVisibility::Blind);
    app.arrange(|tx| {
        let mut member = members::find(tx, member).unwrap().unwrap();
        member.state = MemberState::Suspended;
        members::update(tx, &mut member).unwrap();
        audiences::set_blocks(tx, seed, &[rivals]).unwrap();
    });
    raise(&app.app, seed).unwrap();
    raise(&app.app, blind).unwrap();
    app.arrange(|tx| {
        let mut member = members::find(tx, member).unwrap().unwrap();
        member.state = MemberState::Active;
        members::update(tx, &mut member).unwrap();
    });
    let counts = [1, 0, 1, 0, 0];
    for ((actor, search), expected) in everybody.iter().zip(&searches).zip(counts) {
        assert_eq!(found(actor, search).len(), expected, "{}", actor.email);
        assert_eq!(told(app, actor, MailState::Queued).len(), expected);
    }
    assert!(found(&world.researcher, needs.as_str().unwrap()).is_empty());
});

on_both!(words_above_the_members_tier_are_found_by_whom_they_are_granted, |app| {
    let world = world(app);
    let text = "\"CANARY-target\"";
    let (theirs, rivals) = (save(&world.company, "t", text), save(&world.rival, "t", text));
    let without = save(&world.company, "w", "抗体 -\"CANARY-target\"");
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    grant(app, seed, world.company.organisation, Tier::Approved);
    match_listing(&app.app, seed).unwrap();
    assert_eq!(found(&world.company, &theirs), [seed.to_string()]);
    assert!(found(&world.company, &without).is_empty());
    assert!(found(&world.rival, &rivals).is_empty());
});

on_both!(who_is_not_bound_hears_nothing_until_that_is_mended, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    app.arrange(|tx| {
        let second = Undertaking {
            id: UndertakingId::from_uuid(tx.new_uuid()),
            number: 2,
            title_ja: "誓約書".into(),
            title_en: "Undertaking".into(),
            text_ja: "秘密を守ります。".into(),
            text_en: "I keep secrets.".into(),
            valid_days: 365,
            published_at: tx.now(),
        };
        assert_eq!(second.hash(Locale::Ja).len(), 64);
        undertakings::insert(tx, &second).unwrap();
    });
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    match_listing(&app.app, seed).unwrap();
    world
        .company
        .get(&format!("/saved-searches/{search}/alerts"))
        .expect(403);
    assert!(told(app, &world.company, MailState::Queued).is_empty());
    let notices = app
        .app
        .db
        .read_blocking(|rx| notices::of_member(rx, world.company.member, false, None, 10));
    assert!(notices.unwrap().is_empty());
    app.bind(world.company.member);
    assert_eq!(found(&world.company, &search), [seed.to_string()]);
});

on_both!(what_is_withdrawn_is_neither_shown_nor_counted_nor_mailed, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    let kept = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let gone = published_seed(app, &world.researcher, &world.liaison, json!({}));
    for listing in [kept, gone] {
        raise(&app.app, listing).unwrap();
    }
    assert_eq!(unseen(&world.company, &search), 2);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, gone).unwrap().unwrap();
        listing.state = ListingState::Withdrawn;
        listings::update(tx, &mut listing).unwrap();
        tx.reindex(gone);
    });
    assert_eq!(unseen(&world.company, &search), 1);
    assert_eq!(found(&world.company, &search), [kept.to_string()]);
    app.work();
    assert_eq!(told(app, &world.company, MailState::Sent).len(), 1);
    assert_eq!(told(app, &world.company, MailState::Suppressed).len(), 1);
});

on_both!(what_a_search_found_comes_in_pages, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    let mut published = Vec::new();
    for _ in 0..5 {
        later(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
        published.insert(0, seed.to_string());
    }
    let (mut seen, mut path) = (Vec::new(), format!("/saved-searches/{search}/alerts?limit=2"));
    loop {
        let page = world.company.get(&path).expect(200).json();
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/saved-searches/{search}/alerts?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, published, "newest first, each once");
});

on_both!(a_search_is_its_members_alone_and_goes_with_them, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "抗体");
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    raise(&app.app, seed).unwrap();
    let colleague = app.member("abe", Role::Company, world.company.organisation);
    for place in ["", "/alerts"] {
        let theirs = colleague.get(&format!("/saved-searches/{search}{place}")).expect(404);
        let absent = colleague.get(&format!("/saved-searches/{seed}{place}")).expect(404);
        assert_eq!((theirs.headers, theirs.text), (absent.headers, absent.text));
    }
    let path = format!("/saved-searches/{search}");
    let tag = world.company.get(&path).expect(200).tag();
    let remove = |actor: &Actor<'_>, tag: &str| actor.call("DELETE", &path, &[("if-match", tag)], None);
    remove(&colleague, &tag).expect(404);
    remove(&world.company, "\"v9\"").expect(412);
    remove(&world.company, &tag).expect(204);
    remove(&world.company, &tag).expect(404);

    let kept = save(&world.company, "again", "抗体");
    raise(&app.app, seed).unwrap();
    assert_eq!(found(&world.company, &kept).len(), 1);
    world
        .company
        .post("/me/leave", json!({"reason": "own_request"}))
        .expect(204);
    let left = app
        .app
        .db
        .read_blocking(|rx| saved_searches::of_member(rx, world.company.member));
    assert!(left.unwrap().is_empty());
});

on_both!(faults_are_named_and_nothing_of_them_is_kept, |app| {
    let world = world(app);
    save(&world.company, "seeds", "");
    let refused = |name: &str, question: Value| {
        let body = json!({"name": name, "question": question, "alerts": "instant"});
        let reply = world.company.post("/saved-searches", body).expect(422).json();
        let first = &reply["errors"][0];
        (
            first["field"].as_str().unwrap().to_owned(),
            first["code"].as_str().unwrap().to_owned(),
        )
    };
    let named = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    let seeds = json!({"kind": "seed"});
    assert_eq!(refused(" seeds ", seeds.clone()), named("name", "duplicate"));
    assert_eq!(refused(" ", seeds.clone()), named("name", "required"));
    assert_eq!(refused(&"字".repeat(81), seeds), named("name", "too_long"));
    let unknown = json!({"kind": "seed", "filters": {"modalities": ["nonsense"]}});
    assert_eq!(
        refused("x", unknown),
        named("question.filters.modalities.0", "unknown_code")
    );
    let body = json!({"name": "x", "question": {"kind": "seed"}, "alerts": "hourly"});
    let reply = world.company.post("/saved-searches", body).expect(422).json();
    assert_eq!(reply["errors"][0]["field"], "alerts");
    assert_eq!(
        world.company.get("/saved-searches").json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
});

#[test]
fn there_is_a_limit_and_past_the_weekly_cap_mails_wait() {
    let app = &TestApp::sqlite_with("saved_searches.per_member = 2\nsaved_searches.weekly_cap = 1\n");
    let world = world(app);
    let search = save(&world.company, "one", "");
    save(&world.company, "two", "");
    let third = json!({"name": "three", "question": {"kind": "seed"}});
    assert_eq!(
        world.company.post("/saved-searches", third).expect(409).code(),
        "limit_reached"
    );
    for _ in 0..3 {
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
    }
    assert_eq!(found(&world.company, &search).len(), 3);
    assert_eq!(told(app, &world.company, MailState::Queued).len(), 1);
    let held = told(app, &world.company, MailState::Held);
    assert!(held.len() == 2 && held.iter().all(|mail| mail.cadence == "weekly"));
    app.advance(TimeDelta::days(3));
    app.tick();
    app.work();
    let all = app
        .app
        .db
        .read_blocking(|rx| mails::in_state(rx, MailState::Sent, 100))
        .unwrap();
    let digest: Vec<_> = all.iter().filter(|mail| mail.kind == "saved_search_digest").collect();
    assert_eq!(digest.len(), 1);
    assert!(digest[0].context.contains("/saved-searches"));
}

on_both!(every_process_follows_what_is_saved_elsewhere, |app| {
    let world = world(app);
    let first = save(&world.company, "one", "抗体");
    let folder = app.folder.path().join("beside");
    let beside = app.beside(|config| config.search.directory = folder);
    let publish = || published_seed(app, &world.researcher, &world.liaison, json!({}));
    raise(&beside, publish()).unwrap();
    assert_eq!(found(&world.company, &first).len(), 1);

    let path = format!("/saved-searches/{first}");
    let tag = world.company.get(&path).expect(200).tag();
    let other = json!({"name": "one", "question": {"kind": "seed", "text": "結核"}});
    world.company.put(&path, &tag, other).expect(200);
    let second = save(&world.company, "two", "リウマチ");
    let seed = publish();
    raise(&beside, seed).unwrap();
    assert_eq!(found(&world.company, &first).len(), 1);
    assert_eq!(found(&world.company, &second), [seed.to_string()]);
});

on_both!(
    one_publication_is_told_once_however_late_another_search_finds_it,
    |app| {
        let world = world(app);
        let early = save(&world.company, "early", "抗体");
        let late = save(&world.company, "late", "\"CANARY-target\"");
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
        later(app);
        grant(app, seed, world.company.organisation, Tier::Approved);
        raise(&app.app, seed).unwrap();
        for search in [&early, &late] {
            assert_eq!(found(&world.company, search), [seed.to_string()]);
        }
        assert_eq!(told(app, &world.company, MailState::Queued).len(), 1);
    }
);

/// Saves a search again with other wishes.
fn change(actor: &Actor<'_>, search: &str, text: &str, alerts: &str) {
    let path = format!("/saved-searches/{search}");
    let tag = actor.get(&path).expect(200).header("etag").unwrap().to_owned();
    let wish = json!({"name": search, "question": {"kind": "seed", "text": text}, "alerts": alerts});
    actor.put(&path, &tag, wish).expect(200);
}

on_both!(
    mails_that_wait_are_not_sent_for_a_search_that_went_silent_or_asks_anew,
    |app| {
        let world = world(app);
        let silent = save(&world.company, "silent", "抗体");
        let other = save(&world.rival, "other", "抗体");
        let weekly = save(&world.liaison, "weekly", "抗体");
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
        later(app);
        change(&world.company, &silent, "抗体", "off");
        change(&world.rival, &other, "リウマチ", "instant");
        change(&world.liaison, &weekly, "抗体", "weekly");
        app.work();
        for (actor, sent) in [(&world.company, 0), (&world.rival, 0), (&world.liaison, 1)] {
            assert_eq!(told(app, actor, MailState::Sent).len(), sent, "{}", actor.email);
            assert_eq!(
                told(app, actor, MailState::Suppressed).len(),
                1 - sent,
                "{}",
                actor.email
            );
        }
    }
);

on_both!(pages_are_full_although_many_finds_are_gone, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    let mut published = Vec::new();
    for _ in 0..7 {
        later(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
        published.push(seed);
    }
    let (kept, gone) = ([published[6], published[1], published[0]], published[2..6].to_vec());
    app.arrange(|tx| {
        for listing in &gone {
            audiences::set_blocks(tx, *listing, &[world.company.organisation]).unwrap();
        }
    });
    assert_eq!(unseen(&world.company, &search), 3);
    let (mut seen, mut path) = (Vec::new(), format!("/saved-searches/{search}/alerts?limit=1"));
    loop {
        let page = world.company.get(&path).expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), 1);
        seen.push(page["items"][0]["id"].as_str().unwrap().to_owned());
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/saved-searches/{search}/alerts?limit=1&cursor={cursor}");
    }
    assert_eq!(seen, kept.map(|listing| listing.to_string()));
});

#[test]
fn a_search_keeps_its_newest_finds_and_never_finds_again_what_it_forgot() {
    let app = &TestApp::sqlite_with("saved_searches.alerts_per_search = 2\nsaved_searches.alert_days = 10\n");
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    let mut published = Vec::new();
    for _ in 0..3 {
        later(app);
        let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
        raise(&app.app, seed).unwrap();
        published.insert(0, seed.to_string());
    }
    assert_eq!(found(&world.company, &search), published[..2]);
    for seed in &published {
        raise(&app.app, seed.parse::<ListingId>().unwrap()).unwrap();
    }
    assert_eq!(found(&world.company, &search), published[..2]);

    let newest = alerts(&world.company, &search)[0]["found_at"].clone();
    let seen = format!("/saved-searches/{search}/alerts/seen");
    world.company.post(&seen, json!({"until": newest})).expect(204);
    app.advance(TimeDelta::days(9));
    block_on(clean_up(&app.app)).unwrap();
    assert_eq!(found(&world.company, &search).len(), 2);
    app.advance(TimeDelta::days(2));
    block_on(clean_up(&app.app)).unwrap();
    for seed in &published {
        raise(&app.app, seed.parse::<ListingId>().unwrap()).unwrap();
    }
    assert!(found(&world.company, &search).is_empty());
}

/// A new undertaking that nobody accepted yet.
fn publish_undertaking(app: &TestApp) {
    app.arrange(|tx| {
        let second = Undertaking {
            id: UndertakingId::from_uuid(tx.new_uuid()),
            number: 2,
            title_ja: "誓約書".into(),
            title_en: "Undertaking".into(),
            text_ja: "秘密を守ります。".into(),
            text_en: "I keep secrets.".into(),
            valid_days: 365,
            published_at: tx.now(),
        };
        undertakings::insert(tx, &second).unwrap();
    });
}

on_both!(
    a_repeated_request_reads_anew_and_nothing_of_a_removed_question_is_kept,
    |app| {
        let world = world(app);
        let wish = json!({"name": "kept", "question": {"kind": "seed", "text": "秘密の標的"}});
        let key = [("idempotency-key", "once")];
        let save = || world.company.call("POST", "/saved-searches", &key, Some(&wish));
        let first = save().expect(201);
        let again = save().expect(201);
        assert_eq!((&first.text, first.header("etag")), (&again.text, again.header("etag")));
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
        let id = first.json()["id"].as_str().unwrap().to_owned();
        change(&world.company, &id, "抗体", "off");
        let anew = save().expect(201);
        assert_eq!(anew.json()["question"]["text"], "抗体");
        let tag = anew.header("etag").unwrap().to_owned();
        let path = format!("/saved-searches/{id}");
        world
            .company
            .call("DELETE", &path, &[("if-match", &tag)], None)
            .expect(204);
        save().expect(404);
        assert!(
            world.company.get("/saved-searches").json()["items"]
                .as_array()
                .unwrap()
                .is_empty()
        );
    }
);

on_both!(a_stored_answer_is_for_whom_the_route_still_lets_in, |app| {
    let world = world(app);
    let key = [("idempotency-key", "once")];
    let body = json!({"content": {}});
    let begin = || world.researcher.call("POST", "/seeds", &key, Some(&body));
    let first = begin().expect(201);
    let again = begin().expect(201);
    assert_eq!(
        (&first.text, again.header("idempotent-replayed")),
        (&again.text, Some("true"))
    );
    publish_undertaking(app);
    assert_eq!(begin().expect(403).code(), "undertaking_required");
    app.bind(world.researcher.member);
    assert_eq!(begin().expect(201).text, first.text);
});

on_both!(an_instant_that_no_calendar_knows_is_a_fault, |app| {
    let world = world(app);
    let search = save(&world.company, "seeds", "");
    let seen = format!("/saved-searches/{search}/alerts/seen");
    for until in [
        "-5000-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "+12026-01-01T00:00:00Z",
    ] {
        let refused = world.company.post(&seen, json!({"until": until})).expect(422);
        assert_eq!(refused.json()["errors"][0]["field"], "until", "{until}");
    }
});
