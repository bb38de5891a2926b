//! Everything an observer gets to see, as text that can be compared byte by byte.

use super::generate::{Observer, World};
use crate::helpers::{Actor, Reply, TestApp};
use enishi::domain::ids::ListingId;
use enishi::store::mails::{self, MailState};
use serde_json::{Value, json};

const ABSENT: &str = "00000000-0000-4000-8000-000000000000";

/// What may tell the worlds apart: words and ids of either world that the observer has no business knowing.
pub struct Probes {
    pub words: Vec<String>,
    pub ids: Vec<String>,
}

/// What an observer saw.
pub struct Seen {
    pub all: Vec<String>,
    /// How much there was to see
    pub candidates: usize,
    pub alerts: usize,
    pub letters: usize,
    /// How often something followed each of the short lists
    pub followed: [usize; 3],
}

impl Seen {
    pub const fn new() -> Self {
        Self {
            all: Vec::new(),
            candidates: 0,
            alerts: 0,
            letters: 0,
            followed: [0; 3],
        }
    }

    /// Status, headers, body.
    fn note(&mut self, name: &str, reply: Reply) {
        let Reply {
            status,
            headers,
            text,
            bytes,
        } = reply;
        let bytes = hex::encode(bytes);
        self.all.push(format!("{name}\n{status} {text}{bytes}\n{headers:?}"));
    }

    fn get(&mut self, actor: &Actor<'_>, path: &str) {
        self.note(path, actor.get(path));
    }
}

/// What an observer sees before the index has followed the last change.
pub fn look(seen: &mut Seen, world: &World<'_>, observer: &Observer<'_>, probes: &Probes, thoroughly: bool) {
    searches(seen, &observer.actor, world);
    pages(seen, &observer.actor);
    let some = |all: &[String], few: usize| {
        let most = if thoroughly { all.len() } else { few };
        all.iter().take(most).cloned().collect::<Vec<_>>()
    };
    probe_words(seen, &observer.actor, &some(&probes.words, 3));
    probe_ids(seen, &observer.actor, &some(&probes.ids, 1));
    listings(seen, world, observer);
    own_places(seen, observer);
    files(seen, world, &observer.actor);
    notes(seen, world, observer);
    news(seen, world.app, observer);
    if thoroughly {
        begin(seen, world, observer);
    }
}

fn searches(seen: &mut Seen, actor: &Actor<'_>, world: &World<'_>) {
    let World { granted, rare, .. } = world;
    for text in [
        "関節リウマチ",
        "\"A seed\" -cancer",
        "org:uni",
        "機関:rival -org:uni",
        "target:\"A seed\" OR (title:シーズ NOT 結核)",
        "modality:抗体 OR modality:peptide",
        "関節リウマチ 結核 患者",
        granted,
    ] {
        seen.note(text, actor.post("/search/seeds", json!({"text": text, "also": true})));
        let typed = json!({"text": text, "expand": false});
        seen.note("as typed", actor.post("/search/seeds", typed));
    }
    // Among many listings: two hits, with others behind them that have some of the words, or none; and a word that nothing has.
    let few = [rare.clone(), format!("{rare} 関節リウマチ"), "rheumatoit".into()];
    for (place, text) in few.iter().enumerate().filter(|_| !rare.is_empty()) {
        let reply = actor.post("/search/seeds", json!({"text": text, "also": true}));
        seen.followed[place] += usize::from(reply.json()["also"].is_array());
        seen.note(text, reply);
    }
    for text in ["", "抗体", "org:rival OR 関節リウマチ", "機関:other", "-org:rival 患者"] {
        seen.note(text, actor.post("/search/needs", json!({"text": text, "also": true})));
    }
    for text in ["新", "関節", "a se", "シーズ", "りうまち"] {
        let asked = json!({"text": text, "kind": "seed"});
        seen.note("suggestions", actor.post("/search/suggest", asked));
    }
    let asked = json!({"text": "関", "kind": "need"});
    seen.note("suggestions for needs", actor.post("/search/suggest", asked));
    for filters in [
        json!({"modalities": ["antibody"]}),
        json!({"ip_status": ["unfiled"], "target_class": ["cytokine_growth_factor"]}),
        json!({"modalities": ["peptide"], "stage": ["screening"], "freshness": ["30"]}),
    ] {
        seen.note("chosen", actor.post("/search/seeds", json!({ "filters": filters })));
    }
    let chosen = json!({"filters": {"institution_type": ["pharma"], "modalities": ["antibody"]}});
    seen.note("chosen needs", actor.post("/search/needs", chosen));
}

/// Pages with their cursors.
fn pages(seen: &mut Seen, actor: &Actor<'_>) {
    for order in ["newest", "expiring", "relevance"] {
        let text = if order == "relevance" { "シーズ" } else { "" };
        let mut body = json!({"order": order, "limit": 2, "text": text});
        for _ in 0..2 {
            let page = actor.post("/search/seeds", body.clone());
            let cursor = page.json().get("next_cursor").cloned();
            seen.note(order, page);
            let Some(cursor) = cursor else { break };
            body["cursor"] = cursor;
        }
    }
}

fn probe_words(seen: &mut Seen, actor: &Actor<'_>, words: &[String]) {
    for (place, word) in words.iter().enumerate() {
        let beginning = |count: usize| word.chars().take(count).collect::<String>();
        let asked = json!({"text": word, "also": true});
        seen.note("a hidden word", actor.post("/search/seeds", asked));
        seen.note(
            "a hidden word of needs",
            actor.post("/search/needs", json!({"text": word})),
        );
        if place > 3 {
            continue;
        }
        let asked = format!("target:{word} OR title:{}* OR org:uni", beginning(5));
        seen.note(
            "a hidden word in a field",
            actor.post("/search/seeds", json!({"text": asked})),
        );
        let asked = json!({"text": beginning(4), "kind": "seed"});
        seen.note("a hidden beginning", actor.post("/search/suggest", asked));
        // With a word that finds something: whether any word is enough must not hang on what is hidden.
        let asked = json!({"text": format!("{word} 関節リウマチ"), "also": true});
        seen.note("a hidden word beside a known one", actor.post("/search/seeds", asked));
        let misspelt = format!("{}x", word.get(..word.len() - 1).unwrap());
        let asked = json!({"text": misspelt, "also": true});
        seen.note("a hidden word misspelt", actor.post("/search/seeds", asked));
        for kind in ["seed", "need"] {
            let asked = json!({"text": format!("関節リウマチの患者 {word}"), "kind": kind});
            seen.note("about a hidden word", actor.post("/search/about", asked));
        }
    }
}

fn probe_ids(seen: &mut Seen, actor: &Actor<'_>, ids: &[String]) {
    let absent = ABSENT.to_owned();
    for id in ids.iter().chain([&absent]) {
        for place in [
            "",
            "/draft",
            "/versions",
            "/review",
            "/similar",
            "/matching",
            "/public",
            "/notes",
            "/export?format=pdf",
        ] {
            seen.note("not for the observer", actor.get(&format!("/listings/{id}{place}")));
        }
        let ask = json!({"listing": id, "message": "hello", "confirmed_non_confidential": true});
        seen.note("asking", actor.post("/introductions", ask));
        seen.note(
            "withdrawing",
            actor.post(&format!("/listings/{id}/withdraw"), json!({})),
        );
    }
}

/// What others list.
fn listings(seen: &mut Seen, world: &World<'_>, observer: &Observer<'_>) {
    let owns = |listing: &&ListingId| **listing != observer.own;
    let others = world.observers.iter().map(|other| &other.own).filter(owns);
    let all: Vec<ListingId> = world
        .visible
        .iter()
        .chain([&world.anonymous])
        .chain(others)
        .copied()
        .collect();
    for (place, listing) in all.iter().enumerate() {
        seen.get(&observer.actor, &format!("/listings/{listing}"));
        if place % 2 == 0 {
            seen.get(&observer.actor, &format!("/listings/{listing}/similar"));
        }
    }
    for listing in all.iter().take(4) {
        let shown = observer.actor.get(&format!("/listings/{listing}")).json();
        let reference = shown["reference"].as_str().unwrap();
        seen.get(&observer.actor, &format!("/public/listings/{reference}"));
    }
    for listing in all.iter().take(2) {
        for place in [
            "public",
            "draft",
            "versions",
            "disclosures",
            "review",
            "audience",
            "matching",
        ] {
            seen.get(&observer.actor, &format!("/listings/{listing}/{place}"));
        }
    }
}

/// The observer's own listing, lists and boxes.
fn own_places(seen: &mut Seen, observer: &Observer<'_>) {
    let Observer { actor, own, .. } = observer;
    for place in ["", "/draft", "/versions", "/audience", "/disclosures", "/similar"] {
        seen.get(actor, &format!("/listings/{own}{place}"));
    }
    // The cursor says how far the observer's own log has come.
    seen.get(actor, &format!("/listings/{own}/disclosures?limit=1"));
    for place in [
        "/me",
        "/listings/mine",
        "/me/colleagues",
        "/me/receipt",
        "/introductions?box=received",
        "/introductions?box=sent",
        "/vocabularies",
        "/announcements",
        "/overview",
        "/public/listings?limit=100",
        "/public/listings?area=rare_intractable",
        "/overview?kind=need",
    ] {
        seen.get(actor, place);
    }
}

/// What can be taken along.
fn files(seen: &mut Seen, world: &World<'_>, actor: &Actor<'_>) {
    for (kind, format, text) in [
        ("seeds", "csv", ""),
        ("seeds", "xlsx", "関節リウマチ"),
        ("needs", "csv", "抗体"),
        ("needs", "xlsx", ""),
    ] {
        let asked = json!({"format": format, "text": text});
        seen.note("a table", actor.post(&format!("/search/{kind}/export"), asked));
    }
    for listing in [world.visible[0], world.visible[2], world.anonymous] {
        seen.get(actor, &format!("/listings/{listing}/export?format=pdf"));
    }
}

/// The observer's own notes, beside those of others.
fn notes(seen: &mut Seen, world: &World<'_>, observer: &Observer<'_>) {
    let Observer { name, actor, own, .. } = observer;
    world.app.entropy.stream(&format!("noted by the {name}"));
    for listing in [world.visible[0], world.visible[1], *own] {
        let path = format!("/listings/{listing}/notes");
        seen.get(actor, &path);
        seen.note("a note", actor.post(&path, json!({"body": "要検討。"})));
        seen.get(actor, &path);
    }
    seen.get(actor, "/notes");
}

/// A listing of the observer's own, which must not be numbered after what others list.
fn begin(seen: &mut Seen, world: &World<'_>, observer: &Observer<'_>) {
    world.app.entropy.stream(&format!("begun by the {}", observer.name));
    let draft = json!({"content": {}, "visibility": "open"});
    seen.note("a listing of one's own", observer.actor.post("/needs", draft));
}

/// What matching and saved searches brought by now, and what was written about it.
pub fn news(seen: &mut Seen, app: &TestApp, observer: &Observer<'_>) {
    let Observer {
        actor, searches, own, ..
    } = observer;
    for search in searches {
        let reply = actor.get(&format!("/saved-searches/{search}/alerts?limit=100"));
        seen.alerts += reply.json()["items"].as_array().map_or(0, Vec::len);
        seen.note("alerts", reply);
    }
    seen.get(actor, "/saved-searches");
    seen.get(actor, &format!("/listings/{own}/matching"));
    candidates(seen, actor);
    notices(seen, actor);
    letters(seen, app, actor);
}

/// Ids of matches are random and carry nothing; they are left out.
fn candidates(seen: &mut Seen, actor: &Actor<'_>) {
    let reply = actor.get("/candidates?limit=100").expect(200);
    let mut body = reply.json();
    let mut ids = Vec::new();
    for item in body["items"].as_array_mut().unwrap() {
        ids.push(item.as_object_mut().unwrap().remove("id").unwrap());
    }
    seen.candidates += ids.len();
    seen.all.push(format!("candidates {body}"));
    for id in ids.iter().take(3) {
        let id = id.as_str().unwrap();
        let reply = actor.get(&format!("/candidates/{id}")).expect(200);
        let text = format!("{:?} {}", reply.headers, reply.text).replace(id, "…");
        seen.all.push(format!("candidate {text}"));
    }
}

/// Without their random ids and those of matches. What came at the same instant has no order.
fn notices(seen: &mut Seen, actor: &Actor<'_>) {
    let mut body = actor.get("/me/notices?limit=100").expect(200).json();
    body.as_object_mut().unwrap().remove("next_cursor");
    let items = body["items"].as_array_mut().unwrap();
    for item in items.iter_mut() {
        item.as_object_mut().unwrap().remove("id");
        if item["path"].as_str().unwrap().starts_with("/candidates/") {
            item["path"] = Value::Null;
        }
    }
    items.sort_by_key(ToString::to_string);
    seen.all.push(format!("notices {body}"));
}

/// Letters that were sent or wait.
fn letters(seen: &mut Seen, app: &TestApp, actor: &Actor<'_>) {
    let mut found = Vec::new();
    for state in MailState::ALL {
        let all = app
            .app
            .db
            .read_blocking(|rx| mails::in_state(rx, *state, 1_000))
            .unwrap();
        for mail in all.into_iter().filter(|mail| mail.member == Some(actor.member)) {
            let mut context: Value = serde_json::from_str(&mail.context).unwrap();
            let to_match = context["link"]
                .as_str()
                .is_some_and(|link| link.contains("/candidates/"));
            if to_match {
                context.as_object_mut().unwrap().remove("link");
            }
            let (kind, cadence) = (mail.kind, mail.cadence);
            found.push(format!("mail {state} {kind} {cadence} {} {context}", mail.created_at));
        }
    }
    found.sort();
    seen.letters += found.len();
    seen.all.extend(found);
}
