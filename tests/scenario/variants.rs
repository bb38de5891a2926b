//! The same story where something is to stay hidden: from whom, and that nothing gives it away.

use crate::cast::{Cast, name_of};
use crate::contents::{self, ALZHEIMER, DEPRESSION, HEART_FAILURE, LUNG_CANCER, NEED, NEED_ABOVE, TUBERCULOSIS, Theme};
use crate::http::Person;
use crate::moves;
use crate::on_both::eventually;
use crate::program::Installation;
use crate::story::{about_candidates, hidden, says_nothing};
use serde_json::json;

/// One after the other, in one consortium; themes and organisations of their own keep them apart.
pub fn all(installation: &Installation, cast: &Cast) {
    a_blind_need(installation, cast);
    an_anonymous_need(installation, cast);
    a_blocked_organisation(installation, cast);
    a_withdrawn_seed(installation, cast);
    an_english_need(installation, cast);
    for letter in crate::letters::all(&installation.relay) {
        says_nothing(&letter);
    }
}

fn seed_of(installation: &Installation, cast: &Cast, key: &str, theme: Theme) -> (Person, String) {
    let researcher = cast.newcomer(installation, "university", key, "ja");
    let mark = format!("zqseed{key}");
    let seed = moves::published(cast, &researcher, "seeds", &contents::seed(theme, &mark), None);
    (researcher, seed)
}

fn a_blind_need(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let (researcher, seed) = seed_of(installation, cast, "kaede", LUNG_CANCER);
    let company = cast.newcomer(installation, "pharma", "yanagi", "ja");
    let need = moves::published(
        cast,
        &company,
        "needs",
        &contents::need(LUNG_CANCER, "zqneedblind"),
        Some("blind"),
    );
    let theirs = eventually("a candidate for the blind need's owner", || {
        moves::candidates(&company, &need).pop()
    });
    assert_eq!(theirs["other"]["id"], seed.as_str());
    cast.settle();
    assert_eq!(about_candidates(relay, &company).len(), 1);
    // It goes on looking: what is published later is found too.
    let (_, later) = seed_of(installation, cast, "buna", LUNG_CANCER);
    eventually("a candidate that came later", || {
        let found = moves::candidates(&company, &need).into_iter();
        found
            .map(|one| one["other"]["id"] == later.as_str())
            .find(|is_later| *is_later)
    });
    // The researcher learns nothing at all.
    assert!(moves::candidates(&researcher, &seed).is_empty());
    assert!(about_candidates(relay, &researcher).is_empty());
    assert!(researcher.search("needs", "zqneedblind").is_empty());
    assert!(!researcher.get("/me/notices").expect(200).text.contains("candidate"));
    hidden(&researcher, &need);
    let id = theirs["id"].as_str().unwrap();
    let there = researcher.get(&format!("/candidates/{id}"));
    let nowhere = researcher.get("/candidates/00000000-0000-4000-8000-000000000000");
    assert_eq!(there.status, 404);
    assert_eq!((there.headers, there.text), (nowhere.headers, nowhere.text));
    let ask =
        json!({"listing": need, "own_listing": seed, "message": "こんにちは。", "confirmed_non_confidential": true});
    let asked = researcher.post("/introductions", ask);
    assert!(matches!(asked.status, 404 | 422), "{}: {}", asked.status, asked.text);
    let mut absent = json!({"own_listing": seed, "message": "こんにちは。", "confirmed_non_confidential": true});
    absent["listing"] = "00000000-0000-4000-8000-000000000000".into();
    let nowhere = researcher.post("/introductions", absent);
    assert_eq!((asked.status, asked.text), (nowhere.status, nowhere.text));
}

fn an_anonymous_need(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let (researcher, seed) = seed_of(installation, cast, "sugi", TUBERCULOSIS);
    let company = cast.newcomer(installation, "pharma", "momiji", "ja");
    let content = contents::need(TUBERCULOSIS, "zqneedanonymous");
    let need = moves::published(cast, &company, "needs", &content, Some("anonymous"));
    let ours = eventually("a candidate for the researcher", || {
        moves::candidates(&researcher, &seed).pop()
    });
    cast.settle();
    assert_eq!(about_candidates(relay, &researcher).len(), 1);
    assert_eq!(about_candidates(relay, &company).len(), 1);
    assert_eq!(ours["other"]["institution_type"], "pharma");
    let nameless = |text: &str| {
        for name in [
            name_of("momiji"),
            "momiji機構".to_owned(),
            company.email.clone(),
            company.id.clone(),
        ] {
            assert!(!text.contains(&name), "{name}: {text}");
        }
    };
    let read = researcher.get(&format!("/listings/{need}")).expect(200);
    assert!(read.text.contains(NEED));
    assert!(!read.text.contains(NEED_ABOVE) && !ours.to_string().contains(NEED_ABOVE));
    for text in [&read.text, &ours.to_string(), &researcher.get("/candidates").text] {
        nameless(text);
    }
    eventually("the need in search", || {
        researcher.search("needs", "zqneedanonymous").pop()
    });
    let ask = json!({"listing": need, "own_listing": seed, "message": "お話を伺えますか。", "confirmed_non_confidential": true});
    let introduction = researcher.post("/introductions", ask).expect(201);
    nameless(&introduction.text);
    let path = format!("/introductions/{}", introduction.member("id"));
    let received = company.get(&path).expect(200);
    company
        .post_on(&format!("{path}/accept"), &received.tag(), json!(null))
        .expect(200);
    assert!(
        researcher.get(&path).expect(200).text.contains(&company.email),
        "now both know"
    );
}

fn a_blocked_organisation(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let researcher = cast.newcomer(installation, "university", "matsu", "ja");
    let blocked = cast.newcomer(installation, "pharma", "ume", "ja");
    let welcome = cast.newcomer(installation, "pharma", "take", "ja");
    let seed = moves::draft(
        &researcher,
        "seeds",
        &contents::seed(HEART_FAILURE, "zqseedblocked"),
        None,
    );
    let path = format!("/listings/{seed}/audience");
    let tag = researcher.get(&path).expect(200).tag();
    let audience = json!({"team": [researcher.id], "blocked_organisations": [cast.organisation_of("ume")]});
    researcher.put(&path, &tag, audience).expect(200);
    moves::submit(&researcher, &seed);
    moves::publish(&cast.liaison, &seed);
    let need = |owner: &Person, mark: &str| {
        moves::published(cast, owner, "needs", &contents::need(HEART_FAILURE, mark), Some("open"))
    };
    let (apart, together) = (need(&blocked, "zqneedblocked"), need(&welcome, "zqneedwelcome"));
    eventually("a candidate for the other company", || {
        moves::candidates(&welcome, &together).pop()
    });
    eventually("the seed in the other's search", || {
        welcome.search("seeds", "zqseedblocked").pop()
    });
    cast.settle();
    assert!(moves::candidates(&blocked, &apart).is_empty());
    assert!(about_candidates(relay, &blocked).is_empty());
    assert!(blocked.search("seeds", "zqseedblocked").is_empty());
    hidden(&blocked, &seed);
}

fn a_withdrawn_seed(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let (researcher, seed) = seed_of(installation, cast, "kiri", DEPRESSION);
    let early = cast.newcomer(installation, "pharma", "fuji", "ja");
    let late = cast.newcomer(installation, "pharma", "ran", "ja");
    let need = |owner: &Person, mark: &str| {
        moves::published(cast, owner, "needs", &contents::need(DEPRESSION, mark), Some("open"))
    };
    let before = need(&early, "zqneedearly");
    eventually("a candidate", || moves::candidates(&early, &before).pop());
    eventually("a mail to the researcher", || {
        about_candidates(relay, &researcher).pop()
    });
    eventually("the seed in search", || early.search("seeds", "zqseedkiri").pop());
    researcher
        .post(&format!("/listings/{seed}/withdraw"), json!({}))
        .expect(200);
    // At once, whatever the index still holds.
    hidden(&early, &seed);
    assert!(moves::candidates(&early, &before).is_empty());
    assert!(early.search("seeds", "zqseedkiri").is_empty());
    let after = need(&late, "zqneedlate");
    cast.settle();
    assert!(moves::candidates(&late, &after).is_empty());
    assert!(about_candidates(relay, &late).is_empty());
    hidden(&late, &seed);
    assert_eq!(
        about_candidates(relay, &researcher).len(),
        1,
        "the first need, before withdrawal"
    );
}

fn an_english_need(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let (researcher, seed) = seed_of(installation, cast, "nire", ALZHEIMER);
    let company = cast.newcomer(installation, "pharma", "northgate", "en");
    let content = contents::english_need(ALZHEIMER, "zqneedenglish");
    let need = moves::published(cast, &company, "needs", &content, Some("open"));
    let theirs = eventually("a candidate for the company", || {
        moves::candidates(&company, &need).pop()
    });
    let ours = eventually("a candidate for the researcher", || {
        moves::candidates(&researcher, &seed).pop()
    });
    assert_eq!(
        (&theirs["other"]["id"], &ours["other"]["id"]),
        (&json!(seed), &json!(need))
    );
    cast.settle();
    let (english, japanese) = (about_candidates(relay, &company), about_candidates(relay, &researcher));
    assert_eq!((english.len(), japanese.len()), (1, 1));
    assert!(english[0].subject.is_ascii(), "{}", english[0].subject);
    assert!(!japanese[0].subject.is_ascii(), "{}", japanese[0].subject);
}
