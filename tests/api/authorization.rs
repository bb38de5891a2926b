//! The authorization matrix: every operation of the API description, called by every kind of person, on what is theirs, on what
//! is somebody else's and on what does not exist, against `authorization.toml`.
//!
//! Whatever is refused at the door (401, 403 for all objects alike) and whatever is hidden (404) must be the very bytes that an
//! absent object gets; at the door nothing else of the request is looked at. No answer may be the server's fault.

use crate::given::{make_public, published_need, published_seed};
use crate::helpers::{Actor, Outsider, Reply, TestApp};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::clock::Entropy;
use enishi::domain::ids::{CandidateId, CommentId, ListingId, NoteId, SavedSearchId, SessionId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::matching::Side;
use enishi::domain::note::Note;
use enishi::domain::saved_search::SavedSearch;
use enishi::domain::task::TaskState;
use enishi::mail::kind::MailKind;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::services::notify::{self, Event};
use enishi::store::comments::{self, Comment};
use enishi::store::db::{Reads, Writes};
use enishi::store::entropy::SystemEntropy;
use enishi::store::error::StoreError;
use enishi::store::mails::MailState;
use enishi::store::{
    audiences, candidates, listings, mails, notes, notices, saved_searches, sessions, tasks, undertakings,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Who calls, as the file names them.
const CALLERS: [&str; 7] = [
    "outsider",
    "unbound",
    "researcher",
    "company",
    "liaison",
    "secretariat",
    "auditor",
];

/// Operations after which a caller is nobody any more: a new person calls each time.
const LAST_ACTS: [&str; 2] = ["DELETE /auth/session", "POST /me/leave"];

/// One operation's row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Query string
    query: Option<String>,
    /// Body; `{id}` stands for the object, `{liaison}` for a liaison, `{elsewhere}` for an organisation, `{fresh}` for a
    /// word never used before
    body: Option<Value>,
    /// What kind of object `{id}` of the body is
    names: Option<String>,
    outsider: Expected,
    unbound: Expected,
    researcher: Expected,
    company: Expected,
    liaison: Expected,
    secretariat: Expected,
    auditor: Expected,
}

impl Row {
    fn expected(&self, caller: &str) -> &Expected {
        match caller {
            "outsider" => &self.outsider,
            "unbound" => &self.unbound,
            "researcher" => &self.researcher,
            "company" => &self.company,
            "liaison" => &self.liaison,
            "secretariat" => &self.secretariat,
            _ => &self.auditor,
        }
    }
}

/// What a caller gets: the same whatever it is about, or by what the object is to them: `own`, `seen` (somebody else's, and the
/// caller sees it), `there` (the platform's), `closed` (submitted, but not shown to the caller), `draft` (never submitted);
/// `other` stands for the last two.
#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Always(Statuses),
    By(BTreeMap<String, Statuses>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Statuses {
    One(u16),
    Several(Vec<u16>),
}

impl Statuses {
    fn allow(&self, status: u16) -> bool {
        match self {
            Self::One(one) => *one == status,
            Self::Several(all) => all.contains(&status),
        }
    }

    /// Refused for what the caller is.
    fn at_the_door(&self) -> bool {
        matches!(self, Self::One(401 | 403))
    }
}

fn matrix() -> BTreeMap<String, Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/authorization.toml");
    toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Every operation of the API description, as `GET /listings/{id}`.
pub fn operations() -> BTreeSet<String> {
    let description = serde_json::to_value(enishi::web::routes::description()).unwrap();
    let mut all = BTreeSet::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        let path = path.strip_prefix(enishi::web::routes::PREFIX).unwrap();
        let methods = item.as_object().unwrap().keys();
        let methods = methods.filter(|method| ["get", "put", "post", "patch", "delete"].contains(&method.as_str()));
        all.extend(methods.map(|method| format!("{} {path}", method.to_uppercase())));
    }
    all
}

#[test]
fn every_operation_has_its_row_and_no_row_is_left_over() {
    let (described, rows) = (operations(), matrix().into_keys().collect::<BTreeSet<_>>());
    let missing: Vec<_> = described.difference(&rows).collect();
    assert!(missing.is_empty(), "add to tests/api/authorization.toml: {missing:?}");
    let gone: Vec<_> = rows.difference(&described).collect();
    assert!(gone.is_empty(), "no longer part of the API: {gone:?}");
}

/// What an operation is about: what it is to the caller, its id, and for a listing a comment on it.
struct Object {
    class: &'static str,
    id: String,
    comment: Option<CommentId>,
    /// Of the caller's organisation
    note: Option<NoteId>,
}

fn object(class: &'static str, id: impl ToString) -> Object {
    Object {
        class,
        id: id.to_string(),
        comment: None,
        note: None,
    }
}

fn nowhere() -> String {
    SystemEntropy.uuid().to_string()
}

/// One consortium with everything in it that an operation can be about.
struct World<'a> {
    app: &'a TestApp,
    outsider: Outsider<'a>,
    actors: BTreeMap<&'static str, Actor<'a>>,
    stranger: Actor<'a>,
    desk: Actor<'a>,
    seen: Object,
    closed: Vec<Object>,
    draft: String,
    introduced: String,
    others_introduction: String,
    matches: BTreeMap<&'static str, CandidateId>,
    others_matches: Vec<CandidateId>,
    application: String,
    /// Reference number of a seed that anybody may read
    public: String,
}

fn role_of(caller: &str) -> (Role, OrganisationKind, &'static str) {
    match caller {
        "unbound" | "researcher" => (Role::Researcher, OrganisationKind::University, "home"),
        "company" => (Role::Company, OrganisationKind::Pharma, "pharma"),
        "liaison" => (Role::Liaison, OrganisationKind::LiaisonOffice, "office"),
        "secretariat" => (Role::Secretariat, OrganisationKind::Secretariat, "secretariat"),
        _ => (Role::Auditor, OrganisationKind::Secretariat, "secretariat"),
    }
}

fn commented(app: &TestApp, class: &'static str, listing: ListingId, author: &Actor<'_>) -> Object {
    let author = author.member;
    let comment = app.arrange(|tx| {
        let comment = Comment {
            id: CommentId::from_uuid(tx.new_uuid()),
            listing,
            version: listings::find(tx, listing).unwrap().unwrap().submitted.unwrap(),
            field: None,
            body: "A remark.".into(),
            author,
            created_at: tx.now(),
            resolved_at: None,
        };
        comments::insert(tx, &comment).unwrap();
        comment.id
    });
    Object {
        comment: Some(comment),
        ..object(class, listing)
    }
}

fn reference(app: &TestApp, id: &str) -> String {
    let id: ListingId = id.parse().unwrap();
    let listing = app.app.db.read_blocking(|rx| listings::find(rx, id));
    listing.unwrap().unwrap().reference
}

pub fn announcement(by: &Actor<'_>) -> Value {
    let words = |ja: &str, en: &str| json!({"ja": ja, "en": en});
    let body = json!({"kind": "information", "title": words("題名", "Title"), "body": words("本文", "Text")});
    by.post("/announcements", body).expect(201).json()
}

fn introduction(by: &Actor<'_>, listing: ListingId) -> String {
    let body = json!({"listing": listing, "message": "A word.", "confirmed_non_confidential": true});
    let asked = by.post("/introductions", body).expect(201).json();
    asked["id"].as_str().unwrap().to_owned()
}

fn world(app: &TestApp) -> World<'_> {
    let mut homes = BTreeMap::new();
    let mut actors = BTreeMap::new();
    for caller in CALLERS.into_iter().filter(|caller| *caller != "outsider") {
        let (role, kind, name) = role_of(caller);
        let home = *homes.entry(name).or_insert_with(|| app.organisation(name, kind));
        let actor = app.unbound_member(caller, role, home);
        if caller != "unbound" {
            app.bind(actor.member);
        }
        actors.insert(caller, actor);
    }
    let elsewhere = app.organisation("elsewhere", OrganisationKind::University);
    let rivals = app.organisation("rivals", OrganisationKind::Pharma);
    let desks = app.organisation("desks", OrganisationKind::LiaisonOffice);
    let stranger = app.member("stranger", Role::Researcher, elsewhere);
    let rival = app.member("rival", Role::Company, rivals);
    let desk = app.member("desk", Role::Liaison, desks);

    let seed = |owner: &Actor<'_>, liaison: &Actor<'_>| published_seed(app, owner, liaison, json!({}));
    let need =
        |owner: &Actor<'_>, liaison: &Actor<'_>, visibility| published_need(app, owner, liaison, json!({}), visibility);
    let (blocked, withdrawn) = (seed(&stranger, &desk), seed(&stranger, &desk));
    let everybody: Vec<_> = homes.values().copied().collect();
    app.arrange(|tx| {
        audiences::set_blocks(tx, blocked, &everybody).unwrap();
        let mut gone = listings::find(tx, withdrawn).unwrap().unwrap();
        gone.state = ListingState::Withdrawn;
        listings::update(tx, &mut gone).unwrap();
    });
    let blind = need(&rival, &desk, NeedVisibility::Blind);
    let closed = [blocked, withdrawn, blind].map(|listing| commented(app, "closed", listing, &desk));
    let begun = stranger.post("/seeds", json!({})).expect(201).json();

    let (liaison, researcher, company) = (&actors["liaison"], &actors["researcher"], &actors["company"]);
    let (own_seed, own_need) = (seed(researcher, liaison), need(company, liaison, NeedVisibility::Open));
    let (others_seed, others_need) = (seed(&stranger, &desk), need(&rival, &desk, NeedVisibility::Open));
    follow::catch_up(&app.app).unwrap();
    for listing in [own_seed, own_need, others_seed, others_need] {
        match_listing(&app.app, listing).unwrap();
    }
    let pair = |seed, need, side| {
        let found = app
            .app
            .db
            .read_blocking(|rx| candidates::find_pair(rx, seed, need, side));
        found.unwrap().expect("the pair matches").id
    };
    let sides = [
        ("researcher", Side::Seed),
        ("company", Side::Need),
        ("liaison", Side::Liaison),
    ];
    let matches = sides.map(|(caller, side)| (caller, pair(own_seed, own_need, side)));
    let others_matches = sides.map(|(_, side)| pair(others_seed, others_need, side));
    let introduced = introduction(company, own_seed);
    let others_introduction = introduction(&rival, others_seed);

    for actor in actors.values().chain([&stranger]) {
        app.arrange(|tx| {
            let event = Event::new(MailKind::ListingApproved, "listing:1", "/seeds/1", Some("S-7K3M-92QX"));
            notify::member(tx, &app.app, actor.member, &event).unwrap();
        });
    }
    app.work();
    let form = json!({
        "email": "applicant@home.example", "name": {"en": "Applicant"}, "organisation_id": homes["home"],
        "role": "researcher", "locale": "en", "motivation": "To take part.",
    });
    app.outsider().post("/applications", form).expect(202);
    let waiting = actors["secretariat"].get("/applications").expect(200).json();
    let application = waiting["items"][0]["id"].as_str().unwrap().to_owned();
    let seen = commented(app, "seen", seed(&stranger, &desk), &desk);
    let public = published_seed(app, &stranger, &desk, json!({"ip_status": "granted"}));
    make_public(&stranger, &desk, public);
    let public = reference(app, &public.to_string());
    World {
        app,
        outsider: app.outsider(),
        actors,
        desk,
        seen,
        closed: closed.into(),
        draft: begun["id"].as_str().unwrap().to_owned(),
        introduced,
        others_introduction,
        matches: matches.into(),
        others_matches: others_matches.into(),
        application,
        public,
        stranger,
    }
}

impl World<'_> {
    /// What an operation on that kind of thing can be about, for a caller. Own listings, sessions and members to act on are new
    /// each time, so that no cell depends on what another one did.
    fn objects(&self, kind: &str, caller: &'static str) -> Vec<Object> {
        let theirs = self.actors.get(caller);
        match kind {
            "listings" => self.listings(caller),
            "introductions" if matches!(caller, "researcher" | "company" | "liaison") => {
                vec![
                    object("own", &self.introduced),
                    object("other", &self.others_introduction),
                ]
            }
            "introductions" => vec![
                object("other", &self.introduced),
                object("other", &self.others_introduction),
            ],
            "candidates" => {
                let class = |of: &str| if of == caller { "own" } else { "other" };
                let ours = self.matches.iter().map(|(of, id)| object(class(of), id));
                ours.chain(self.others_matches.iter().map(|id| object("other", id)))
                    .collect()
            }
            "notices" => {
                let own = theirs.map(|actor| object("own", self.notice(actor)));
                own.into_iter()
                    .chain([object("other", self.notice(&self.stranger))])
                    .collect()
            }
            "sessions" => {
                let own = theirs.map(|actor| object("own", self.session(actor)));
                own.into_iter()
                    .chain([object("other", self.session(&self.stranger))])
                    .collect()
            }
            "saved-searches" => {
                let own = theirs.map(|actor| object("own", self.saved_search(actor)));
                own.into_iter()
                    .chain([object("other", self.saved_search(&self.stranger))])
                    .collect()
            }
            "members" => {
                let new = self
                    .app
                    .member(&nowhere(), Role::Researcher, self.stranger.organisation);
                vec![object("there", new.member)]
            }
            "organisations" => vec![object("there", self.stranger.organisation)],
            "references" => {
                let closed = self.closed.iter().map(|object| object.id.as_str());
                let hidden = closed.chain([self.draft.as_str(), self.seen.id.as_str()]);
                let hidden = hidden.map(|id| object("other", reference(self.app, id)));
                hidden.chain([object("there", &self.public)]).collect()
            }
            "announcements" => {
                let made = announcement(&self.actors["secretariat"]);
                vec![object("there", made["id"].as_str().unwrap())]
            }
            "applications" => vec![object("there", &self.application)],
            "undertakings" => {
                let current = self.app.app.db.read_blocking(|rx| undertakings::current(rx));
                vec![object("there", current.unwrap().unwrap().id)]
            }
            "mails" => {
                let db = &self.app.app.db;
                let sent = db.read_blocking(|rx| mails::in_state(rx, MailState::Sent, 1)).unwrap();
                vec![object("there", sent[0].id)]
            }
            "tasks" => {
                let db = &self.app.app.db;
                let done = db.read_blocking(|rx| tasks::in_state(rx, TaskState::Done, 1)).unwrap();
                vec![object("there", done[0].id)]
            }
            _ => panic!("there is nothing in the world of the kind {kind}"),
        }
    }

    fn listings(&self, caller: &str) -> Vec<Object> {
        let (app, desk) = (self.app, &self.desk);
        let own = self.actors.get(caller).and_then(|actor| match caller {
            "unbound" | "researcher" => Some((published_seed(app, actor, desk, json!({})), actor)),
            "company" => Some((published_need(app, actor, desk, json!({}), NeedVisibility::Open), actor)),
            "liaison" => Some((published_seed(app, &self.stranger, actor, json!({})), actor)),
            _ => None,
        });
        let own = own.map(|(listing, actor)| commented(app, "own", listing, actor));
        let again = |object: &Object| Object {
            id: object.id.clone(),
            ..*object
        };
        let mut all: Vec<Object> = own.into_iter().chain([again(&self.seen)]).collect();
        all.extend(self.closed.iter().map(again));
        all.push(object("draft", &self.draft));
        if let Some(actor) = self.actors.get(caller) {
            for object in &mut all {
                object.note = Some(self.note(actor, &object.id));
            }
        }
        all
    }

    fn note(&self, of: &Actor<'_>, listing: &str) -> NoteId {
        let db = &self.app.app.db;
        let new = db.chore_blocking(|chore| {
            let note = Note {
                id: NoteId::from_uuid(chore.new_uuid()),
                organisation: of.organisation,
                listing: listing.parse().unwrap(),
                author: of.member,
                body: "A note.".into(),
                created_at: chore.now(),
                edited_at: None,
                version: 1,
            };
            notes::insert(chore, &note)?;
            Ok::<_, StoreError>(note.id)
        });
        new.unwrap()
    }

    fn notice(&self, of: &Actor<'_>) -> String {
        let db = &self.app.app.db;
        let all = db
            .read_blocking(|rx| notices::of_member(rx, of.member, false, None, 1))
            .unwrap();
        all[0].id.to_string()
    }

    fn saved_search(&self, of: &Actor<'_>) -> String {
        let new = self.app.arrange(|tx| {
            let search = SavedSearch {
                id: SavedSearchId::from_uuid(tx.new_uuid()),
                member: of.member,
                organisation: of.organisation,
                name: nowhere(),
                question: json!({"kind": "seed"}).to_string(),
                alerts: "instant".into(),
                asked_since: tx.now(),
                created_at: tx.now(),
                version: 1,
            };
            saved_searches::insert(tx, &search).unwrap();
            search.id
        });
        new.to_string()
    }

    fn session(&self, of: &Actor<'_>) -> String {
        let member = of.member;
        let new = self.app.arrange(|tx| {
            let id = SessionId::from_uuid(tx.new_uuid());
            sessions::insert(tx, id, member).unwrap();
            id
        });
        new.to_string()
    }

    fn call(&self, operation: &str, row: &Row, caller: &'static str, object: &Object) -> Reply {
        let body = row.body.clone().unwrap_or_else(|| json!({})).to_string();
        let body = body
            .replace("{id}", &object.id)
            .replace("{liaison}", &self.desk.member.to_string())
            .replace("{elsewhere}", &self.stranger.organisation.to_string())
            .replace("{fresh}", &nowhere());
        let path = match &row.query {
            Some(query) => format!("{}?{query}", path_of(operation, object)),
            None => path_of(operation, object),
        };
        let body = serde_json::from_str(&body).unwrap();
        self.send(operation, &path, caller, &[("if-match", "\"v0\"")], &body)
    }

    /// The same call with a query and a body that nobody could mean, and without an entity tag.
    fn blunder(&self, operation: &str, caller: &'static str) -> Reply {
        let path = format!("{}?nonsense=1", path_of(operation, &object("absent", "nonsense")));
        self.send(operation, &path, caller, &[], &json!([1]))
    }

    fn send(&self, operation: &str, path: &str, caller: &'static str, more: &[(&str, &str)], body: &Value) -> Reply {
        let (method, _) = operation.split_once(' ').unwrap();
        let more = if method == "GET" { &[] } else { more };
        let body = ["POST", "PUT", "PATCH"].contains(&method).then_some(body);
        let Some(actor) = self.actors.get(caller) else {
            return self.outsider.call(method, path, more, body);
        };
        if LAST_ACTS.contains(&operation) {
            let (role, ..) = role_of(caller);
            let new = self.app.unbound_member(&nowhere(), role, actor.organisation);
            if caller != "unbound" {
                self.app.bind(new.member);
            }
            return new.call(method, path, more, body);
        }
        actor.call(method, path, more, body)
    }
}

/// An operation's path with an object in it.
fn path_of(operation: &str, object: &Object) -> String {
    let (_, path) = operation.split_once(' ').unwrap();
    let comment = object.comment.map_or_else(nowhere, |comment| comment.to_string());
    let note = object.note.map_or_else(nowhere, |note| note.to_string());
    let path = path
        .replace("{id}", &object.id)
        .replace("{comment_id}", &comment)
        .replace("{note_id}", &note)
        .replace("{number}", "1")
        .replace("{reference}", &object.id)
        .replace("{kind}", "seed");
    assert!(!path.contains('{'), "{path}");
    path
}

/// What the operation is about, from its path.
pub fn kind_of(operation: &str) -> Option<&str> {
    let (before, _) = operation.split_once("/{id}")?;
    before.rsplit('/').next()
}

fn alike(one: &Reply, other: &Reply) -> bool {
    (one.status, &one.headers, &one.text) == (other.status, &other.headers, &other.text)
}

/// Tries one caller at one operation. Returns how many answers were looked at.
fn try_cell(world: &World<'_>, operation: &str, row: &Row, caller: &'static str, faults: &mut Vec<String>) -> usize {
    let mut fault = |what: &str, reply: &Reply, why: &str| {
        faults.push(format!(
            "{operation} | {caller} | {what} | {} | {why} | {}",
            reply.status, reply.text
        ));
    };
    let absent = world.call(operation, row, caller, &object("absent", nowhere()));
    let expected = row.expected(caller);
    let objects = match row.names.as_deref().or(kind_of(operation)) {
        Some(kind) => world.objects(kind, caller),
        None => vec![],
    };
    let absent_is_fine = match expected {
        Expected::Always(statuses) => statuses.allow(absent.status),
        Expected::By(_) => absent.status == 404,
    };
    if !absent_is_fine || absent.status >= 500 {
        fault("absent", &absent, "not as the matrix says");
    }
    let door = matches!(expected, Expected::Always(statuses) if statuses.at_the_door());
    let signs_in = operation.starts_with("POST /auth/");
    if door && !signs_in {
        let reply = world.blunder(operation, caller);
        if !alike(&reply, &absent) {
            fault("a blunder", &reply, "let in before being refused");
        }
    }
    for object in &objects {
        let reply = world.call(operation, row, caller, object);
        let statuses = match expected {
            Expected::Always(statuses) => Some(statuses),
            Expected::By(classes) => {
                let stands_for = matches!(object.class, "closed" | "draft").then_some("other");
                classes
                    .get(object.class)
                    .or_else(|| classes.get(stands_for.unwrap_or(object.class)))
            }
        };
        if !statuses.is_some_and(|statuses| statuses.allow(reply.status)) || reply.status >= 500 {
            fault(object.class, &reply, "not as the matrix says");
        }
        if (door || reply.status == 404) && !alike(&reply, &absent) {
            fault(object.class, &reply, "not the bytes of an absent one");
        }
    }
    if let Expected::By(classes) = expected {
        let offered = |name: &str| {
            objects
                .iter()
                .any(|object| object.class == name || name == "other" && matches!(object.class, "closed" | "draft"))
        };
        for name in classes.keys().filter(|name| !offered(name)) {
            faults.push(format!("{operation} | {caller} | {name} | there is no such object"));
        }
    }
    objects.len() + 1
}

on_both!(everybody_gets_what_the_matrix_says_and_nothing_more, |app| {
    let world = world(app);
    let (mut faults, mut answers) = (Vec::new(), 0);
    for (operation, row) in &matrix() {
        for caller in CALLERS {
            answers += try_cell(&world, operation, row, caller, &mut faults);
        }
    }
    println!("{answers} answers");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
});
