//! Law 1 as an experiment: two worlds that differ only in what an observer may not see, and an observer who must not be able to
//! tell them apart by a single byte; and an authorised reader who can, or hiding everything would pass.
//!
//! `ENISHI_TWO_WORLDS` sets the number of pairs (default 12 on SQLite, a quarter of it on PostgreSQL).

use crate::given::{grant, published_need, published_seed};
use crate::helpers::{Actor, Reply, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::tier::Tier;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::store::{audiences, listings, mails};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Choices that repeat: SHA-256 over a seed and a counter.
struct Dice {
    seed: String,
    thrown: u64,
}

impl Dice {
    fn new(seed: impl Into<String>) -> Self {
        Self {
            seed: seed.into(),
            thrown: 0,
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.thrown += 1;
        let digest = Sha256::digest(format!("{}/{}", self.seed, self.thrown));
        usize::from(u16::from_be_bytes([digest[0], digest[1]])) % limit
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// A word that no thesaurus knows.
    fn word(&mut self) -> String {
        let consonants = ["k", "t", "r", "m", "z", "v", "x", "q"];
        let vowels = ["a", "e", "i", "o", "u"];
        (0..5)
            .map(|_| format!("{}{}", self.pick(&consonants), self.pick(&vowels)))
            .collect()
    }
}

const TOPICS: &[(&str, &str)] = &[
    ("関節リウマチ", "rheumatoid arthritis"),
    ("非小細胞肺がん", "lung cancer"),
    ("結核", "tuberculosis"),
    ("筋萎縮性側索硬化症", "amyotrophic lateral sclerosis"),
    ("心不全", "heart failure"),
    ("慢性腎臓病", "chronic kidney disease"),
];
const MODALITIES: &[&str] = &["antibody", "small_molecule", "peptide", "nucleic_acid"];

/// What the seed of a visible listing says at the Members tier, the same in both worlds.
fn visible_seed(dice: &mut Dice) -> Value {
    let (ja, en) = TOPICS[dice.below(TOPICS.len())];
    json!({
        "title": {"ja": format!("{ja}の新規シーズ{}", dice.below(100)), "en": format!("A seed for {en}")},
        "summary": {"ja": format!("{ja}に働く"), "en": format!("Acts on {en}")},
        "indication": {"ja": ja, "en": en},
        "modalities": [dice.pick(MODALITIES)],
        "mechanism": {"ja": format!("{}を介する", dice.word())},
    })
}

/// What only higher tiers say: different in the two worlds.
fn hidden_fields(dice: &mut Dice) -> (String, Value) {
    let word = dice.word();
    let (ja, en) = TOPICS[dice.below(TOPICS.len())];
    let fields = json!({
        "target": word,
        "quantitative_results": {"ja": format!("{word} {ja}"), "en": en},
        "materials": {"ja": format!("{ja} {word}")},
        "data_package": {"ja": format!("{word} {}", en.repeat(1 + dice.below(20)))},
        "internal_notes": format!("{word} {ja}"),
        "planned_filing_date": format!("2027-0{}-01", 1 + dice.below(9)),
    });
    (word, fields)
}

fn laid_over(base: Value, over: Value) -> Value {
    let (Value::Object(mut all), Value::Object(over)) = (base, over) else {
        unreachable!()
    };
    all.extend(over);
    Value::Object(all)
}

struct World<'a> {
    observer: Actor<'a>,
    rival: Actor<'a>,
    visible: Vec<ListingId>,
    own_need: ListingId,
    /// What the observer keeps looking for
    searches: Vec<String>,
    /// Words that stand only in hidden text
    secrets: Vec<String>,
    /// Ids that exist in one world at least and are not for the observer
    hidden: Vec<String>,
}

/// Texts of the observer's saved searches.
const SEARCHES: [&str; 4] = ["", "lung cancer", "シーズ -関節リウマチ", "抗体"];

fn keep(actor: &Actor<'_>, kind: &str, text: &str) -> String {
    let body = json!({"name": format!("{kind} {text}"), "question": {"kind": kind, "text": text}});
    let saved = actor.post("/saved-searches", body).expect(201).json();
    saved["id"].as_str().unwrap().to_owned()
}

/// Builds a world: `pair` fixes what the observer may see, `side` everything else.
fn build<'a>(app: &'a TestApp, pair: u64, side: &str) -> World<'a> {
    let mut open = Dice::new(format!("open {pair}"));
    let mut hidden = Dice::new(format!("hidden {pair} {side}"));
    let stream = |name: &str| app.entropy.stream(&format!("{pair}/{name}"));
    stream("people");
    let university = app.organisation("uni", OrganisationKind::University);
    let pharma = app.organisation("pharma", OrganisationKind::Pharma);
    let rival_home = app.organisation("rival", OrganisationKind::Pharma);
    let office = app.organisation("office", OrganisationKind::LiaisonOffice);
    let researcher = app.member("tanaka", Role::Researcher, university);
    let observer = app.member("suzuki", Role::Company, pharma);
    let rival = app.member("kato", Role::Company, rival_home);
    let liaison = app.member("mori", Role::Liaison, office);

    stream("saved");
    let searches = SEARCHES.map(|text| keep(&observer, "seed", text)).to_vec();
    stream(&format!("saved {side}"));
    for number in 0..hidden.below(4) {
        let (ja, _) = TOPICS[hidden.below(TOPICS.len())];
        keep(&rival, "seed", &format!("{ja} -{number}"));
        keep(&rival, "need", &format!("-{number}"));
    }

    let (mut visible, mut secrets) = (Vec::new(), Vec::new());
    for number in 0..3 + open.below(4) {
        stream(&format!("visible {number}"));
        let (word, fields) = hidden_fields(&mut hidden);
        secrets.push(word);
        visible.push(published_seed(
            app,
            &researcher,
            &liaison,
            laid_over(visible_seed(&mut open), fields),
        ));
        if hidden.below(3) == 0 {
            follow::catch_up(&app.app).unwrap();
        }
    }
    stream("own need");
    let wanted = json!({"modalities_wanted": [], "disease_areas": ["rare_intractable"]});
    let own_need = published_need(app, &observer, &liaison, wanted, NeedVisibility::Open);

    let mut hidden_ids = Vec::new();
    for number in 0..hidden.below(5) {
        stream(&format!("hidden {side} {number}"));
        let (word, fields) = hidden_fields(&mut hidden);
        let loud = json!({"title": {"ja": format!("{word} 関節リウマチ")}, "mechanism": {"ja": word}});
        secrets.push(word);
        let content = laid_over(laid_over(visible_seed(&mut hidden), fields), loud);
        let seed = published_seed(app, &researcher, &liaison, content);
        hide(app, seed, hidden.below(3), pharma);
        hidden_ids.push(seed.to_string());
    }
    for number in 0..hidden.below(3) {
        stream(&format!("blind {side} {number}"));
        let need = published_need(app, &rival, &liaison, json!({}), NeedVisibility::Blind);
        hidden_ids.push(need.to_string());
    }
    stream(&format!("grants {side}"));
    for seed in &visible {
        if hidden.below(2) == 0 {
            grant(app, *seed, rival_home, Tier::Approved);
        }
    }
    follow::catch_up(&app.app).unwrap();
    for listing in visible.iter().chain([&own_need]) {
        stream(&format!("match {listing}"));
        match_listing(&app.app, *listing).unwrap();
    }
    World {
        observer,
        rival,
        visible,
        own_need,
        searches,
        secrets,
        hidden: hidden_ids,
    }
}

/// Out of the observer's sight: blocked, withdrawn, or paused.
fn hide(app: &TestApp, seed: ListingId, how: usize, observer: OrganisationId) {
    app.arrange(|tx| {
        if how == 0 {
            audiences::set_blocks(tx, seed, &[observer]).unwrap();
        } else {
            let mut listing = listings::find(tx, seed).unwrap().unwrap();
            listing.state = if how == 1 {
                ListingState::Withdrawn
            } else {
                ListingState::Paused
            };
            listings::update(tx, &mut listing).unwrap();
        }
        tx.reindex(seed);
    });
}

/// Everything the observer receives: status, headers, body. Ids of matches are random and carry nothing; they are left out.
fn show(name: &str, reply: Reply) -> String {
    let Reply { status, headers, text } = reply;
    format!("{name}\n{status} {headers:?}\n{text}")
}

fn without_match_ids(reply: Reply) -> String {
    let mut body = reply.json();
    for item in body["items"].as_array_mut().into_iter().flatten() {
        item.as_object_mut().unwrap().remove("id");
    }
    format!("candidates\n{} {body}", reply.status)
}

const ABSENT: &str = "00000000-0000-4000-8000-000000000000";

fn observe(app: &TestApp, world: &World<'_>, words: &[String], ids: &[String]) -> Vec<String> {
    let observer = &world.observer;
    let mut seen = Vec::new();
    for text in [
        "関節リウマチ",
        "lung cancer",
        "新規シーズ",
        "抗体",
        "\"A seed\" -cancer",
        "org:uni",
        "機関:rival -org:uni",
        "target:\"A seed\" OR (title:シーズ NOT 結核)",
        "modality:抗体 OR modality:peptide",
    ] {
        seen.push(show(text, observer.post("/search/seeds", json!({"text": text}))));
    }
    for word in words {
        seen.push(show(
            "a hidden word",
            observer.post("/search/seeds", json!({"text": word})),
        ));
        let beginning: String = word.chars().take(5).collect();
        let asked = format!("target:{word} OR title:{beginning}* OR org:uni");
        seen.push(show(
            "a hidden word in a field",
            observer.post("/search/seeds", json!({"text": asked})),
        ));
        let beginning: String = word.chars().take(4).collect();
        let asked = json!({"text": beginning, "kind": "seed"});
        seen.push(show("a hidden beginning", observer.post("/search/suggest", asked)));
        let misspelt = format!("{}x", word.get(..word.len() - 1).unwrap());
        let asked = json!({"text": misspelt});
        seen.push(show("a hidden word misspelt", observer.post("/search/seeds", asked)));
    }
    for order in ["newest", "expiring", "relevance"] {
        let mut body = json!({"order": order, "limit": 2, "text": if order == "relevance" { "シーズ" } else { "" }});
        for _ in 0..4 {
            let page = observer.post("/search/seeds", body.clone());
            let cursor = page.json().get("next_cursor").cloned();
            seen.push(show(order, page));
            let Some(cursor) = cursor else { break };
            body["cursor"] = cursor;
        }
    }
    seen.push(show("needs", observer.post("/search/needs", json!({}))));
    seen.push(show(
        "filter",
        observer.post("/search/seeds", json!({"filters": {"modalities": ["antibody"]}})),
    ));
    for text in ["新", "関節", "a se", "シーズ", "k", "りうまち", "non"] {
        let asked = json!({"text": text, "kind": "seed"});
        seen.push(show("suggestions", observer.post("/search/suggest", asked)));
    }
    let chosen = json!({"filters": {"modalities": ["peptide"], "stage": ["screening"], "freshness": ["30"]}});
    seen.push(show("chosen facets", observer.post("/search/seeds", chosen)));
    for listing in &world.visible {
        seen.push(show("a visible listing", observer.get(&format!("/listings/{listing}"))));
        let similar = observer.get(&format!("/listings/{listing}/similar"));
        seen.push(show("similar listings", similar));
    }
    for listing in world.visible.iter().take(2) {
        for place in ["draft", "versions", "disclosures", "review", "audience"] {
            seen.push(show(place, observer.get(&format!("/listings/{listing}/{place}"))));
        }
    }
    let absent = ABSENT.to_owned();
    for id in ids.iter().chain([&absent]) {
        for place in ["", "/draft", "/versions", "/review", "/similar"] {
            seen.push(show(
                "not for the observer",
                observer.get(&format!("/listings/{id}{place}")),
            ));
        }
        let ask = json!({"listing": id, "message": "hello", "confirmed_non_confidential": true});
        seen.push(show("asking", observer.post("/introductions", ask)));
        seen.push(show(
            "withdrawing",
            observer.post(&format!("/listings/{id}/withdraw"), json!({})),
        ));
    }
    for search in &world.searches {
        for place in ["", "/alerts"] {
            let path = format!("/saved-searches/{search}{place}");
            seen.push(show(place, observer.get(&path)));
        }
    }
    seen.push(without_match_ids(observer.get("/candidates")));
    seen.push(show("own need", observer.get(&format!("/listings/{}", world.own_need))));
    for place in [
        "/me",
        "/saved-searches",
        "/listings/mine",
        "/introductions?box=received",
        "/introductions?box=sent",
        "/vocabularies",
    ] {
        seen.push(show(place, observer.get(place)));
    }
    let letters = app
        .app
        .db
        .read_blocking(|rx| mails::in_state(rx, mails::MailState::Queued, 1_000))
        .unwrap();
    let mut letters: Vec<String> = letters
        .into_iter()
        .filter(|mail| mail.member == Some(observer.member))
        .map(|mail| {
            let mut context: Value = serde_json::from_str(&mail.context).unwrap();
            context.as_object_mut().unwrap().remove("link");
            format!("mail {} {context}", mail.kind)
        })
        .collect();
    letters.sort();
    seen.extend(letters);
    seen
}

/// Whether the company with grants finds its world's hidden words.
fn authorised(world: &World<'_>, words: &[String]) -> Vec<u64> {
    let count = |word: &String| {
        world
            .rival
            .post("/search/seeds", json!({"text": word}))
            .expect(200)
            .json()["total"]
            .as_u64()
            .unwrap()
    };
    words.iter().map(count).collect()
}

fn compare(pairs: u64, on_postgres: bool) {
    let (mut requests, mut told_apart) = (0, 0);
    for pair in 0..pairs {
        let twins = (0..2)
            .map(|_| TestApp::twin(&format!("twin {pair}"), on_postgres))
            .collect::<Option<Vec<_>>>();
        let Some(twins) = twins else { return };
        let (a, b) = (build(&twins[0], pair, "a"), build(&twins[1], pair, "b"));
        assert_eq!(a.visible, b.visible, "the twins must agree on what is visible");
        let words: Vec<String> = a
            .secrets
            .iter()
            .take(4)
            .chain(b.secrets.iter().take(4))
            .cloned()
            .collect();
        let ids: Vec<String> = a
            .hidden
            .iter()
            .take(2)
            .chain(b.hidden.iter().take(2))
            .cloned()
            .collect();
        let seen = (
            observe(&twins[0], &a, &words, &ids),
            observe(&twins[1], &b, &words, &ids),
        );
        assert_eq!(seen.0.len(), seen.1.len(), "pair {pair}");
        for (one, other) in seen.0.iter().zip(&seen.1) {
            assert_eq!(one, other, "pair {pair}: the observer can tell the worlds apart");
        }
        requests += seen.0.len();
        told_apart += u64::from(authorised(&a, &words) != authorised(&b, &words));
    }
    eprintln!(
        "{pairs} pairs, {requests} observations each way, no difference; an authorised reader told {told_apart} pairs apart"
    );
    assert!(
        told_apart * 100 >= pairs * 80,
        "the authorised reader told only {told_apart} of {pairs} pairs apart"
    );
}

fn pairs() -> u64 {
    std::env::var("ENISHI_TWO_WORLDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(12)
}

#[test]
fn worlds_that_differ_only_in_hidden_things_are_the_same_to_an_observer_sqlite() {
    compare(pairs(), false);
}

#[test]
fn worlds_that_differ_only_in_hidden_things_are_the_same_to_an_observer_postgres() {
    compare(pairs().div_ceil(4), true);
}
