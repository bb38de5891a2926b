//! Introductions: who learns what, when the Approved tier opens and closes, and what strangers see (nothing).

mod answering;
mod asking;
mod boxes;
mod disclosure;
mod proposals;
mod waiting;

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::ledger::leaf::Leaf;
use enishi::domain::listing::NeedVisibility;
use enishi::services::introductions::{Swept, sweep};
use enishi::store::mails::MailState;
use enishi::store::{audiences, ledger, listings, mails, notices};
use serde_json::{Value, json};

const MESSAGE: &str = "MESSAGECANARY ご関心があればお話ししたく存じます。";

struct World<'a> {
    app: &'a TestApp,
    university: OrganisationId,
    company: OrganisationId,
    researcher: Actor<'a>,
    scout: Actor<'a>,
    rival: Actor<'a>,
    liaison: Actor<'a>,
    seed: ListingId,
}

fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("hokuto", OrganisationKind::University);
    let company = app.organisation("pharma", OrganisationKind::Pharma);
    let other = app.organisation("rivalco", OrganisationKind::Pharma);
    let office = app.organisation("office", OrganisationKind::LiaisonOffice);
    let researcher = app.member("tanaka", Role::Researcher, university);
    let liaison = app.member("liaison", Role::Liaison, office);
    let seed = given::published_seed(app, &researcher, &liaison, json!({}));
    World {
        app,
        university,
        company,
        scout: app.member("scout", Role::Company, company),
        rival: app.member("rival", Role::Company, other),
        researcher,
        liaison,
        seed,
    }
}

impl<'a> World<'a> {
    fn need(&self, visibility: NeedVisibility) -> ListingId {
        given::published_need(self.app, &self.scout, &self.liaison, json!({}), visibility)
    }

    fn reference(&self, listing: ListingId) -> String {
        let found = self.app.app.db.read_blocking(|rx| listings::find(rx, listing));
        found.unwrap().unwrap().reference
    }

    /// The listing's page as an actor gets it; `None` if it is not there for them.
    fn page(&self, actor: &Actor<'_>, listing: ListingId) -> Option<String> {
        let reply = actor.get(&format!("/listings/{listing}"));
        assert!(matches!(reply.status, 200 | 404), "{}", reply.text);
        (reply.status == 200).then_some(reply.text)
    }

    fn may_read_approved(&self, actor: &Actor<'_>, listing: ListingId) -> bool {
        let page = self.page(actor, listing).expect("the listing is visible");
        page.contains("CANARY-target")
    }

    /// How many notices and how many mails of a kind somebody got.
    fn told(&self, actor: &Actor<'_>, kind: &str) -> (usize, usize) {
        let db = &self.app.app.db;
        let notices = db
            .read_blocking(|rx| notices::of_member(rx, actor.member, false, None, 1_000))
            .unwrap();
        let mails = db
            .read_blocking(|rx| mails::in_state(rx, MailState::Queued, 1_000))
            .unwrap();
        (
            notices.iter().filter(|notice| notice.kind == kind).count(),
            mails
                .iter()
                .filter(|mail| mail.member == Some(actor.member) && mail.kind == kind)
                .count(),
        )
    }

    fn log(&self, organisation: OrganisationId) -> Vec<Leaf> {
        let name = ledger::log_of(organisation);
        let leaves = self.app.app.db.read_blocking(|rx| ledger::leaves(rx, &name, 0, 1_000));
        leaves.unwrap()
    }

    fn entries(&self, organisation: OrganisationId, kind: &str, subject: &str) -> usize {
        let all = self.log(organisation);
        all.iter()
            .filter(|leaf| leaf.kind.code() == kind && leaf.subject == subject)
            .count()
    }

    fn sweep(&self) -> Swept {
        actix_web::rt::System::new().block_on(sweep(&self.app.app)).unwrap()
    }

    fn block(&self, listing: ListingId, organisation: OrganisationId) {
        self.app
            .arrange(|tx| audiences::set_blocks(tx, listing, &[organisation]).unwrap());
    }
}

fn request(listing: ListingId) -> Value {
    json!({"listing": listing, "message": MESSAGE, "confirmed_non_confidential": true})
}

fn request_from(listing: ListingId, own: ListingId) -> Value {
    let mut body = request(listing);
    body["own_listing"] = json!(own);
    body
}

fn ask(actor: &Actor<'_>, body: Value) -> String {
    let reply = actor.post("/introductions", body).expect(201);
    reply.json()["id"].as_str().unwrap().to_owned()
}

fn see(actor: &Actor<'_>, id: &str) -> Reply {
    actor.get(&format!("/introductions/{id}"))
}

/// Acts on an introduction as it stands for the actor.
fn act(actor: &Actor<'_>, id: &str, action: &str, body: Option<Value>) -> Reply {
    let tag = see(actor, id).header("etag").unwrap_or("\"v1\"").to_owned();
    act_on(actor, id, &tag, action, body)
}

fn act_on(actor: &Actor<'_>, id: &str, tag: &str, action: &str, body: Option<Value>) -> Reply {
    let path = format!("/introductions/{id}/{action}");
    actor.call("POST", &path, &[("if-match", tag)], body.as_ref())
}

fn mailbox(actor: &Actor<'_>, which: &str) -> Vec<String> {
    let page = actor.get(&format!("/introductions?box={which}")).expect(200).json();
    let items = page["items"].as_array().unwrap().clone();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}
