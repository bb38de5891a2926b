//! Pausing, withdrawing, running out and renewing.

use super::{faults, has, world};
use chrono::TimeDelta;
use enishi::domain::tier::Tier;
use serde_json::{Value, json};

on_both!(pausing_and_withdrawing_hide_at_once, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    let step = |name: &str, body: Value| world.owner.post(&format!("{path}/{name}"), body);
    let changes = world.index_changes();
    assert_eq!(step("pause", json!({})).expect(200).json()["state"], "paused");
    world.scout.get(&path).expect(404);
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(step("pause", json!({})).expect(409).code(), "wrong_state");
    step("resume", json!({})).expect(200);
    world.scout.get(&path).expect(200);
    let refused = step("withdraw", json!({"reason": "no_such_reason"})).expect(422);
    assert!(has(&faults(&refused), "reason", "unknown_code"));
    world.scout.get(&path).expect(200);
    world.grant(&id, &world.scout, Tier::Cda);
    assert_eq!(
        step("withdraw", json!({"reason": "patent_filed"})).expect(200).json()["state"],
        "withdrawn"
    );
    world.scout.get(&path).expect(404);
    for name in ["resume", "renew", "withdraw", "conclude"] {
        assert_eq!(step(name, json!({})).expect(409).code(), "wrong_state", "{name}");
    }
    let tag = world.owner.get(&format!("{path}/draft")).expect(200).tag();
    world
        .owner
        .put(&format!("{path}/draft"), &tag, json!({"content": {}}))
        .expect(409);
    let concluded = world.published();
    let done = world
        .owner
        .post(&format!("/listings/{concluded}/conclude"), json!({"reason": "licence"}))
        .expect(200);
    assert_eq!(done.json()["state"], "concluded");
    world.scout.get(&format!("/listings/{concluded}")).expect(404);
    assert_eq!(
        world
            .scout
            .post(&format!("/listings/{concluded}/renew"), json!({}))
            .expect(404)
            .code(),
        "not_found"
    );
});

on_both!(validity_runs_out_after_reminders_and_is_renewed, |app| {
    let world = world(app);
    let id = world.published();
    let path = format!("/listings/{id}");
    let count = |kind: &str| {
        world
            .notice_kinds(&world.owner)
            .iter()
            .filter(|found| *found == kind)
            .count()
    };
    assert_eq!((world.sweep(), count("listing_expiring")), (0, 0));
    app.advance(TimeDelta::days(335));
    world.sweep();
    world.sweep();
    assert_eq!(count("listing_expiring"), 1);
    app.advance(TimeDelta::days(24));
    world.sweep();
    world.sweep();
    assert_eq!(count("listing_expiring"), 2);
    world.scout.get(&path).expect(200);
    app.advance(TimeDelta::days(6));
    assert_eq!((world.sweep(), world.sweep()), (1, 0));
    assert_eq!(count("listing_expired"), 1);
    world.scout.get(&path).expect(404);
    assert_eq!(world.owner.get(&path).expect(200).json()["state"], "expired");
    let refused = world
        .owner
        .post(&format!("{path}/renew"), json!({"valid_until": "2026-12-01T00:00:00Z"}));
    assert!(has(&faults(&refused.expect(422)), "valid_until", "past"));
    let renewed = world.owner.post(&format!("{path}/renew"), json!({})).expect(200).json();
    assert_eq!(renewed["state"], "published");
    assert_eq!(renewed["valid_until"], "2028-11-20T03:00:00Z");
    world.scout.get(&path).expect(200);
    app.advance(TimeDelta::days(360));
    world.sweep();
    assert_eq!(count("listing_expiring"), 3, "late, so only the nearest reminder");
});
