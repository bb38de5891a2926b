//! Listings: what their teams do with them, and what others get to see.

mod audience;
mod drafts;
mod life;
mod submission;
mod visibility;

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::ListingId;
use enishi::domain::tier::Tier;
use enishi::services::listings as service;
use enishi::store::{index_changes, listings, notices, organisations};
use serde_json::{Value, json};

/// A university with an owner and a colleague, a company with a scout, a liaison in charge of both.
struct World<'a> {
    app: &'a TestApp,
    owner: Actor<'a>,
    colleague: Actor<'a>,
    scout: Actor<'a>,
    liaison: Actor<'a>,
}

fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("u", OrganisationKind::University);
    let company = app.organisation("p", OrganisationKind::Pharma);
    let office = app.organisation("l", OrganisationKind::LiaisonOffice);
    let liaison = app.member("liaison", Role::Liaison, office);
    app.arrange(|tx| {
        for id in [university, company] {
            let mut home = organisations::find(tx, id).unwrap().unwrap();
            home.liaison = Some(liaison.member);
            organisations::update(tx, &mut home).unwrap();
        }
    });
    World {
        app,
        owner: app.member("owner", Role::Researcher, university),
        colleague: app.member("colleague", Role::Researcher, university),
        scout: app.member("scout", Role::Company, company),
        liaison,
    }
}

impl World<'_> {
    fn begin(&self) -> (String, String) {
        let begun = self
            .owner
            .post("/seeds", json!({"content": given::seed_content()}))
            .expect(201);
        (begun.json()["id"].as_str().unwrap().to_owned(), begun.tag())
    }

    fn submit(&self, id: &str, tag: &str, more: Value) -> Reply {
        let body = given::over(json!({"attestations": given::attested()}), more);
        let path = format!("/listings/{id}/submit");
        self.owner.call("POST", &path, &[("if-match", tag)], Some(&body))
    }

    fn published(&self) -> String {
        given::published_seed(self.app, &self.owner, &self.liaison, json!({})).to_string()
    }

    fn listing(&self, id: &str) -> enishi::domain::listing::Listing {
        let id: ListingId = id.parse().unwrap();
        self.app
            .app
            .db
            .read_blocking(|rx| listings::find(rx, id))
            .unwrap()
            .unwrap()
    }

    fn audience(&self, id: &str, team: &[&Actor<'_>], blocked: &[&Actor<'_>]) -> Reply {
        let path = format!("/listings/{id}/audience");
        let tag = self.owner.get(&path).expect(200).tag();
        let team: Vec<String> = team.iter().map(|one| one.member.to_string()).collect();
        let blocked: Vec<String> = blocked.iter().map(|one| one.organisation.to_string()).collect();
        self.owner
            .put(&path, &tag, json!({"team": team, "blocked_organisations": blocked}))
    }

    fn grant(&self, id: &str, to: &Actor<'_>, tier: Tier) {
        given::grant(self.app, id.parse().unwrap(), to.organisation, tier);
    }

    fn index_changes(&self) -> i64 {
        self.app.app.db.read_blocking(|rx| index_changes::newest(rx)).unwrap()
    }

    fn notice_kinds(&self, of: &Actor<'_>) -> Vec<String> {
        let found = self
            .app
            .app
            .db
            .read_blocking(|rx| notices::of_member(rx, of.member, false, None, 100));
        found.unwrap().into_iter().map(|notice| notice.kind).collect()
    }

    fn sweep(&self) -> usize {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(service::sweep(&self.app.app)).unwrap()
    }
}

fn faults(reply: &Reply) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let json = reply.json();
    let list = json
        .get("errors")
        .or_else(|| json.get("faults"))
        .cloned()
        .unwrap_or_default();
    let all = list.as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|fault| (text(&fault["field"]), text(&fault["code"])))
        .collect()
}

fn has(faults: &[(String, String)], field: &str, code: &str) -> bool {
    faults.iter().any(|(f, c)| f == field && c == code)
}
