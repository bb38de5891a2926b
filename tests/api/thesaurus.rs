//! Lists of terms that operators add to the thesaurus: used by every node from then on, and no longer once they are gone.

use crate::given::{published_seed, world};
use crate::helpers::Actor;
use chrono::TimeDelta;
use enishi::search::ListedConcept;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::services::thesaurus::{self, adopt};
use serde_json::{Value, json};

fn list() -> Vec<ListedConcept> {
    vec![ListedConcept {
        id: None,
        ja: vec!["架空鎖症".into()],
        en: vec!["Kvazin syndrome".into(), "KVZ".into()],
        broader: Vec::new(),
    }]
}

fn total(actor: &Actor<'_>, body: Value) -> u64 {
    let found = actor.post("/search/seeds", body).expect(200).json();
    found["total"].as_u64().unwrap()
}

fn seed(title: &str) -> Value {
    json!({"title": {"ja": title}, "summary": {"ja": "要約"}})
}

fn alerts(actor: &Actor<'_>, search: &str) -> usize {
    let path = format!("/saved-searches/{search}/alerts");
    let page = actor.get(&path).expect(200).json();
    page["items"].as_array().unwrap().len()
}

on_both!(names_of_a_list_find_each_other_until_the_list_is_gone, |app| {
    let world = world(app);
    published_seed(app, &world.researcher, &world.liaison, seed("架空鎖症の標的"));
    let kept = json!({"name": "kept", "question": {"kind": "seed", "text": "KVZ"}});
    let kept = world.company.post("/saved-searches", kept).expect(201).json();
    let kept = kept["id"].as_str().unwrap();
    follow::catch_up(&app.app).unwrap();
    let asked = |text: &str| total(&world.company, json!({"text": text}));
    assert_eq!((asked("架空鎖症"), asked("Kvazin syndromes")), (1, 0));

    let taken = thesaurus::import(&app.app, "ours", &list()).unwrap();
    assert!(!taken.unchanged && taken.taken.new == 1 && taken.taken.names == 3);
    assert!(thesaurus::import(&app.app, "ours", &list()).unwrap().unchanged);
    assert_eq!(asked("Kvazin syndromes"), 1);
    let exact = json!({"text": "Kvazin syndromes", "expand": false});
    assert_eq!(total(&world.company, exact), 0, "what was typed and nothing else");
    let begun = json!({"text": "Kvaz", "kind": "seed"});
    let begun = world.company.post("/search/suggest", begun).expect(200).json();
    assert_eq!(begun["items"], json!(["Kvazin syndrome"]));

    // What is published from now on meets the saved search by its other name.
    app.advance(TimeDelta::seconds(1));
    let later = published_seed(app, &world.researcher, &world.liaison, seed("架空鎖症の抗体"));
    follow::catch_up(&app.app).unwrap();
    match_listing(&app.app, later).unwrap();
    assert_eq!(alerts(&world.company, kept), 1);

    let beside = app.beside(|config| config.search.directory.push("beside"));
    assert_eq!(beside.concepts_number(), 0);
    adopt(&beside).unwrap();
    assert_eq!(beside.concepts().len(), app.app.concepts().len());

    assert!(thesaurus::remove(&app.app, "ours").unwrap());
    assert!(!thesaurus::remove(&app.app, "ours").unwrap());
    assert_eq!((asked("架空鎖症"), asked("Kvazin syndromes")), (2, 0));
});
