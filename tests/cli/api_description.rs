//! `enishi openapi`, and the committed description.

use crate::place::Place;
use serde_json::Value;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/openapi.json");

#[test]
fn the_committed_description_is_the_one_of_the_handlers() {
    Place::sqlite().run(&["openapi", "--check", COMMITTED]).expect(0);
}

#[test]
fn the_description_is_pretty_stable_and_complete() {
    let place = Place::sqlite();
    let out = place.run(&["openapi"]).expect(0).out;
    let parsed: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(serde_json::to_string_pretty(&parsed).unwrap() + "\n", out);
    assert!(parsed["paths"].as_object().unwrap().len() > 10);
    let stale = place.write("stale.json", out.replace("\"openapi\"", "\"openapy\""));
    let ended = place.run(&["openapi", "--check", &stale]).expect(1);
    assert!(
        ended.err.contains("is out of date: run `enishi openapi > "),
        "{ended:?}"
    );
}
