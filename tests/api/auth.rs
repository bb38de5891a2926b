//! Signing in, staying signed in, signing out, throttling, and getting back in by mail.

use crate::helpers::{Actor, PASSWORD, Reply, TestApp, send};
use chrono::TimeDelta;
use enishi::domain::account::{MemberState, OrganisationKind, Role};
use enishi::services::accounts;
use enishi::store::error::StoreError;
use enishi::store::{ledger, members};
use mail_parser::MessageParser;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const REFRESH: &str = "__Host-enishi-refresh";
const CSRF: &str = "__Host-enishi-csrf";
const DEVICE: &str = "__Host-enishi-device";

/// A browser: keeps cookies, and repeats the CSRF cookie in the header as our pages do.
#[derive(Clone)]
struct Browser<'a> {
    app: &'a TestApp,
    cookies: BTreeMap<String, String>,
}

impl<'a> Browser<'a> {
    fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            cookies: BTreeMap::new(),
        }
    }

    fn call(&mut self, method: &str, path: &str, more: &[(&str, &str)], body: Option<Value>) -> Reply {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("cookie", cookies.as_str()), ("accept-language", "en")];
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let csrf = self.cookies.get(CSRF).cloned();
        if let Some(csrf) = csrf
            .as_deref()
            .filter(|_| !more.iter().any(|(name, _)| *name == "x-csrf-token"))
        {
            headers.push(("x-csrf-token", csrf));
        }
        headers.extend(more.iter().filter(|(_, value)| !value.is_empty()));
        let body = body.map(|body| body.to_string());
        let reply = send(
            &self.app.base,
            method,
            &format!("/api/v1{path}"),
            &headers,
            body.as_ref().map(String::as_bytes),
        );
        for (name, value) in cookies_of(&reply) {
            if value.is_empty() {
                self.cookies.remove(&name);
            } else {
                self.cookies.insert(name, value);
            }
        }
        reply
    }

    fn sign_in(&mut self, email: &str, password: &str) -> Reply {
        let body = json!({ "email": email, "password": password });
        self.call("POST", "/auth/sessions", &[], Some(body))
    }

    fn refresh(&mut self) -> Reply {
        self.call("POST", "/auth/refresh", &[], None)
    }

    fn with_token(&mut self, method: &str, path: &str, token: &str) -> Reply {
        self.call(method, path, &[("authorization", &format!("Bearer {token}"))], None)
    }
}

fn cookies_of(reply: &Reply) -> Vec<(String, String)> {
    let lines = reply.headers.iter().filter(|(name, _)| name == "set-cookie");
    lines
        .map(|(_, line)| {
            let pair = line.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

fn token_of(reply: &Reply) -> String {
    reply.json()["access_token"].as_str().unwrap().to_owned()
}

fn someone(app: &TestApp) -> Actor<'_> {
    let university = app.organisation("kita", OrganisationKind::University);
    app.member("sato", Role::Researcher, university)
}

/// Runs all queued work, then takes the mails that were sent: kind and text.
fn mails(app: &TestApp) -> Vec<(String, String)> {
    let work = enishi::jobs::runner::run_until_idle(&app.app);
    actix_web::rt::System::new().block_on(work).unwrap();
    let enishi::mail::mailer::Mailer::Memory(memory) = &app.app.mailer else {
        panic!("tests keep mails in memory");
    };
    let sent = memory.sent();
    memory.clear();
    sent.iter()
        .map(|mail| {
            let parsed = MessageParser::default().parse(mail.bytes()).unwrap();
            (mail.kind().code().to_owned(), parsed.body_text(0).unwrap().into_owned())
        })
        .collect()
}

fn entries(app: &TestApp, kind: &str) -> Vec<String> {
    let leaves = app
        .app
        .db
        .read_blocking(|rx| ledger::leaves(rx, "platform", 0, 1_000))
        .unwrap_or_else(|error: StoreError| panic!("{error}"));
    let of_kind = leaves.into_iter().filter(|leaf| leaf.kind.code() == kind);
    of_kind.map(|leaf| leaf.facts).collect()
}

on_both!(signing_in_gives_a_token_and_cookies_that_only_this_site_gets, |app| {
    let sato = someone(app);
    let mut browser = Browser::new(app);
    let reply = browser.sign_in(&sato.email.to_uppercase(), PASSWORD).expect(201);
    assert_eq!(reply.json()["expires_in"], 600);
    let line = |name: &str| {
        let start = format!("{name}=");
        let found = reply.headers.iter().find(|(_, value)| value.starts_with(&start));
        found.unwrap().1.clone()
    };
    for (name, http_only) in [(REFRESH, true), (CSRF, false), (DEVICE, true)] {
        let line = line(name);
        for part in ["Secure", "SameSite=Strict", "Path=/", "Max-Age="] {
            assert!(line.contains(part), "{line}");
        }
        assert_eq!(line.contains("HttpOnly"), http_only, "{line}");
        assert!(!line.contains("Domain"), "{line}");
    }
    browser.with_token("GET", "/me", &token_of(&reply)).expect(200);
    assert_eq!(entries(app, "signed_in").len(), 1);
});

#[test]
fn without_https_cookies_do_not_carry_the_host_prefix() {
    let app = TestApp::sqlite_with("auth.cookie_secure = false");
    let sato = someone(&app);
    let reply = Browser::new(&app).sign_in(&sato.email, PASSWORD).expect(201);
    let names: Vec<String> = cookies_of(&reply).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["enishi-csrf", "enishi-device", "enishi-refresh"]);
    assert!(reply.headers.iter().all(|(_, value)| !value.contains("Secure")));
}

on_both!(a_wrong_password_and_an_unknown_address_get_the_same_answer, |app| {
    let sato = someone(app);
    let suspended = app.member("kato", Role::Researcher, sato.organisation);
    app.arrange(|tx| {
        let mut member = members::find(tx, suspended.member).unwrap().unwrap();
        member.state = MemberState::Suspended;
        members::update(tx, &mut member).unwrap();
    });
    let wrong = Browser::new(app).sign_in(&sato.email, "wrong").expect(401);
    let shut_out = Browser::new(app).sign_in(&suspended.email, PASSWORD).expect(401);
    assert_eq!(wrong.code(), "bad_credentials");
    for address in ["nobody@kita.example", "no address", ""] {
        let unknown = Browser::new(app).sign_in(address, PASSWORD);
        assert_eq!(
            (&unknown.status, &unknown.headers, &unknown.text),
            (&wrong.status, &wrong.headers, &wrong.text)
        );
    }
    assert_eq!((shut_out.headers, shut_out.text), (wrong.headers, wrong.text));
});

on_both!(a_hash_with_old_parameters_is_renewed_at_the_next_sign_in, |app| {
    let sato = someone(app);
    let stored = || {
        let email = enishi::domain::account::Email::parse(&sato.email).unwrap();
        let read = app.app.db.read_blocking(|rx| members::find_by_email(rx, &email));
        read.unwrap_or_else(|error: StoreError| panic!("{error}"))
            .unwrap()
            .1
            .unwrap()
    };
    let old = enishi::auth::password::Passwords::new(16, 2, 1).unwrap();
    let old = old.hash_blocking(PASSWORD, [2; 16]).unwrap();
    app.arrange(|tx| members::set_password(tx, sato.member, &old).unwrap());
    Browser::new(app).sign_in(&sato.email, PASSWORD).expect(201);
    let renewed = stored();
    assert_ne!(renewed, old);
    assert!(app.app.passwords.is_current(&renewed));
    Browser::new(app).sign_in(&sato.email, PASSWORD).expect(201);
    assert_eq!(stored(), renewed);
});

on_both!(
    a_refresh_token_works_once_and_repeats_its_successor_for_ten_seconds,
    |app| {
        let sato = someone(app);
        let mut first_tab = Browser::new(app);
        first_tab.sign_in(&sato.email, PASSWORD).expect(201);
        let mut second_tab = first_tab.clone();
        let before = first_tab.cookies[REFRESH].clone();
        let reply = first_tab.refresh().expect(200);
        first_tab.with_token("GET", "/me", &token_of(&reply)).expect(200);
        let successor = first_tab.cookies[REFRESH].clone();
        assert_ne!(successor, before);
        app.advance(TimeDelta::seconds(10));
        second_tab.refresh().expect(200);
        assert_eq!(second_tab.cookies[REFRESH], successor);
        // Both go on with the successor, and a chain of refreshes holds.
        second_tab.refresh().expect(200);
        first_tab.refresh().expect(200);
        assert_eq!(first_tab.cookies[REFRESH], second_tab.cookies[REFRESH]);
        for _ in 0..5 {
            app.advance(TimeDelta::minutes(9));
            first_tab.refresh().expect(200);
        }
    }
);

on_both!(
    tabs_that_refresh_at_the_same_moment_all_go_on_with_one_successor,
    |app| {
        let sato = someone(app);
        let mut browser = Browser::new(app);
        browser.sign_in(&sato.email, PASSWORD).expect(201);
        let successors: Vec<String> = std::thread::scope(|scope| {
            let tabs: Vec<_> = (0..8)
                .map(|_| {
                    let mut tab = browser.clone();
                    scope.spawn(move || {
                        tab.refresh().expect(200);
                        tab.cookies[REFRESH].clone()
                    })
                })
                .collect();
            tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        assert!(
            successors.iter().all(|successor| *successor == successors[0]),
            "{successors:?}"
        );
    }
);

on_both!(
    a_refresh_token_used_again_later_ends_the_session_and_tells_the_member,
    |app| {
        let sato = someone(app);
        let mut owner = Browser::new(app);
        owner.sign_in(&sato.email, PASSWORD).expect(201);
        let mut elsewhere = Browser::new(app);
        elsewhere.sign_in(&sato.email, PASSWORD).expect(201);
        let mut thief = owner.clone();
        let token = token_of(&owner.refresh().expect(200));
        app.advance(TimeDelta::seconds(11));
        let refused = thief.refresh().expect(401);
        assert_eq!(refused.code(), "unauthenticated");
        assert!(
            !thief.cookies.contains_key(REFRESH),
            "the cookies of a dead session are removed"
        );
        owner.with_token("GET", "/me", &token).expect(401);
        owner.refresh().expect(401);
        let other = elsewhere.refresh().expect(200);
        let ended = entries(app, "sessions_revoked");
        assert_eq!(ended.len(), 1);
        assert!(ended[0].contains("refresh_token_reused"), "{ended:?}");
        let mails = mails(app);
        assert_eq!(
            mails.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(),
            ["session_revoked"]
        );
        let notices = elsewhere
            .with_token("GET", "/me/notices", &token_of(&other))
            .expect(200)
            .json();
        assert_eq!(notices["items"][0]["kind"], "session_revoked");
        assert_eq!(notices["unread"], 1);
    }
);

on_both!(refreshing_needs_the_csrf_token_of_the_session, |app| {
    let sato = someone(app);
    let mut browser = Browser::new(app);
    browser.sign_in(&sato.email, PASSWORD).expect(201);
    let mut other = Browser::new(app);
    other.sign_in(&sato.email, PASSWORD).expect(201);
    let foreign = other.cookies[CSRF].clone();
    for header in ["", "wrong", &foreign] {
        let refused = browser
            .call("POST", "/auth/refresh", &[("x-csrf-token", header)], None)
            .expect(403);
        assert_eq!(refused.code(), "cross_site");
    }
    // A cookie that somebody planted fits the header but not the session.
    let mut planted = browser.clone();
    planted.cookies.insert(CSRF.into(), foreign);
    planted.refresh().expect(403);
    let from_elsewhere = [("sec-fetch-site", "cross-site")];
    browser.call("POST", "/auth/refresh", &from_elsewhere, None).expect(403);
    let from_elsewhere = [("origin", "https://elsewhere.example")];
    browser.call("POST", "/auth/refresh", &from_elsewhere, None).expect(403);
    browser.refresh().expect(200);
    let mut nobody = Browser::new(app);
    nobody.refresh().expect(401);
    nobody.cookies.insert(REFRESH.into(), "made-up".into());
    nobody.cookies.insert(CSRF.into(), "made-up".into());
    nobody.refresh().expect(401);
});

on_both!(
    sessions_end_when_unused_for_thirty_days_and_after_ninety_days_at_the_latest,
    |app| {
        let sato = someone(app);
        let mut idle = Browser::new(app);
        idle.sign_in(&sato.email, PASSWORD).expect(201);
        let mut busy = idle.clone();
        busy.cookies.clear();
        busy.sign_in(&sato.email, PASSWORD).expect(201);
        for _ in 0..4 {
            app.advance(TimeDelta::days(20));
            busy.refresh().expect(200);
        }
        idle.refresh().expect(401);
        app.advance(TimeDelta::days(10));
        busy.refresh().expect(401);
        assert!(entries(app, "sessions_revoked").is_empty(), "running out is not theft");
    }
);

on_both!(signing_out_ends_the_session_and_clears_the_browser, |app| {
    let sato = someone(app);
    let mut browser = Browser::new(app);
    let token = token_of(&browser.sign_in(&sato.email, PASSWORD).expect(201));
    let mut copy = browser.clone();
    let reply = browser.with_token("DELETE", "/auth/session", &token).expect(204);
    assert_eq!(reply.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(browser.cookies.keys().collect::<Vec<_>>(), [DEVICE]);
    copy.with_token("GET", "/me", &token).expect(401);
    copy.refresh().expect(401);
    Browser::new(app).call("DELETE", "/auth/session", &[], None).expect(401);
    // Also when the access token has run out, but only from our own pages.
    let mut late = Browser::new(app);
    late.sign_in(&sato.email, PASSWORD).expect(201);
    app.advance(TimeDelta::days(1));
    late.call("DELETE", "/auth/session", &[("x-csrf-token", "")], None)
        .expect(403);
    let mut kept = late.clone();
    late.call("DELETE", "/auth/session", &[], None).expect(204);
    kept.refresh().expect(401);
    assert_eq!(entries(app, "sessions_revoked").len(), 2);
});

on_both!(members_see_and_end_their_own_sessions_and_no_others, |app| {
    let sato = someone(app);
    let other = app.member("kato", Role::Researcher, sato.organisation);
    let mut first = Browser::new(app);
    let first_token = token_of(&first.sign_in(&sato.email, PASSWORD).expect(201));
    app.advance(TimeDelta::minutes(1));
    let mut second = Browser::new(app);
    let second_token = token_of(&second.sign_in(&sato.email, PASSWORD).expect(201));
    let listed = second
        .with_token("GET", "/me/sessions", &second_token)
        .expect(200)
        .json();
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 3, "two browsers and the harness");
    let current: Vec<bool> = items.iter().map(|item| item["current"].as_bool().unwrap()).collect();
    assert_eq!(current, [true, false, false]);
    let first_id = items
        .iter()
        .find(|item| item["id"] != sato.session.to_string() && item["current"] == false);
    let path = format!("/me/sessions/{}", first_id.unwrap()["id"].as_str().unwrap());
    let foreign = other.delete(&path).expect(404);
    let missing = other
        .delete("/me/sessions/4b1d9d7e-0000-4000-8000-000000000000")
        .expect(404);
    assert_eq!((foreign.headers, foreign.text), (missing.headers, missing.text));
    second.with_token("DELETE", &path, &second_token).expect(204);
    first.with_token("GET", "/me", &first_token).expect(401);
    first.refresh().expect(401);
    second.with_token("DELETE", &path, &second_token).expect(404);
    second.with_token("DELETE", "/me/sessions", &second_token).expect(204);
    sato.get("/me").expect(401);
    second.refresh().expect(200);
});

on_both!(wrong_passwords_slow_an_account_down_but_never_lock_it, |app| {
    let sato = someone(app);
    let mut known = Browser::new(app);
    known.sign_in(&sato.email, PASSWORD).expect(201);
    let attempt = |email: &str, password: &str| Browser::new(app).sign_in(email, password);
    for _ in 0..10 {
        attempt(&sato.email, "wrong").expect(401);
        attempt("nobody@kita.example", "wrong").expect(401);
    }
    let wait = |email: &str| -> i64 {
        let refused = attempt(email, PASSWORD).expect(429);
        assert_eq!(refused.code(), "too_many_attempts");
        refused.header("retry-after").unwrap().parse().unwrap()
    };
    let refused = (attempt(&sato.email, PASSWORD), attempt("nobody@kita.example", PASSWORD));
    assert_eq!((refused.0.headers, refused.0.text), (refused.1.headers, refused.1.text));
    // Each further failure doubles the wait, for addresses without an account too, up to five minutes.
    for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
        assert_eq!((wait(&sato.email), wait("nobody@kita.example")), (expected, expected));
        app.advance(TimeDelta::seconds(expected));
        attempt(&sato.email, "wrong").expect(401);
        attempt("nobody@kita.example", "wrong").expect(401);
    }
    // A browser that signed in before is not slowed down by others.
    known.sign_in(&sato.email, PASSWORD).expect(201);
    wait(&sato.email);
    app.advance(TimeDelta::seconds(300));
    attempt(&sato.email, PASSWORD).expect(201);
    for _ in 0..10 {
        attempt(&sato.email, "wrong").expect(401);
    }
    // But wrong passwords from that browser count for it.
    for _ in 0..10 {
        known.sign_in(&sato.email, "wrong").expect(401);
    }
    known.sign_in(&sato.email, PASSWORD).expect(429);
});

#[test]
fn a_network_that_tries_too_often_has_to_wait_and_others_do_not() {
    let app = TestApp::sqlite_with("auth.network_attempts_per_minute = 4");
    let sato = someone(&app);
    let attempt = |from: &str, path: &str, body: Value| {
        Browser::new(&app).call("POST", path, &[("x-forwarded-for", from)], Some(body))
    };
    let sign_in = json!({ "email": sato.email, "password": PASSWORD });
    let reset = json!({ "email": "nobody@kita.example" });
    let redeem = json!({ "token": "made-up", "new_password": "violet teapot under snow" });
    attempt("203.0.113.1", "/auth/sessions", sign_in.clone()).expect(201);
    attempt("203.0.113.1", "/auth/sessions", sign_in.clone()).expect(201);
    attempt("203.0.113.1", "/auth/password-resets", reset.clone()).expect(202);
    attempt("203.0.113.1", "/auth/password-resets/redeem", redeem.clone()).expect(410);
    for (path, body) in [
        ("/auth/sessions", &sign_in),
        ("/auth/password-resets", &reset),
        ("/auth/password-resets/redeem", &redeem),
    ] {
        let refused = attempt("203.0.113.1", path, body.clone()).expect(429);
        let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=16).contains(&wait), "{wait}");
    }
    attempt("203.0.113.2", "/auth/sessions", sign_in).expect(201);
}

fn ask_for_reset(app: &TestApp, email: &str) -> Reply {
    let body = json!({ "email": email });
    Browser::new(app).call("POST", "/auth/password-resets", &[], Some(body))
}

fn redeem(app: &TestApp, token: &str, password: &str) -> Reply {
    let body = json!({ "token": token, "new_password": password });
    Browser::new(app).call("POST", "/auth/password-resets/redeem", &[], Some(body))
}

fn token_in(text: &str) -> String {
    let start = "https://enishi.example/reset-password#token=";
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no link in {text}")).1;
    rest.split_whitespace().next().unwrap().to_owned()
}

const NEW_PASSWORD: &str = "violet teapot under snow";

on_both!(
    a_forgotten_password_is_replaced_by_a_mailed_link_that_works_once,
    |app| {
        let sato = someone(app);
        let mut browser = Browser::new(app);
        let token = token_of(&browser.sign_in(&sato.email, PASSWORD).expect(201));
        let known = ask_for_reset(app, &sato.email).expect(202);
        for address in ["nobody@kita.example", "no address"] {
            let unknown = ask_for_reset(app, address).expect(202);
            assert_eq!((&unknown.headers, &unknown.text), (&known.headers, &known.text));
        }
        let sent = mails(app);
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].0, "password_reset");
        let link = token_in(&sent[0].1);
        assert_eq!(
            sato.get("/me/notices").json()["items"],
            json!([]),
            "a notice would show the link"
        );
        // A weak password leaves the link usable.
        for (weak, code) in [
            ("short", "too_short"),
            ("passwordpassword", "weak_password"),
            ("satosatosato", "weak_password"),
            (&"long ".repeat(50), "too_long"),
        ] {
            let refused = redeem(app, &link, weak).expect(422).json();
            assert_eq!(
                (&refused["errors"][0]["field"], &refused["errors"][0]["code"]),
                (&json!("new_password"), &json!(code))
            );
        }
        redeem(app, &link, NEW_PASSWORD).expect(204);
        browser.with_token("GET", "/me", &token).expect(401);
        browser.refresh().expect(401);
        Browser::new(app).sign_in(&sato.email, PASSWORD).expect(401);
        Browser::new(app).sign_in(&sato.email, NEW_PASSWORD).expect(201);
        let spent = redeem(app, &link, "another violet teapot").expect(410);
        let unknown = redeem(app, "made-up", "another violet teapot").expect(410);
        assert_eq!((spent.headers, spent.text), (unknown.headers, unknown.text));
        let kinds: Vec<String> = mails(app).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["password_changed"]);
        assert_eq!(entries(app, "password_changed"), [r#"{"how":"reset"}"#]);
        assert!(entries(app, "sessions_revoked")[0].contains("password_changed"));
    }
);

on_both!(reset_links_run_out_are_few_and_stand_nowhere_in_the_database, |app| {
    let sato = someone(app);
    for _ in 0..5 {
        ask_for_reset(app, &sato.email).expect(202);
    }
    let stored = app.arrange(|tx| {
        let queued = enishi::store::mails::in_state(tx, enishi::store::mails::MailState::Queued, 100).unwrap();
        queued.into_iter().map(|mail| mail.context).collect::<Vec<_>>()
    });
    let sent = mails(app);
    assert_eq!(sent.len(), 3);
    let links: Vec<String> = sent.iter().map(|(_, text)| token_in(text)).collect();
    for link in &links {
        assert!(stored.iter().all(|context| !context.contains(link)));
    }
    // A new password spends the other links too.
    redeem(app, &links[1], NEW_PASSWORD).expect(204);
    redeem(app, &links[0], NEW_PASSWORD).expect(410);
    app.advance(TimeDelta::minutes(61));
    ask_for_reset(app, &sato.email).expect(202);
    let late = mails(app)
        .into_iter()
        .find(|(kind, _)| kind == "password_reset")
        .unwrap();
    app.advance(TimeDelta::minutes(60));
    redeem(app, &token_in(&late.1), NEW_PASSWORD).expect(410);
});

on_both!(whoever_cannot_sign_in_gets_no_reset_link, |app| {
    let sato = someone(app);
    ask_for_reset(app, &sato.email).expect(202);
    let link = token_in(&mails(app)[0].1);
    app.arrange(|tx| {
        let mut member = members::find(tx, sato.member).unwrap().unwrap();
        member.state = MemberState::Left;
        members::update(tx, &mut member).unwrap();
    });
    redeem(app, &link, NEW_PASSWORD).expect(410);
    ask_for_reset(app, &sato.email).expect(202);
    assert!(mails(app).is_empty());
});

on_both!(
    changing_the_password_needs_the_current_one_and_ends_other_sessions,
    |app| {
        let sato = someone(app);
        let mut other = Browser::new(app);
        other.sign_in(&sato.email, PASSWORD).expect(201);
        let change = |current: &str, new: &str| {
            sato.call(
                "PUT",
                "/me/password",
                &[],
                Some(&json!({ "current": current, "new": new })),
            )
        };
        let fault = |reply: Reply| {
            let errors = reply.expect(422).json()["errors"].clone();
            format!(
                "{} {}",
                errors[0]["field"].as_str().unwrap(),
                errors[0]["code"].as_str().unwrap()
            )
        };
        assert_eq!(fault(change("wrong", NEW_PASSWORD)), "current wrong_password");
        assert_eq!(fault(change(PASSWORD, "sato-kita-example")), "new weak_password");
        change(PASSWORD, NEW_PASSWORD).expect(204);
        sato.get("/me").expect(200);
        other.refresh().expect(401);
        Browser::new(app).sign_in(&sato.email, PASSWORD).expect(401);
        Browser::new(app).sign_in(&sato.email, NEW_PASSWORD).expect(201);
        assert_eq!(mails(app)[0].0, "password_changed");
        assert_eq!(entries(app, "password_changed"), [r#"{"how":"changed"}"#]);
        // Guessing the current password with a borrowed token is slowed down like guessing at the door.
        for _ in 0..10 {
            change("wrong", NEW_PASSWORD).expect(422);
        }
        change(NEW_PASSWORD, PASSWORD).expect(429);
    }
);

on_both!(clean_up_removes_only_what_nobody_can_use, |app| {
    let sato = someone(app);
    let mut old = Browser::new(app);
    old.sign_in(&sato.email, PASSWORD).expect(201);
    Browser::new(app).sign_in(&sato.email, "wrong").expect(401);
    ask_for_reset(app, &sato.email).expect(202);
    app.advance(TimeDelta::days(29));
    let mut fresh = Browser::new(app);
    fresh.sign_in(&sato.email, PASSWORD).expect(201);
    let clean_up = || {
        actix_web::rt::System::new()
            .block_on(accounts::clean_up(&app.app))
            .unwrap()
    };
    clean_up();
    old.clone().refresh().expect(200);
    app.advance(TimeDelta::days(3));
    fresh.refresh().expect(200);
    clean_up();
    fresh.refresh().expect(200);
});
