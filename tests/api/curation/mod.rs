//! Curation: from a submission to what members read, and who may take which step.

mod decisions;
mod desk;
mod publication;
mod queue;
mod reviewers;
mod successor;

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::task::TaskState;
use enishi::store::index_changes::{self, Reach};
use enishi::store::{ledger, members, notices, organisations, tasks};
use serde_json::{Value, json};

const NOTHING: &str = "00000000-0000-4000-8000-000000000000";

/// A university with an owner and a colleague, a company with a scout, three liaisons of one office, a secretariat member.
/// `liaison` is in charge of both organisations' listings.
struct World<'a> {
    app: &'a TestApp,
    owner: Actor<'a>,
    colleague: Actor<'a>,
    scout: Actor<'a>,
    liaison: Actor<'a>,
    second: Actor<'a>,
    third: Actor<'a>,
    secretary: Actor<'a>,
}

fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("u", OrganisationKind::University);
    let company = app.organisation("p", OrganisationKind::Pharma);
    let office = app.organisation("l", OrganisationKind::LiaisonOffice);
    let secretariat = app.organisation("s", OrganisationKind::Secretariat);
    let world = World {
        app,
        owner: app.member("owner", Role::Researcher, university),
        colleague: app.member("colleague", Role::Researcher, university),
        scout: app.member("scout", Role::Company, company),
        liaison: app.member("liaison", Role::Liaison, office),
        second: app.member("second", Role::Liaison, office),
        third: app.member("third", Role::Liaison, office),
        secretary: app.member("secretary", Role::Secretariat, secretariat),
    };
    for home in [university, company] {
        world.organisation(home, |home| home.liaison = Some(world.liaison.member));
    }
    world
}

fn ticked() -> Value {
    json!({
        "title_not_enabling": true,
        "no_enabling_detail": true,
        "differentiation_present": true,
        "missing_data_listed": true,
        "no_duplicate": true,
        "tiers_set": true,
        "expiry_set": true,
    })
}

fn texts(list: &Value, name: &str) -> Vec<String> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item[name].as_str().unwrap().to_owned()).collect()
}

impl<'a> World<'a> {
    fn organisation(&self, id: OrganisationId, change: impl Fn(&mut enishi::domain::account::Organisation)) {
        self.app.arrange(|tx| {
            let mut home = organisations::find(tx, id).unwrap().unwrap();
            change(&mut home);
            organisations::update(tx, &mut home).unwrap();
        });
    }

    fn make_reviewer(&self, of: &Actor<'_>) {
        self.app.arrange(|tx| {
            let mut member = members::find(tx, of.member).unwrap().unwrap();
            member.institution_reviewer = true;
            members::update(tx, &mut member).unwrap();
        });
    }

    /// Begins a seed and submits it.
    fn submitted(&self, content: Value) -> String {
        let body = json!({"content": given::over(given::seed_content(), content)});
        let begun = self.owner.post("/seeds", body).expect(201);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        self.submit(&self.owner, &id, &begun.tag()).expect(200);
        id
    }

    fn submitted_need(&self, visibility: &str) -> String {
        let body = json!({"content": given::need_content(), "visibility": visibility});
        let begun = self.scout.post("/needs", body).expect(201);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        self.submit(&self.scout, &id, &begun.tag()).expect(200);
        id
    }

    fn submit(&self, owner: &Actor<'_>, id: &str, tag: &str) -> Reply {
        let body = json!({"attestations": given::attested()});
        owner.call(
            "POST",
            &format!("/listings/{id}/submit"),
            &[("if-match", tag)],
            Some(&body),
        )
    }

    /// Edits the owner's working copy and submits it again.
    fn revise(&self, id: &str, content: Value) {
        let path = format!("/listings/{id}/draft");
        let held = self.owner.get(&path).expect(200).tag();
        let body = json!({"content": given::over(given::seed_content(), content)});
        let saved = self.owner.put(&path, &held, body).expect(200);
        self.submit(&self.owner, id, &saved.tag()).expect(200);
    }

    fn desk(&self, of: &Actor<'_>, id: &str) -> Reply {
        of.get(&format!("/listings/{id}/review"))
    }

    /// Decides on what the desk shows now.
    fn decide(&self, by: &Actor<'_>, id: &str, body: Value) -> Reply {
        let seen = self.desk(by, id).expect(200).tag();
        self.decide_on(by, id, &seen, body)
    }

    fn decide_on(&self, by: &Actor<'_>, id: &str, seen: &str, body: Value) -> Reply {
        let path = format!("/listings/{id}/reviews");
        by.call("POST", &path, &[("if-match", seen)], Some(&body))
    }

    fn approve(&self, by: &Actor<'_>, id: &str) {
        let body = json!({"decision": "approve", "checklist": ticked()});
        self.decide(by, id, body).expect(200);
    }

    fn publish(&self, by: &Actor<'_>, id: &str) {
        self.decide(by, id, json!({"decision": "publish"})).expect(200);
    }

    fn published(&self, content: Value) -> String {
        let id = self.submitted(content);
        self.approve(&self.liaison, &id);
        self.publish(&self.liaison, &id);
        id
    }

    fn queue(&self, of: &Actor<'_>) -> Vec<String> {
        texts(&of.get("/curation/queue").expect(200).json()["items"], "id")
    }

    fn notices(&self, of: &Actor<'_>) -> Vec<String> {
        let db = &self.app.app.db;
        let found = db.read_blocking(|rx| notices::of_member(rx, of.member, false, None, 100));
        let mut kinds: Vec<String> = found.unwrap().into_iter().map(|notice| notice.kind).collect();
        kinds.sort();
        kinds
    }

    fn ledger(&self, of: &Actor<'_>, id: &str) -> Vec<String> {
        let (log, subject) = (ledger::log_of(of.organisation), format!("listing:{id}"));
        let db = &self.app.app.db;
        let leaves = db.read_blocking(|rx| ledger::about(rx, &log, &subject, 100)).unwrap();
        let mut kinds: Vec<String> = leaves.iter().map(|leaf| leaf.kind.code().to_owned()).collect();
        kinds.reverse();
        kinds
    }

    /// How many changes there were of what members may find.
    fn index_changes(&self) -> usize {
        let rows = self.app.app.db.read_blocking(|rx| index_changes::after(rx, 0, 1_000));
        let seen = |(_, _, reach): &(i64, ListingId, Reach)| *reach > Reach::Owner;
        rows.unwrap().iter().filter(|row| seen(row)).count()
    }

    fn matches_queued(&self) -> usize {
        let db = &self.app.app.db;
        let ready = db
            .read_blocking(|rx| tasks::in_state(rx, TaskState::Ready, 1_000))
            .unwrap();
        ready.iter().filter(|task| task.kind.code() == "match_listing").count()
    }

    fn sweep(&self) -> usize {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime
            .block_on(enishi::services::curation::sweep(&self.app.app))
            .unwrap()
    }
}
