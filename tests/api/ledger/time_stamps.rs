//! What time authorities say of the ledger: fetched once a day, missed when it is late, and checked wherever it is shown.

use super::python;
use crate::helpers::TestApp;
use crate::helpers::time_authority::{Mood, TimeAuthority};
use chrono::TimeDelta;
use enishi::app::App;
use enishi::config::TimeAuthority as Setting;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::services::ledger::bundle::{Show, export};
use enishi::services::ledger::proof::Bundle;
use serde_json::Value;

/// A node that asks an authority; its work is done by `work_on`.
fn asking(app: &TestApp, authority: &TimeAuthority) -> App {
    app.beside(|config| {
        config.ledger.time_authorities = vec![Setting {
            name: "own".to_owned(),
            url: authority.url.clone(),
        }];
    })
}

/// An hour passes, and the work of it is done.
fn an_hour(app: &TestApp, node: &App) {
    app.advance(TimeDelta::hours(1));
    app.tick();
    // Signing comes before stamping; a checkpoint of this hour may be stamped in the next.
    crate::helpers::block_on(enishi::jobs::runner::run_until_idle(node)).unwrap();
}

fn platform(app: &TestApp) -> Bundle {
    export(&app.app, "platform", |_| Show::Open).unwrap().unwrap()
}

on_both!(an_authority_sees_every_log_that_changed_once_a_day, |app| {
    let authority = TimeAuthority::start();
    let node = asking(app, &authority);
    let trusted = authority.certificates();
    app.organisation("uni", OrganisationKind::University);
    for _ in 0..3 {
        an_hour(app, &node);
        app.organisation("another", OrganisationKind::University);
    }
    assert_eq!(authority.asked(), 1, "once is enough, whatever happens that day");
    for _ in 0..24 {
        an_hour(app, &node);
    }
    assert_eq!(authority.asked(), 2);
    for _ in 0..24 {
        an_hour(app, &node);
    }
    assert_eq!(authority.asked(), 2, "nothing happened since");

    let bundle = platform(app);
    let key = app.app.ledger_key.public();
    let proof = bundle.check(Some(&key)).unwrap();
    let sizes: Vec<u64> = proof.seen.iter().map(|&(_, size)| size).collect();
    assert!(sizes.len() == 2 && sizes.contains(&proof.head.size), "{proof:?}");
    let said = python(&bundle, &["--key", &key, "--authorities", trusted.to_str().unwrap()]).unwrap();
    assert!(
        said.contains("2 time stamps, each signed by one of the authorities"),
        "{said}"
    );

    let stranger = TimeAuthority::start();
    let refused = python(&bundle, &["--authorities", stranger.certificates().to_str().unwrap()]);
    assert!(refused.unwrap_err().contains("not signed by one of the authorities"));
    let mut swapped = bundle.clone();
    swapped.time_stamps[0].checkpoint = bundle.time_stamps[1].checkpoint;
    let mut cut = bundle.clone();
    let shorter = cut.time_stamps[0].token.len() - 4;
    cut.time_stamps[0].token.truncate(shorter);
    for forged in [swapped, cut] {
        assert!(forged.check(None).is_err());
        assert!(python(&forged, &["--authorities", trusted.to_str().unwrap()]).is_err());
    }
});

on_both!(an_authority_that_says_nothing_fit_is_missed_after_a_day, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let clerk = app.member("clerk", Role::Secretariat, office);
    let authority = TimeAuthority::start();
    let node = asking(app, &authority);
    let state = |node: &App| {
        let overview = crate::helpers::block_on(enishi::services::operations::overview(node)).unwrap();
        serde_json::to_value(&overview.time_authorities[0]).unwrap()
    };
    an_hour(app, &node);
    an_hour(app, &node);
    assert_eq!(state(&node)["waiting_since"], Value::Null);
    let first = state(&node)["last_at"].clone();
    assert!(first.is_string());

    app.organisation("uni", OrganisationKind::University);
    for hour in 0..48 {
        let moods = [Mood::Fails, Mood::Babbles, Mood::Repeats];
        authority.is(moods[hour % 3]);
        an_hour(app, &node);
    }
    let late = state(&node);
    assert_eq!(
        (&late["overdue"], &late["last_at"]),
        (&Value::Bool(true), &first),
        "{late}"
    );
    assert!(authority.asked() > 20, "it is asked every hour");
    let levels = crate::helpers::block_on(enishi::services::operations::levels(&node)).unwrap();
    let (name, waits) = &levels.time_stamps_waiting[0];
    assert!(name == "own" && *waits > 25 * 3_600, "{levels:?}");
    let dead = clerk.get("/operations/queue").expect(200).json();
    assert_eq!(dead["dead_tasks"], serde_json::json!([]), "{dead}");

    authority.is(Mood::Stamps);
    an_hour(app, &node);
    let back = state(&node);
    assert_eq!(
        (&back["overdue"], &back["waiting_since"]),
        (&Value::Bool(false), &Value::Null),
        "{back}"
    );
});
