//! The web app as the program serves it: the same bytes for everybody, whatever page is asked for.

use crate::helpers::{Reply, TestApp, send};

const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

fn open(app: &TestApp, path: &str) -> Reply {
    send(&app.base, "GET", path, &[BROWSER], None)
}

#[test]
fn every_page_is_the_same_page_under_a_strict_policy() {
    let app = TestApp::sqlite();
    let home = open(&app, "/").expect(200);
    let policy = home.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for path in [
        "/seeds",
        "/seeds/00000000-0000-4000-8000-000000000000",
        "/reviews/1",
        "/no/such/page",
        "/sign-in?next=%2Fseeds",
    ] {
        assert_eq!(open(&app, path).expect(200).text, home.text, "{path}");
    }
}

#[test]
fn what_is_no_page_is_not_answered_with_one() {
    let app = TestApp::sqlite();
    for path in [
        "/api",
        "/api/v1/nothing",
        "/assets/nothing.js",
        "/assets/..%2findex.html",
    ] {
        let answer = open(&app, path).expect(404);
        assert!(!answer.text.contains("<html"), "{path}: {}", answer.text);
    }
    let asked_for_data = send(&app.base, "GET", "/seeds", &[("accept", "application/json")], None).expect(404);
    assert_eq!(asked_for_data.json()["code"], "not_found");
    send(&app.base, "DELETE", "/seeds", &[BROWSER], None).expect(404);
}
