//! Control characters in what people write: refused at the door with the field's name, wherever they stand.

use crate::given::world;
use crate::helpers::Actor;
use enishi::domain::account::Role;
use enishi::web::routes;
use serde_json::{Value, json};

/// Every operation that takes a body: method and path, with ids that do not exist.
fn operations() -> Vec<(String, String)> {
    let description: Value = serde_json::to_value(routes::description()).unwrap();
    let mut all = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let path = path.trim_start_matches("/api/v1").to_owned();
        for (method, operation) in methods.as_object().unwrap() {
            let content = &operation["requestBody"]["content"];
            if content.get("application/json").is_some() {
                all.push((method.to_uppercase(), filled(&path)));
            }
        }
    }
    all
}

fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.starts_with('{') {
        true => "00000000-0000-4000-8000-000000000000",
        false => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

on_both!(no_route_stores_control_characters, |app| {
    let world = world(app);
    let secretariat = app.member("office", Role::Secretariat, world.liaison.organisation);
    let callers: [&Actor<'_>; 4] = [&world.researcher, &world.company, &world.liaison, &secretariat];
    let operations = operations();
    assert!(operations.len() > 40);
    for (method, path) in operations {
        for bad in ["a\u{0}b", "\u{1b}[2J", "a\u{96}b"] {
            let bodies = [
                (json!({"x": {"y": ["fine", bad]}}), "x.y.1"),
                (json!({"x": {bad: 1}}), "x"),
            ];
            for (body, field) in bodies {
                let replies = callers.map(|caller| caller.call(&method, &path, &[("if-match", "\"v1\"")], Some(&body)));
                let refused = replies.iter().any(|reply| {
                    reply.status == 422 && {
                        let error = &reply.json()["errors"][0];
                        error["code"] == "control_character" && error["field"] == field
                    }
                });
                assert!(refused, "{method} {path}: {replies:?}");
            }
        }
    }
});

on_both!(free_text_with_a_zero_is_a_fault_of_its_field, |app| {
    let world = world(app);
    let me = world.researcher.get("/me").expect(200);
    let tag = me.header("etag").unwrap().to_owned();
    let refused = world
        .researcher
        .patch("/me", &tag, json!({"name_en": "Ha\u{0}nako"}))
        .expect(422);
    assert_eq!(refused.json()["errors"][0]["field"], "name_en");
    let auditor = app.member("audit", Role::Auditor, world.liaison.organisation);
    auditor.get("/ledger/entries?log=%00").expect(400);
    let seeds = json!({"text": "抗体\n\t再生"});
    world.company.post("/search/seeds", seeds).expect(200);
});
