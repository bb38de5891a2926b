//! The ledger: append-only in the database, verifiable by its readers, closed to everybody else.

use crate::given::published_seed;
use crate::helpers::TestApp;
use enishi::domain::account::{OrganisationKind, Role};
use serde_json::{Value, json};

fn sabotage(app: &TestApp, sql: &str) -> Result<(), String> {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection, SqliteConnection};
    let url = &app.app.config().database.url;
    let outcome = match url.strip_prefix("sqlite://") {
        Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(sql),
        None => PgConnection::establish(url).unwrap().batch_execute(sql),
    };
    outcome.map_err(|error| error.to_string())
}

on_both!(
    entries_cannot_be_changed_or_removed_and_a_forced_change_is_found,
    |app| {
        let office = app.organisation("office", OrganisationKind::Secretariat);
        let university = app.organisation("uni", OrganisationKind::University);
        let liaison_office = app.organisation("desk", OrganisationKind::LiaisonOffice);
        let auditor = app.member("audit", Role::Auditor, office);
        let researcher = app.member("tanaka", Role::Researcher, university);
        let liaison = app.member("mori", Role::Liaison, liaison_office);
        let seed = published_seed(app, &researcher, &liaison, json!({}));
        liaison.get(&format!("/listings/{seed}")).expect(200);

        let intact = |reply: Value| reply.as_array().unwrap().iter().all(|log| log["intact"] == true);
        assert!(intact(auditor.get("/ledger/verification").expect(200).json()));
        for sql in ["UPDATE ledger_entries SET subject = 'x'", "DELETE FROM ledger_entries"] {
            let refused = sabotage(app, sql).unwrap_err();
            assert!(refused.contains("append-only"), "{refused}");
        }
        let force = if app.app.config().database.url.starts_with("sqlite") {
            "DROP TRIGGER ledger_entries_no_update; UPDATE ledger_entries SET subject = 'x' WHERE seq = 1 AND log <> 'platform'"
        } else {
            "DROP TRIGGER ledger_entries_no_change ON ledger_entries; \
         UPDATE ledger_entries SET subject = 'x' WHERE seq = 1 AND log <> 'platform'"
        };
        sabotage(app, force).unwrap();
        let found = auditor.get("/ledger/verification").expect(200).json();
        let broken: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .filter(|log| log["intact"] == false)
            .collect();
        assert_eq!(broken.len(), 1, "{found}");
        assert!(broken[0]["fault"].as_str().unwrap().contains("entry 1"), "{found}");
    }
);

on_both!(auditors_page_through_a_log_and_others_are_refused, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let university = app.organisation("uni", OrganisationKind::University);
    let auditor = app.member("audit", Role::Auditor, office);
    let researcher = app.member("tanaka", Role::Researcher, university);
    researcher.get("/ledger/logs").expect(403);
    let heads = auditor.get("/ledger/logs").expect(200).json();
    let platform = heads
        .as_array()
        .unwrap()
        .iter()
        .find(|head| head["log"] == "platform")
        .unwrap();
    let all: Vec<i64> = (1..=platform["size"].as_i64().unwrap()).collect();
    let walk = |query: &str| {
        let (mut seen, mut path) = (Vec::new(), query.to_owned());
        loop {
            let page = auditor.get(&path).expect(200).json();
            let items = page["items"].as_array().unwrap().iter();
            seen.extend(items.map(|entry| entry["seq"].as_i64().unwrap()));
            let Some(cursor) = page["next_cursor"].as_str() else {
                return seen;
            };
            path = format!("{query}&cursor={cursor}");
            // What is recorded meanwhile moves no page.
            app.arrange(|_| ());
        }
    };
    let newest: Vec<i64> = all.iter().rev().copied().collect();
    assert_eq!(walk("/ledger/entries?log=platform&limit=2"), newest);
    let oldest = walk("/ledger/entries?log=platform&limit=2&order=oldest");
    assert_eq!(oldest[..all.len()], all);
    assert!(oldest.is_sorted(), "{oldest:?}");
    let page = auditor
        .get("/ledger/entries?log=platform&limit=1&order=newest")
        .expect(200)
        .json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = auditor.get(&format!(
        "/ledger/entries?log=platform&limit=1&order=oldest&cursor={cursor}"
    ));
    assert_eq!(other.expect(400).code(), "bad_cursor");
    auditor.get("/ledger/entries?log=platform&order=random").expect(400);
});
