//! Sent and received, page by page.

use super::{ask, request, world};
use crate::given;
use chrono::TimeDelta;
use serde_json::json;

on_both!(boxes_come_in_pages, |app| {
    let world = world(app);
    let mut asked = Vec::new();
    for _ in 0..5 {
        let seed = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
        asked.push(ask(&world.scout, request(seed)));
        app.advance(TimeDelta::seconds(1));
    }
    asked.reverse();
    for (reader, which) in [
        (&world.scout, "sent"),
        (&world.researcher, "received"),
        (&world.liaison, "received"),
    ] {
        let mut got: Vec<String> = Vec::new();
        let mut path = format!("/introductions?box={which}&limit=2");
        loop {
            let page = reader.get(&path).expect(200).json();
            let items = page["items"].as_array().unwrap().clone();
            assert!(items.len() <= 2);
            got.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else {
                break;
            };
            let stolen = world
                .rival
                .get(&format!("/introductions?box={which}&limit=2&cursor={cursor}"));
            assert_eq!(stolen.expect(400).code(), "bad_cursor");
            path = format!("/introductions?box={which}&limit=2&cursor={cursor}");
        }
        assert_eq!(got, asked);
    }
    world.scout.get("/introductions?box=sent&limit=101").expect(422);
    world.scout.get("/introductions?box=both").expect(400);
});
