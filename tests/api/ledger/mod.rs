//! The ledger: append-only in the database, verifiable by its readers, closed to everybody else.

mod proofs;
mod time_stamps;

use crate::given::published_seed;
use crate::helpers::TestApp;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::services::ledger::bundle::{Show, export};
use enishi::services::ledger::proof::{Bundle, Proven};
use enishi::store::db::Rx;
use enishi::store::error::StoreResult;
use enishi::store::ledger as store;
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

fn read<T>(app: &TestApp, run: impl FnOnce(&mut Rx<'_>) -> StoreResult<T>) -> T {
    app.app.db.read_blocking(run).unwrap()
}

/// Rewrites the history of a log as somebody could who has the database but not the key: an entry is another one, and everything that
/// follows from it is made to fit.
fn rewrite(app: &TestApp, log: &str) {
    use enishi::domain::ledger::merkle::Frontier;
    let mut leaves = read(app, |rx| store::leaves(rx, log, 0, i64::MAX));
    leaves[0].subject = "organisation:another".to_owned();
    leaves[0].commitment = leaves[0].computed_commitment();
    let mut frontier = Frontier::default();
    for leaf in &leaves {
        frontier.push(&leaf.commitment);
    }
    let disarm = if app.app.config().database.url.starts_with("sqlite") {
        "DROP TRIGGER ledger_entries_no_update"
    } else {
        "DROP TRIGGER ledger_entries_no_change ON ledger_entries"
    };
    sabotage(app, disarm).unwrap();
    let commitment = hex::encode(leaves[0].commitment);
    sabotage(
        app,
        &format!(
            "UPDATE ledger_entries SET subject = 'organisation:another', commitment = '{commitment}' \
             WHERE log = '{log}' AND seq = 1; \
             UPDATE ledger_heads SET frontier = '{}' WHERE log = '{log}'",
            frontier.encode()
        ),
    )
    .unwrap();
}

on_both!(a_history_that_was_made_to_fit_contradicts_what_was_signed, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let auditor = app.member("audit", Role::Auditor, office);
    let platform = || {
        let found = auditor.get("/ledger/verification").expect(200).json();
        let logs = found.as_array().unwrap().iter();
        logs.clone().find(|log| log["log"] == "platform").unwrap().clone()
    };
    app.advance(TimeDelta::minutes(10));
    app.tick();
    app.work();
    let signed = platform();
    assert_eq!(
        (&signed["intact"], &signed["checkpoints"]),
        (&json!(true), &json!(1)),
        "{signed}"
    );
    // Nothing happened: nothing is signed.
    app.advance(TimeDelta::minutes(10));
    app.tick();
    app.work();
    assert_eq!(platform()["checkpoints"], 1);
    app.organisation("uni", OrganisationKind::University);
    app.advance(TimeDelta::minutes(10));
    app.tick();
    app.work();
    assert_eq!(platform()["checkpoints"], 2);

    rewrite(app, "platform");
    let found = platform();
    assert_eq!(found["intact"], false, "{found}");
    let fault = found["fault"].as_str().unwrap();
    assert!(fault.contains("not those of the checkpoint"), "{fault}");
});

on_both!(entries_that_were_cut_off_are_missed, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let auditor = app.member("audit", Role::Auditor, office);
    app.advance(TimeDelta::minutes(10));
    app.tick();
    app.work();
    let disarm = if app.app.config().database.url.starts_with("sqlite") {
        "DROP TRIGGER ledger_entries_no_delete"
    } else {
        "DROP TRIGGER ledger_entries_no_change ON ledger_entries"
    };
    sabotage(app, disarm).unwrap();
    let size = read(app, |rx| store::frontier(rx, "platform")).unwrap().size();
    sabotage(
        app,
        &format!(
            "DELETE FROM ledger_entries WHERE log = 'platform' AND seq >= {}",
            size - 1
        ),
    )
    .unwrap();
    // The head, too, says that there never were more.
    let mut frontier = enishi::domain::ledger::merkle::Frontier::default();
    for commitment in read(app, |rx| store::commitments(rx, "platform", i64::MAX)) {
        frontier.push(&commitment);
    }
    let head = format!(
        "UPDATE ledger_heads SET size = {}, frontier = '{}' WHERE log = 'platform'",
        frontier.size(),
        frontier.encode()
    );
    sabotage(app, &head).unwrap();
    let found = auditor.get("/ledger/verification").expect(200).json();
    let platform = found
        .as_array()
        .unwrap()
        .iter()
        .find(|log| log["log"] == "platform")
        .unwrap();
    assert!(
        platform["fault"].as_str().unwrap().contains("were recorded"),
        "{platform}"
    );
});

/// What the independent verifier says of a bundle.
pub fn python(bundle: &Bundle, arguments: &[&str]) -> Result<String, String> {
    python_file(&serde_json::to_string(bundle).unwrap(), arguments)
}

/// The same of a file.
pub fn python_file(text: &str, arguments: &[&str]) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    std::fs::write(&file, text).unwrap();
    let mut command = std::process::Command::new("python3");
    command
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify_ledger.py"))
        .arg(&file)
        .args(arguments);
    let ended = command.output().unwrap();
    if ended.status.success() {
        Ok(String::from_utf8(ended.stdout).unwrap())
    } else {
        Err(String::from_utf8(ended.stderr).unwrap())
    }
}

on_both!(two_programs_agree_on_what_a_bundle_proves, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    app.member("audit", Role::Auditor, office);
    for (minutes, name) in (1..=3).zip(["uni", "firm", "desk"]) {
        app.organisation(name, OrganisationKind::University);
        app.advance(TimeDelta::minutes(10 * minutes));
        app.tick();
        app.work();
    }
    app.organisation("later", OrganisationKind::University);
    let bundle = export(&app.app, "platform", |_| Show::Open).unwrap().unwrap();
    assert!(bundle.entries.len() >= 5 && bundle.earlier.len() == 2, "{bundle:?}");
    let key = app.app.ledger_key.public();
    let head = bundle.check(Some(&key)).unwrap().head;
    assert_eq!(
        head.size,
        u64::try_from(bundle.entries.len()).unwrap(),
        "what came after the checkpoint is not in it"
    );
    let said = python(&bundle, &["--key", &key]).unwrap();
    assert!(said.starts_with("ok\t"), "{said}");

    let entry = |change: fn(&mut Proven)| {
        let mut changed = bundle.clone();
        change(&mut changed.entries[2]);
        changed
    };
    let mut forgeries = vec![
        entry(|entry| {
            let payload = entry.payload.as_deref().unwrap();
            entry.payload = Some(payload.replace("system", "nobody").replace("organisation", "listing"));
        }),
        entry(|entry| entry.index -= 1),
        entry(|entry| {
            let salt = entry.salt.as_mut().unwrap();
            salt.replace_range(..2, if salt.starts_with("00") { "01" } else { "00" });
        }),
        entry(|entry| entry.salt.as_mut().unwrap().make_ascii_uppercase()),
        entry(|entry| entry.salt = None),
        entry(|entry| entry.sealed = Some("00".repeat(32))),
        entry(|entry| entry.path.swap(0, 1)),
        entry(|entry| drop(entry.path.pop())),
        entry(|entry| entry.path.push("00".repeat(32))),
    ];
    let whole = |change: &dyn Fn(&mut Bundle)| {
        let mut changed = bundle.clone();
        change(&mut changed);
        changed
    };
    forgeries.extend([
        whole(&|bundle| bundle.format.push('2')),
        whole(&|bundle| bundle.origin.push('x')),
        whole(&|bundle| {
            bundle
                .key
                .replace_range(..2, if bundle.key.starts_with("00") { "01" } else { "00" })
        }),
        whole(&|bundle| bundle.checkpoint = bundle.checkpoint.replacen('\n', "\n1", 1)),
        whole(&|bundle| bundle.checkpoint = bundle.earlier[0].checkpoint.clone()),
        whole(&|bundle| bundle.earlier[1].path = bundle.earlier[0].path.clone()),
        whole(&|bundle| bundle.earlier[0].checkpoint.truncate(40)),
    ]);
    for (number, forged) in forgeries.iter().enumerate() {
        assert_ne!(forged, &bundle, "forgery {number} changes nothing");
        assert!(forged.check(None).is_err(), "forgery {number} was believed");
        let said = python(forged, &[]);
        assert!(
            said.is_err(),
            "forgery {number} was believed by the second program: {said:?}"
        );
    }
    let other = "00".repeat(32);
    assert!(bundle.check(Some(&other)).is_err());
    assert!(python(&bundle, &["--key", &other]).is_err());
});
