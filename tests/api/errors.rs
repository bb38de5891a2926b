//! Bad input: a clear problem document, nothing written.

use crate::helpers::{PASSWORD, Reply, send};
use enishi::domain::account::{OrganisationKind, Role};
use serde_json::json;

on_both!(sign_in_answers_alike_for_unknown_and_wrong, |app| {
    let home = app.organisation("u", OrganisationKind::University);
    let member = app.member("tanaka", Role::Researcher, home);
    let outsider = app.outsider();
    let wrong = outsider.post(
        "/auth/sessions",
        json!({"email": member.email, "password": "not this one at all"}),
    );
    let unknown = outsider.post(
        "/auth/sessions",
        json!({"email": "nobody@u.example", "password": "not this one at all"}),
    );
    assert_eq!(wrong.status, 401);
    assert_eq!(
        (wrong.status, &wrong.headers, &wrong.text),
        (unknown.status, &unknown.headers, &unknown.text)
    );
    let good = outsider
        .post("/auth/sessions", json!({"email": member.email, "password": PASSWORD}))
        .expect(201);
    assert!(good.json()["access_token"].as_str().is_some());
});

on_both!(problems_name_the_field_in_the_readers_language, |app| {
    let outsider = app.outsider();
    let reply = outsider.call(
        "POST",
        "/auth/sessions",
        &[("accept-language", "en")],
        Some(&json!({"email": "a@b.example"})),
    );
    let problem = reply.expect(400).json();
    assert_eq!(problem["code"], "unreadable");
    assert_eq!(problem["errors"][0]["field"], "password");
    assert_eq!(problem["errors"][0]["message"], "Please fill this in.");
    let reply = outsider.post("/auth/sessions", json!({"email": 7, "password": "x"}));
    let problem = reply.expect(400).json();
    assert_eq!(problem["errors"][0]["field"], "email");
    assert_eq!(problem["errors"][0]["message"], "形式が正しくありません。");
});

on_both!(oversized_and_misformed_bodies_are_refused, |app| {
    let json = [("content-type", "application/json")];
    let path = "/api/v1/auth/sessions";
    let huge = vec![b'a'; 2_000_000];
    assert_eq!(
        send(&app.base, "POST", path, &json, Some(&huge)).expect(413).code(),
        "too_large"
    );
    assert_eq!(
        send(&app.base, "POST", path, &json, Some(b"{\"email\": \"\xff\"}"))
            .expect(400)
            .code(),
        "unreadable"
    );
    let form = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(
        send(&app.base, "POST", path, &form, Some(b"a=b")).expect(415).code(),
        "unsupported_media_type"
    );
    assert_eq!(app.outsider().get("/no-such-thing").expect(404).code(), "not_found");
});

/// What refuses before any route does marks its answers like all others.
fn private(reply: &Reply) {
    for (name, value) in [
        ("cache-control", "no-store, private"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{name}");
    }
    assert!(
        reply
            .header("content-security-policy")
            .is_some_and(|policy| policy.contains("default-src 'none'"))
    );
}

on_both!(a_write_without_its_key_is_refused_as_privately, |app| {
    let home = [("content-type", "application/json")];
    let reply = send(&app.base, "POST", "/api/v1/applications", &home, Some(b"{}"));
    assert_eq!(reply.expect(400).code(), "idempotency_key_required");
    let again = send(&app.base, "POST", "/api/v1/applications", &home, Some(b"{}"));
    private(&again);
});

on_both!(writes_started_by_a_foreign_page_are_refused, |app| {
    let body = json!({"email": "a@b.example", "password": "x"});
    for foreign in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let refused = app
            .outsider()
            .call("POST", "/auth/sessions", &[foreign], Some(&body))
            .expect(403);
        assert_eq!(refused.code(), "cross_site");
        private(&refused);
    }
    let own = ("origin", "https://enishi.example");
    app.outsider()
        .call("POST", "/auth/sessions", &[own], Some(&body))
        .expect(401);
});
