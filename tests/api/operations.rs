//! Health, metrics, the API reference, and the pages of a demonstration.

use crate::helpers::{Reply, TestApp, send};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::mail::kind::MailKind;
use enishi::services::indexing::follow;
use enishi::services::notify::{self, Event};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

fn get(app: &TestApp, path: &str) -> Reply {
    send(&app.base, "GET", path, &[], None)
}

on_both!(a_server_with_its_database_is_alive_and_ready, |app| {
    assert_eq!(get(app, "/healthz").expect(200).json(), json!({ "alive": true }));
    // What is held in memory only has not been read yet.
    let ready = get(app, "/readyz").expect(503).json();
    assert_eq!((&ready["database"], &ready["index"]), (&json!(true), &json!(false)));
    follow::catch_up(&app.app).unwrap();
    let ready = get(app, "/readyz").expect(200).json();
    assert_eq!(ready["ready"], true);
});

on_both!(a_server_without_its_tables_is_alive_but_not_ready, |app| {
    enishi::store::migrations::revert_all(&app.app.db).unwrap();
    get(app, "/healthz").expect(200);
    let ready = get(app, "/readyz").expect(503).json();
    assert_eq!(ready["ready"], false);
});

on_both!(metrics_count_by_route_pattern_and_name_nobody, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let clerk = app.member("clerk", Role::Secretariat, office);
    clerk.get("/operations/queue").expect(200);
    let unknown = "00000000-0000-4000-8000-000000000000";
    clerk
        .post(&format!("/operations/mails/{unknown}/retry"), json!({}))
        .expect(404);
    app.outsider()
        .post(
            "/auth/sessions",
            json!({ "email": "nobody@office.example", "password": "wrong wrong wrong" }),
        )
        .expect(401);
    app.arrange(|tx| {
        let event = Event::new(MailKind::ListingApproved, "listing:1", "/seeds/1", Some("S-7K3M-92QX"));
        notify::member(tx, &app.app, clerk.member, &event).unwrap();
    });
    app.work();
    let metrics = get(app, "/metrics").expect(200).text;
    for line in [
        r#"enishi_http_requests_total{method="GET",route="/api/v1/operations/queue",status="200"} 1"#,
        r#"enishi_http_requests_total{method="POST",route="/api/v1/operations/mails/{id}/retry",status="404"} 1"#,
        r#"enishi_sign_ins_total{outcome="refused"} 1"#,
        r#"enishi_tasks{state="dead"} 0"#,
        r#"enishi_mails{state="sent"} 1"#,
        r#"enishi_mails_left_total{outcome="sent"} 1"#,
        r#"enishi_tasks_run_total{kind="send_mail",outcome="settled"} 1"#,
        "enishi_mail_ambiguities 0",
    ] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
    assert!(metrics.contains("enishi_database_connections{"));
    assert!(metrics.contains(r#"enishi_http_request_seconds_bucket{"#));
    for text in [unknown, "office.example", &clerk.member.to_string(), "S-7K3M-92QX"] {
        assert!(!metrics.contains(text), "{text} is in the metrics");
    }
});

#[test]
fn metrics_are_for_this_machine_or_for_whoever_shows_the_token() {
    let token = "0123456789abcdef0123456789abcdef";
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{token}\n")).unwrap();
    let app = TestApp::sqlite_with(&format!("server.metrics_token_file = '{}'", file.path().display()));
    let through_proxy = |authorization: &str| {
        let headers = [("x-forwarded-for", "203.0.113.7"), ("authorization", authorization)];
        send(&app.base, "GET", "/metrics", &headers, None).status
    };
    assert_eq!(get(&app, "/metrics").status, 200);
    assert_eq!(through_proxy("Bearer wrong"), 404);
    assert_eq!(through_proxy(""), 404);
    assert_eq!(through_proxy(&format!("Bearer {token}")), 200);
}

#[test]
fn the_api_reference_shows_the_served_description() {
    let app = TestApp::sqlite();
    let description: Value = get(&app, "/api/v1/openapi.json").expect(200).json();
    assert!(description["paths"]["/api/v1/operations/queue"]["get"].is_object());
    assert_eq!(
        get(&app, "/api-docs").expect(301).header("location"),
        Some("/api-docs/")
    );
    let page = get(&app, "/api-docs/").expect(200);
    assert!(page.text.contains("swagger-ui"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    let settings = get(&app, "/api-docs/swagger-initializer.js").expect(200).text;
    assert!(settings.contains("/api/v1/openapi.json"));
    get(&app, "/api-docs/nothing.js").expect(404);
}

#[test]
fn the_mailbox_of_a_demonstration_shows_mails_as_text() {
    let app = TestApp::demo();
    assert!(get(&app, "/").expect(200).text.contains("\"/mailbox\""));
    assert!(get(&app, "/mailbox").expect(200).text.contains("No mail yet"));
    app.arrange(|tx| {
        let event = Event::new(MailKind::ApplicationReceived, "application:1", "/", None);
        let name = "<img src=x onerror=alert(1)>";
        notify::outsider(
            tx,
            &app.app,
            "applicant@u.example",
            name,
            enishi::domain::text::Locale::En,
            &event,
        )
        .unwrap();
        let event = Event::new(MailKind::ApplicationReceived, "application:2", "/", None);
        let name = "山田 太郎";
        notify::outsider(
            tx,
            &app.app,
            "yamada@u.example",
            name,
            enishi::domain::text::Locale::Ja,
            &event,
        )
        .unwrap();
    });
    app.work();
    let list = get(&app, "/mailbox").expect(200);
    let policy = list.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(list.text.contains("applicant@u.example"));
    let id = list
        .text
        .split("href=\"/mailbox/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    get(&app, &format!("/mailbox/{id}")).expect(200);
    for link in list.text.split("href=\"/mailbox/").skip(1) {
        let message = get(&app, &format!("/mailbox/{}", link.split('"').next().unwrap()))
            .expect(200)
            .text;
        assert!(!message.contains("<img"), "{message}");
    }
    get(&app, "/mailbox/00000000-0000-4000-8000-000000000000").expect(404);
    get(&app, "/mailbox/..%2fkey.pem").expect(404);
}

#[test]
fn there_is_no_mailbox_outside_a_demonstration() {
    let app = TestApp::sqlite();
    assert!(!get(&app, "/").expect(200).text.contains("/mailbox"));
    get(&app, "/mailbox").expect(404);
    get(&app, "/mailbox/00000000-0000-4000-8000-000000000000").expect(404);
}

/// Reads from a connection until the text ends so.
fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let (mut text, mut byte) = (String::new(), [0_u8]);
    while !text.ends_with(end) && stream.read(&mut byte).unwrap() == 1 {
        text.push(char::from(byte[0]));
    }
    text
}

#[test]
fn asked_to_end_a_server_answers_the_request_under_way() {
    let app = TestApp::sqlite();
    let (sender, ended) = std::sync::mpsc::channel();
    let (end, asked) = tokio::sync::oneshot::channel::<()>();
    let (address, addressed) = std::sync::mpsc::channel();
    let node = app.app.clone();
    let server = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let bound = enishi::startup::bind(&node).unwrap();
            address.send(bound.address).unwrap();
            let asked = async {
                asked.await.unwrap();
            };
            enishi::startup::run(node, Some(bound), true, asked).await.unwrap();
            sender.send(()).unwrap();
        });
    });
    let address = addressed.recv().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let body = r#"{"email":"nobody@office.example","password":"wrong wrong wrong"}"#;
    let head = format!(
        "POST /api/v1/auth/sessions HTTP/1.1\r\nhost: enishi.example\r\ncontent-type: application/json\r\n\
         expect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 100"));
    end.send(()).unwrap();
    assert!(
        ended.recv_timeout(Duration::from_millis(200)).is_err(),
        "the request under way is waited for"
    );
    stream.write_all(body.as_bytes()).unwrap();
    assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 401"));
    drop(stream);
    ended.recv_timeout(Duration::from_secs(20)).unwrap();
    server.join().unwrap();
}
