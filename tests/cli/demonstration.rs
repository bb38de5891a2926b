//! `enishi demo` and `enishi serve --demo`.

use crate::admin::{organisation, platform_log};
use crate::place::Place;
use enishi::domain::listing::state::ListingState;
use enishi::domain::listing::{Listing, ListingKind};
use enishi::store::error::StoreError;
use enishi::store::listings;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

#[test]
fn the_consortium_is_loaded_once_and_stands_in_the_ledger() {
    for place in Place::migrated() {
        let first = place.run(&["demo"]).expect(0);
        assert!(
            first
                .out
                .contains("Loaded 15 organisations, 44 members, 84 seeds and 42 needs."),
            "{first:?}"
        );
        let entries = platform_log(&place.db()).len();
        let second = place.run(&["demo"]).expect(0);
        assert!(!second.out.contains("Loaded"), "{second:?}");
        for role in ["researcher", "company", "liaison", "secretariat", "auditor"] {
            assert!(second.out.contains(&format!("\n  {role}")), "{second:?}");
        }
        assert_eq!(platform_log(&place.db()).len(), entries);
        place.run(&["ledger", "verify"]).expect(0);
        let states = [
            ListingState::LiaisonReview,
            ListingState::ChangesRequested,
            ListingState::Approved,
        ];
        let waiting = place
            .db()
            .read_blocking(|rx| listings::in_review(rx, None, None, &states));
        let waiting: Vec<Listing> = waiting.map_err(|error: StoreError| error).unwrap();
        assert!(waiting.len() >= 8 && waiting.iter().all(|listing| listing.submitted.is_some()));
        let needs = place
            .db()
            .read_blocking(|rx| listings::visible_after(rx, ListingKind::Need, None, 1_000));
        assert!(needs.map_err(|error: StoreError| error).unwrap().len() >= 30);
    }
}

#[test]
fn a_database_with_anything_else_in_it_is_refused() {
    let place = &Place::migrated()[0];
    organisation(place, "university", "Hokuto University", "h");
    let refused = place.run(&["demo"]).expect(1);
    assert!(refused.err.contains("name an empty one in database.url"), "{refused:?}");
    place.run(&["serve", "--demo"]).expect(1);
}

/// A served demonstration, ended when dropped.
struct Served {
    child: Child,
    said: Vec<String>,
    base: String,
}

impl Served {
    fn start(place: &Place) -> Self {
        let mut command = place.command(&["serve", "--demo", "--no-work"]);
        command
            .env("ENISHI_SERVER__ADDRESS", "127.0.0.1:0")
            .env("ENISHI_SERVER__WORKERS", "1");
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        // From here on whatever happens ends the process.
        let (said, base) = (Vec::new(), String::new());
        let mut served = Self { child, said, base };
        for line in BufReader::new(served.child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(base) = line.strip_prefix("Enishi is ready on ") {
                base.clone_into(&mut served.base);
                return served;
            }
            served.said.push(line);
        }
        panic!("the server ended: {:?}", served.said);
    }

    /// Asks it to end; the exit code.
    fn end(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

#[test]
fn serving_the_demonstration_prepares_everything_and_tells_how_to_get_in() {
    let place = Place::sqlite();
    let served = Served::start(&place);
    let said = served.said.join("\n");
    assert!(said.contains("Loaded 15 organisations"), "{said}");
    assert!(said.contains("/mailbox and as files in var/mail"), "{said}");
    let line = served
        .said
        .iter()
        .find(|line| line.trim_start().starts_with("company "))
        .unwrap();
    let email = line.split_whitespace().nth(1).unwrap();
    let password = said
        .split("password of all: ")
        .nth(1)
        .unwrap()
        .split(')')
        .next()
        .unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let url = format!("{}/api/v1/auth/sessions", served.base);
    let request = agent
        .post(&url)
        .header("Idempotency-Key", "0123456789abcdef0123456789abcdef");
    let mut answer = request
        .send_json(json!({"email": email, "password": password}))
        .unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    assert!(answer.body_mut().read_json::<Value>().unwrap()["access_token"].is_string());
    assert_eq!(
        agent
            .get(format!("{}/mailbox", served.base))
            .call()
            .unwrap()
            .status()
            .as_u16(),
        200
    );
    assert_eq!(served.end(), Some(0));

    let again = Served::start(&place);
    assert!(!again.said.join("\n").contains("Loaded"));
    assert_eq!(again.end(), Some(0));
}
