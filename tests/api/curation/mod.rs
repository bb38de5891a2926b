//! Curation: from a submission to what members read, and who may take which step.

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::task::TaskState;
use enishi::domain::tier::Tier;
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

fn tag(reply: &Reply) -> String {
    reply.header("etag").unwrap().to_owned()
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
        self.submit(&self.owner, &id, &tag(&begun)).expect(200);
        id
    }

    fn submitted_need(&self, visibility: &str) -> String {
        let body = json!({"content": given::need_content(), "visibility": visibility});
        let begun = self.scout.post("/needs", body).expect(201);
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        self.submit(&self.scout, &id, &tag(&begun)).expect(200);
        id
    }

    fn submit(&self, owner: &Actor<'_>, id: &str, tag: &str) -> Reply {
        let attestations = json!({
            "inventors_agree": true,
            "institution_agrees": true,
            "no_third_party_secret": true,
            "no_patient_data": true,
            "linter_checked": true,
        });
        let body = json!({ "attestations": attestations });
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
        let held = tag(&self.owner.get(&path).expect(200));
        let body = json!({"content": given::over(given::seed_content(), content)});
        let saved = self.owner.put(&path, &held, body).expect(200);
        self.submit(&self.owner, id, &tag(&saved)).expect(200);
    }

    fn desk(&self, of: &Actor<'_>, id: &str) -> Reply {
        of.get(&format!("/listings/{id}/review"))
    }

    /// Decides on what the desk shows now.
    fn decide(&self, by: &Actor<'_>, id: &str, body: Value) -> Reply {
        let seen = tag(&self.desk(by, id).expect(200));
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
        let found = db.read_blocking(|rx| notices::of_member(rx, of.member, None, 100));
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
        let seen = |(_, _, reach): &(i64, ListingId, Reach)| *reach == Reach::Members;
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

on_both!(a_seed_goes_from_draft_to_publication, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    world.scout.get(&format!("/listings/{id}")).expect(404);
    let queue = world.liaison.get("/curation/queue").expect(200).json();
    let waiting = &queue["items"][0];
    assert_eq!(waiting["title"]["ja"], given::seed_content()["title"]["ja"]);
    assert_eq!(
        (&waiting["state"], &waiting["successor"]),
        (&json!("liaison_review"), &json!(false))
    );
    assert_eq!(waiting["organisation"]["en"], "u");
    assert_eq!(waiting["moves"], json!(["request_changes", "approve"]));
    assert_eq!(waiting["age"]["overdue"], false);
    assert_eq!(waiting["age"]["due"], "2026-11-27", "five business days from a Friday");

    let remark = json!({"field": "mechanism", "body": "結合部位を述べすぎています。"});
    let made = world
        .liaison
        .post(&format!("/listings/{id}/comments"), remark)
        .expect(201)
        .json();
    let back = world
        .decide(&world.liaison, &id, json!({"decision": "request_changes"}))
        .expect(200)
        .json();
    assert_eq!(
        (&back["state"], &back["review_state"]),
        (&json!("changes_requested"), &json!("changes_requested"))
    );
    assert_eq!(world.notices(&world.owner), ["changes_requested"]);
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
    let seen = world.desk(&world.owner, &id).expect(200).json();
    assert_eq!(seen["comments"][0]["body"], "結合部位を述べすぎています。");
    assert_eq!(seen["comments"][0]["author"]["en"], "liaison");
    assert_eq!(seen["history"][0]["decision"], "request_changes");
    assert_eq!(seen["moves"], json!(["submit_to_liaison", "recall", "withdraw"]));

    app.advance(TimeDelta::hours(2));
    world.revise(&id, json!({"mechanism": {"ja": "受容体の働きを選んで抑える。"}}));
    let settle = format!("/listings/{id}/comments/{}/resolve", made["id"].as_str().unwrap());
    let settled = world.owner.post(&settle, json!({})).expect(200).json();
    assert!(settled["resolved_at"].is_string());
    assert_eq!(
        world.owner.post(&settle, json!({})).expect(200).json(),
        settled,
        "twice is once"
    );

    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(desk["number"], 2);
    assert_eq!(
        desk["submitted"]["seed"]["internal_notes"], "CANARY-internal_notes",
        "in full"
    );
    assert_eq!(texts(&desk["revised"], "field"), ["mechanism"]);
    assert_eq!(desk["revised"][0]["after"]["ja"], "受容体の働きを選んで抑える。");
    assert_eq!(desk["changes"], json!([]), "nothing is published yet");
    assert_eq!(desk["tiers"]["target"], "approved");
    assert!(
        desk["checklist"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["looks_fine"] == true)
    );

    world.approve(&world.liaison, &id);
    world.scout.get(&format!("/listings/{id}")).expect(404);
    let changes = world.index_changes();
    let done = world
        .decide(&world.liaison, &id, json!({"decision": "publish"}))
        .expect(200)
        .json();
    assert_eq!(done["state"], "published");
    assert_eq!(done["valid_until"], "2027-11-20T05:00:00Z");
    assert_eq!(world.index_changes(), changes + 1);
    assert_eq!(world.matches_queued(), 1);
    assert_eq!(
        world.notices(&world.owner),
        ["changes_requested", "listing_approved", "listing_published"]
    );
    let read = world.scout.get(&format!("/listings/{id}")).expect(200);
    assert_eq!(read.json()["seed"]["mechanism"]["ja"], "受容体の働きを選んで抑える。");
    assert_eq!(read.json()["members_since"], "2026-11-20T05:00:00Z");
    assert!(!read.text.contains("CANARY"));

    let mut kinds = world.ledger(&world.owner, &id);
    kinds.retain(|kind| kind != "view");
    assert_eq!(
        kinds,
        [
            "listing_created",
            "version_submitted",
            "comment_made",
            "review_decided",
            "version_submitted",
            "comment_resolved",
            "review_decided",
            "version_published",
            "review_decided"
        ]
    );
});

on_both!(reading_the_desk_is_recorded_and_reading_ones_own_is_not, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let views = |world: &World<'_>| {
        world
            .ledger(&world.owner, &id)
            .iter()
            .filter(|kind| *kind == "view")
            .count()
    };
    world.desk(&world.owner, &id).expect(200);
    assert_eq!(views(&world), 0);
    world.desk(&world.liaison, &id).expect(200);
    assert_eq!(views(&world), 1);
    world.liaison.get("/curation/queue").expect(200);
    let log = ledger::log_of(world.owner.organisation);
    let subject = format!("organisation:{}", world.owner.organisation);
    let shown = app
        .app
        .db
        .read_blocking(|rx| ledger::about(rx, &log, &subject, 10))
        .unwrap();
    assert!(
        shown
            .iter()
            .any(|leaf| leaf.facts.contains("\"overview\"") && leaf.facts.contains(&id))
    );
});

on_both!(approval_needs_every_item_and_asking_for_changes_needs_words, |app| {
    let world = world(app);
    let (seed, need) = (world.submitted(json!({})), world.submitted_need("open"));
    let open = |id: &str, checklist: Value| {
        let body = json!({"decision": "approve", "checklist": checklist});
        let refused = world.decide(&world.liaison, id, body).expect(422).json();
        let mut fields = texts(&refused["errors"], "field");
        fields.sort();
        fields
    };
    let partly = given::over(ticked(), json!({"no_duplicate": false, "missing_data_listed": null}));
    assert_eq!(
        open(&seed, partly.clone()),
        ["checklist.missing_data_listed", "checklist.no_duplicate"]
    );
    assert_eq!(
        open(&need, partly),
        ["checklist.no_duplicate"],
        "a need lists no missing data"
    );
    assert_eq!(open(&seed, Value::Null).len(), 7);
    let silent = json!({"decision": "request_changes", "note": "  "});
    let refused = world.decide(&world.liaison, &seed, silent).expect(422).json();
    assert_eq!(
        (&refused["errors"][0]["field"], &refused["errors"][0]["code"]),
        (&json!("note"), &json!("required"))
    );
    let long = json!({"decision": "request_changes", "note": "あ".repeat(2_001)});
    let refused = world.decide(&world.liaison, &seed, long).expect(422).json();
    assert_eq!(refused["errors"][0]["limit"], 2_000);
    let unknown = world.decide(&world.liaison, &seed, json!({"decision": "reject"}));
    assert_eq!(unknown.expect(400).json()["errors"][0]["field"], "decision");
    assert_eq!(
        world.desk(&world.liaison, &seed).json()["history"],
        json!([]),
        "nothing was written"
    );
    let spoken = json!({"decision": "request_changes", "note": "比較対象を挙げてください。"});
    world.decide(&world.liaison, &seed, spoken).expect(200);
});

on_both!(a_decision_is_about_what_was_seen_and_only_where_it_belongs, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let seen = tag(&world.desk(&world.liaison, &id).expect(200));
    let publish = json!({"decision": "publish"});
    assert_eq!(
        world
            .decide_on(&world.liaison, &id, &seen, publish.clone())
            .expect(409)
            .code(),
        "wrong_state"
    );
    let path = format!("/listings/{id}/reviews");
    assert_eq!(
        world.liaison.post(&path, publish.clone()).expect(428).code(),
        "precondition_required"
    );
    assert_eq!(
        world
            .decide_on(&world.owner, &id, &seen, publish.clone())
            .expect(403)
            .code(),
        "forbidden"
    );
    world
        .owner
        .post(&format!("/listings/{id}/recall"), json!({}))
        .expect(200);
    world.revise(&id, json!({"mechanism": {"ja": "別の説明"}}));
    let approve = json!({"decision": "approve", "checklist": ticked()});
    assert_eq!(
        world.decide_on(&world.liaison, &id, &seen, approve).expect(412).code(),
        "stale"
    );
    world.approve(&world.liaison, &id);
    world.publish(&world.liaison, &id);
    let again = world.decide(&world.liaison, &id, publish);
    assert_eq!(again.expect(409).code(), "wrong_state", "once is enough");
});

on_both!(where_four_eyes_are_wanted_another_liaison_publishes, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.four_eyes = true);
    let id = world.submitted(json!({}));
    let absent = world.desk(&world.second, NOTHING).expect(404);
    let early = world.desk(&world.second, &id).expect(404);
    assert_eq!(
        (early.text, early.headers),
        (absent.text.clone(), absent.headers.clone())
    );
    assert_eq!(world.queue(&world.second), Vec::<String>::new());
    world.approve(&world.liaison, &id);
    assert_eq!(world.notices(&world.second), ["listing_submitted"]);
    assert_eq!(
        world.queue(&world.liaison),
        [id.clone()],
        "its liaison still follows it"
    );
    let own = world.decide(&world.liaison, &id, json!({"decision": "publish"}));
    assert_eq!(own.expect(403).code(), "same_person");
    let items = world.second.get("/curation/queue").expect(200).json()["items"].clone();
    assert_eq!(texts(&items, "id"), [id.clone()]);
    assert_eq!(items[0]["moves"], json!(["request_changes", "publish"]));
    assert_eq!(
        world.desk(&world.second, &id).expect(200).json()["submitted"]["clearance"],
        "owner"
    );
    world.publish(&world.second, &id);
    let over = world.desk(&world.second, &id).expect(404);
    assert_eq!(
        (over.text, over.headers),
        (absent.text, absent.headers),
        "with publication the reason is gone"
    );
    assert_eq!(world.queue(&world.second), Vec::<String>::new());
    world.scout.get(&format!("/listings/{id}")).expect(200);
    let kinds = world.ledger(&world.owner, &id);
    assert!(kinds.contains(&"version_published".to_owned()));
});

on_both!(a_second_pair_of_eyes_may_send_it_back, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.four_eyes = true);
    let id = world.submitted(json!({}));
    world.approve(&world.liaison, &id);
    let body = json!({"decision": "request_changes", "note": "題名をもう一度。"});
    world.decide(&world.second, &id, body).expect(200);
    world.revise(&id, json!({}));
    world.desk(&world.second, &id).expect(404);
    world.approve(&world.liaison, &id);
    world.publish(&world.third, &id);
});

on_both!(of_two_liaisons_deciding_at_once_one_is_heard, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.four_eyes = true);
    let id = world.submitted(json!({}));
    world.approve(&world.liaison, &id);
    let seen = tag(&world.desk(&world.second, &id).expect(200));
    let publish = json!({"decision": "publish"});
    let outcomes: Vec<u16> = std::thread::scope(|scope| {
        let running = [&world.second, &world.third].map(|liaison| {
            let (token, seen, publish) = (liaison.token(), seen.clone(), publish.clone());
            let (base, path) = (app.base.clone(), format!("/api/v1/listings/{id}/reviews"));
            let key = liaison.member.to_string();
            scope.spawn(move || {
                let authorization = format!("Bearer {token}");
                let headers = [
                    ("authorization", authorization.as_str()),
                    ("content-type", "application/json"),
                    ("if-match", seen.as_str()),
                    ("idempotency-key", key.as_str()),
                ];
                let body = serde_json::to_vec(&publish).unwrap();
                crate::helpers::send(&base, "POST", &path, &headers, Some(&body)).status
            })
        });
        running.map(|thread| thread.join().unwrap()).to_vec()
    });
    let heard = outcomes.iter().filter(|status| **status == 200).count();
    // Whoever comes late finds a changed listing, or one that is none of theirs any more.
    let late = outcomes.iter().all(|status| matches!(status, 200 | 404 | 412));
    assert!(heard == 1 && late, "{outcomes:?}");
    let published = world.ledger(&world.owner, &id);
    assert_eq!(published.iter().filter(|kind| *kind == "version_published").count(), 1);
    assert_eq!(world.matches_queued(), 1);
});

on_both!(an_institution_that_wants_to_reviews_first, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.institution_review = true);
    assert_eq!(world.colleague.get("/curation/queue").expect(403).code(), "forbidden");
    world.make_reviewer(&world.colleague);
    world.make_reviewer(&world.owner);
    let id = world.submitted(json!({}));
    assert_eq!(world.queue(&world.colleague), [id.clone()]);
    assert_eq!(
        world.queue(&world.owner),
        Vec::<String>::new(),
        "nobody reviews their own"
    );
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
    assert_eq!(world.notices(&world.liaison), Vec::<String>::new());
    let pass = json!({"decision": "institution_approve"});
    let own = world.decide(&world.owner, &id, pass.clone());
    assert_eq!(own.expect(403).code(), "same_person");
    world.decide(&world.liaison, &id, pass.clone()).expect(403);
    let desk = world.desk(&world.colleague, &id).expect(200).json();
    assert_eq!(desk["moves"], json!(["institution_approve", "request_changes"]));
    world.decide(&world.colleague, &id, pass.clone()).expect(200);
    assert_eq!(world.notices(&world.liaison), ["listing_submitted"]);
    assert_eq!(world.queue(&world.liaison), [id.clone()]);
    assert_eq!(world.queue(&world.colleague), Vec::<String>::new());
    let late = world.decide(&world.colleague, &id, pass);
    assert_eq!(late.expect(409).code(), "wrong_state");
    let back = json!({"decision": "request_changes", "note": "x"});
    world.decide(&world.colleague, &id, back).expect(403);
    let history = world.desk(&world.owner, &id).expect(200).json()["history"].clone();
    assert_eq!(
        (&history[0]["stage"], &history[0]["reviewer"]["en"]),
        (&json!("institution"), &json!("colleague"))
    );
    world.approve(&world.liaison, &id);
    world.publish(&world.liaison, &id);
});

on_both!(a_liaison_who_is_relieved_loses_access_at_once, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let path = format!("/listings/{id}/liaison");
    for other in [&world.owner, &world.scout, &world.liaison] {
        assert_eq!(other.get(&path).expect(403).code(), "forbidden");
        other.get("/curation/liaisons").expect(403);
    }
    let loads = world.secretary.get("/curation/liaisons").expect(200);
    assert!(!loads.text.contains("関節"), "references, not titles");
    let loads = loads.json()["items"].clone();
    let busy = loads
        .as_array()
        .unwrap()
        .iter()
        .find(|load| load["name"]["en"] == "liaison")
        .unwrap();
    assert_eq!(
        (&busy["in_charge"], &busy["overdue"], &busy["active"]),
        (&json!(1), &json!(0), &json!(true))
    );
    assert_eq!(texts(&busy["waiting"], "id"), [id.clone()]);
    assert_eq!(loads.as_array().unwrap().len(), 3);
    let charge = world.secretary.get(&path).expect(200);
    assert_eq!(charge.json()["member"], json!(world.liaison.member));
    let held = tag(&charge);
    let to = |member: &Actor<'_>| json!({"member": member.member});
    let wrong = world.secretary.put(&path, &held, to(&world.scout)).expect(422).json();
    assert_eq!(wrong["errors"][0]["field"], "member");
    world.desk(&world.second, &id).expect(404);
    world.secretary.put(&path, &held, to(&world.second)).expect(200);
    assert_eq!(
        world.secretary.put(&path, &held, to(&world.third)).expect(412).code(),
        "stale"
    );
    let absent = world.desk(&world.liaison, NOTHING).expect(404);
    let gone = world.desk(&world.liaison, &id).expect(404);
    assert_eq!((gone.text, gone.headers), (absent.text, absent.headers));
    world.liaison.get(&format!("/listings/{id}")).expect(404);
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
    assert_eq!(world.queue(&world.second), [id.clone()]);
    assert_eq!(world.notices(&world.second), ["listing_submitted"]);
    assert!(world.ledger(&world.owner, &id).contains(&"audience_changed".to_owned()));
    let begun = world.owner.post("/seeds", json!({"content": {}})).expect(201).json();
    let draft = format!("/listings/{}/liaison", begun["id"].as_str().unwrap());
    let (hidden, none) = (
        world.secretary.get(&draft),
        world.secretary.get(&format!("/listings/{NOTHING}/liaison")),
    );
    assert_eq!(
        (hidden.status, hidden.text),
        (404, none.text),
        "a draft is its team's alone"
    );
});

on_both!(for_everybody_else_a_review_does_not_exist, |app| {
    let world = world(app);
    let elsewhere = app.organisation("u2", OrganisationKind::University);
    let stranger = app.member("stranger", Role::Researcher, elsewhere);
    let reviewing = app.member("reviewing", Role::Researcher, elsewhere);
    world.make_reviewer(&reviewing);
    let (waiting, published) = (world.submitted(json!({})), world.published(json!({})));
    let remark = json!({"body": "見えました"});
    let approve = json!({"decision": "approve", "checklist": ticked()});
    let made = world
        .liaison
        .post(&format!("/listings/{published}/comments"), remark.clone())
        .expect(201)
        .json();
    let comment = made["id"].as_str().unwrap();
    let requests: [(&str, String, Option<&Value>); 4] = [
        ("GET", "/review".into(), None),
        ("POST", "/reviews".into(), Some(&approve)),
        ("POST", "/comments".into(), Some(&remark)),
        ("POST", format!("/comments/{comment}/resolve"), Some(&remark)),
    ];
    let outsiders = [
        &stranger,
        &reviewing,
        &world.colleague,
        &world.scout,
        &world.second,
        &world.secretary,
    ];
    for (actor, (method, rest, body)) in outsiders
        .iter()
        .flat_map(|one| requests.iter().map(move |two| (one, two)))
    {
        let ask = |id: &str| {
            actor.call(
                method,
                &format!("/listings/{id}{rest}"),
                &[("if-match", "\"v1\"")],
                *body,
            )
        };
        let absent = ask(NOTHING).expect(404);
        for id in [&waiting, &published] {
            let real = ask(id);
            assert_eq!(
                (real.status, real.text, real.headers),
                (404, absent.text.clone(), absent.headers.clone()),
                "{method} {rest}"
            );
        }
    }
    assert_eq!(world.queue(&reviewing), Vec::<String>::new());
    let elsewhere = format!("/listings/{waiting}/comments/{comment}/resolve");
    world.liaison.post(&elsewhere, json!({})).expect(404);
});

on_both!(a_successor_is_reviewed_while_members_read_what_they_read, |app| {
    let world = world(app);
    let id = world.published(json!({}));
    let path = format!("/listings/{id}");
    let before = world.scout.get(&path).expect(200);
    let changes = world.index_changes();
    app.advance(TimeDelta::days(10));
    world.revise(
        &id,
        json!({"mechanism": {"ja": "新しい説明。"}, "target": "OTHER", "next_experiment": null}),
    );
    let unchanged = |step: &str| {
        let now = world.scout.get(&path).expect(200);
        assert_eq!((&now.text, &now.headers), (&before.text, &before.headers), "{step}");
        assert_eq!(world.index_changes(), changes, "{step}");
    };
    unchanged("submitted");
    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(
        texts(&desk["changes"], "field"),
        ["mechanism", "next_experiment", "target"]
    );
    assert_eq!(
        desk["changes"][0]["before"]["ja"],
        before.json()["seed"]["mechanism"]["ja"]
    );
    assert_eq!(desk["changes"][1]["after"], Value::Null);
    assert_eq!(desk["published"]["seed"]["target"], "CANARY-target");
    assert_eq!(desk["submitted"]["seed"]["target"], "OTHER");
    assert_eq!(
        (&desk["state"], &desk["submitted"]["state"]),
        (&json!("liaison_review"), &json!("published"))
    );
    world
        .decide(
            &world.liaison,
            &id,
            json!({"decision": "request_changes", "note": "もう少し。"}),
        )
        .expect(200);
    unchanged("sent back");
    world.revise(&id, json!({"mechanism": {"ja": "さらに新しい説明。"}}));
    let desk = world.desk(&world.liaison, &id).expect(200).json();
    assert_eq!(texts(&desk["changes"], "field"), ["mechanism"]);
    assert_eq!(
        texts(&desk["revised"], "field"),
        ["mechanism", "next_experiment", "target"]
    );
    world.approve(&world.liaison, &id);
    unchanged("approved");
    assert_eq!(
        world.liaison.get("/curation/queue").expect(200).json()["items"][0]["successor"],
        true
    );
    world.publish(&world.liaison, &id);
    let after = world.scout.get(&path).expect(200).json();
    assert_eq!(after["seed"]["mechanism"]["ja"], "さらに新しい説明。");
    assert_eq!(after["members_since"], "2026-11-30T03:00:00Z");
    assert_eq!(
        after["valid_until"],
        before.json()["valid_until"],
        "the end that members know stays"
    );
    assert_eq!(world.index_changes(), changes + 1);
});

on_both!(an_edit_of_hidden_fields_leaves_the_members_view_byte_identical, |app| {
    let world = world(app);
    let id = world.published(json!({}));
    let grantee = app.member(
        "grantee",
        Role::Company,
        app.organisation("g", OrganisationKind::Pharma),
    );
    given::grant(app, id.parse().unwrap(), grantee.organisation, Tier::Approved);
    let epoch = || {
        let db = &app.app.db;
        let found = db
            .read_blocking(|rx| organisations::find(rx, grantee.organisation))
            .unwrap();
        found.unwrap().policy_epoch
    };
    let path = format!("/listings/{id}");
    let (before, epoch_before, changes) = (world.scout.get(&path).expect(200), epoch(), world.index_changes());
    app.advance(TimeDelta::days(10));
    world.revise(
        &id,
        json!({"target": "OTHER", "data_package": null, "internal_notes": "別のメモ"}),
    );
    world.approve(&world.liaison, &id);
    world.publish(&world.liaison, &id);
    let after = world.scout.get(&path).expect(200);
    assert_eq!((after.text, after.headers), (before.text, before.headers));
    assert_eq!(world.index_changes(), changes, "the shared index hears nothing");
    assert!(
        epoch() > epoch_before,
        "who was granted more must not be served from a cache"
    );
    assert_eq!(grantee.get(&path).expect(200).json()["seed"]["target"], "OTHER");
});

on_both!(needs_pass_the_same_desk_however_they_show_their_company, |app| {
    let world = world(app);
    let ids = ["open", "anonymous", "blind"].map(|visibility| world.submitted_need(visibility));
    let mut queued = world.queue(&world.liaison);
    queued.sort();
    let mut expected = ids.to_vec();
    expected.sort();
    assert_eq!(queued, expected);
    for id in &ids {
        let desk = world.desk(&world.liaison, id).expect(200).json();
        assert_eq!(desk["submitted"]["need"]["budget_band"], "CANARY-budget_band");
        assert_eq!(desk["checklist"].as_array().unwrap().len(), 5);
        world.approve(&world.liaison, id);
    }
    let changes = world.index_changes();
    for id in &ids {
        world.publish(&world.liaison, id);
    }
    assert_eq!(
        world.index_changes(),
        changes + 2,
        "a blind need leaves no trace in what members search"
    );
    assert_eq!(world.matches_queued(), 3, "but it is matched");
    let read = |id: &str| world.owner.get(&format!("/listings/{id}"));
    let [open, anonymous, blind] = &ids;
    assert_eq!(read(open).expect(200).json()["organisation"]["en"], "p");
    assert_eq!(read(anonymous).expect(200).json()["organisation"], Value::Null);
    let (hidden, absent) = (read(blind).expect(404), read(NOTHING).expect(404));
    assert_eq!((hidden.text, hidden.headers), (absent.text, absent.headers));
    assert_eq!(world.desk(&world.scout, blind).expect(200).json()["state"], "published");
});

on_both!(a_review_past_its_time_is_marked_and_its_liaison_reminded_once, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    app.advance(TimeDelta::days(7));
    let age = |world: &World<'_>| world.liaison.get("/curation/queue").expect(200).json()["items"][0].clone();
    assert_eq!(
        (&age(&world)["age"]["business_days"], &age(&world)["age"]["overdue"]),
        (&json!(5), &json!(false))
    );
    assert_eq!(world.sweep(), 0);
    app.advance(TimeDelta::days(3));
    let late = age(&world);
    assert_eq!(
        (&late["age"]["business_days"], &late["age"]["overdue"]),
        (&json!(6), &json!(true))
    );
    assert_eq!(late["risk"], 1);
    assert_eq!(world.sweep(), 1);
    app.advance(TimeDelta::days(1));
    assert_eq!(world.sweep(), 1);
    assert_eq!(world.notices(&world.liaison), ["listing_submitted", "review_due"]);
    let loads = world.secretary.get("/curation/liaisons").expect(200).json()["items"].clone();
    assert_eq!(
        (&loads[0]["name"]["en"], &loads[0]["overdue"]),
        (&json!("liaison"), &json!(1))
    );
    world.approve(&world.liaison, &id);
    assert_eq!(world.sweep(), 0, "approval starts the clock anew");
    app.advance(TimeDelta::days(20));
    assert_eq!(world.sweep(), 1);
    assert_eq!(
        world.notices(&world.liaison),
        ["listing_submitted", "review_due", "review_due"]
    );
    world
        .owner
        .post(&format!("/listings/{id}/withdraw"), json!({}))
        .expect(200);
    assert_eq!(world.sweep(), 0);
    assert_eq!(world.queue(&world.liaison), Vec::<String>::new());
});

on_both!(the_queue_is_paged_by_age_or_by_risk, |app| {
    let world = world(app);
    let first = world.submitted(json!({}));
    app.advance(TimeDelta::hours(1));
    let risky =
        world.submitted(json!({"mechanism": {"ja": "マウスに10 mg/kgを投与し、配列 ATGGCCATTGTAATG を用いる。"}}));
    app.advance(TimeDelta::hours(1));
    let last = world.submitted_need("anonymous");
    assert_eq!(
        world.queue(&world.liaison),
        [first.clone(), risky.clone(), last.clone()]
    );
    let page = |query: &str| world.liaison.get(&format!("/curation/queue?{query}"));
    let one = page("limit=2").expect(200).json();
    assert_eq!(texts(&one["items"], "id"), [first.clone(), risky.clone()]);
    let cursor = one["next_cursor"].as_str().unwrap();
    let two = page(&format!("limit=2&cursor={cursor}")).expect(200).json();
    assert_eq!(
        (texts(&two["items"], "id"), &two["next_cursor"]),
        (vec![last.clone()], &Value::Null)
    );
    let other = page(&format!("limit=2&order=risk&cursor={cursor}"));
    assert_eq!(other.expect(400).code(), "bad_cursor", "a cursor is for one question");
    let foreign = world.second.get(&format!("/curation/queue?limit=2&cursor={cursor}"));
    assert_eq!(foreign.expect(400).code(), "bad_cursor", "and for one person");
    let by_risk = page("order=risk").expect(200).json();
    assert_eq!(texts(&by_risk["items"], "id"), [risky.clone(), first, last.clone()]);
    assert_eq!(
        (&by_risk["items"][0]["findings"], &by_risk["items"][0]["risk"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(texts(&page("kind=need").expect(200).json()["items"], "id"), [last]);
    assert_eq!(page("limit=0").expect(422).json()["errors"][0]["field"], "limit");
    let desk = world.desk(&world.liaison, &risky).expect(200).json();
    assert_eq!(texts(&desk["findings"], "kind"), ["dose", "sequence"]);
    let doubtful = desk["checklist"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["item"] == "no_enabling_detail");
    assert_eq!(doubtful.unwrap()["looks_fine"], false);
});

on_both!(possible_duplicates_are_found_among_what_the_reader_may_see, |app| {
    let world = world(app);
    let title = json!({"ja": "膵臓がんの早期診断マーカー"});
    let shown = world.published(json!({"title": title}));
    let waiting = world.submitted(json!({"title": {"ja": "膵臓がん の早期診断マーカー。"}}));
    let other = world.submitted(json!({"title": {"ja": "緑内障に対する点眼薬"}}));
    let fresh = world.submitted(json!({"title": title}));
    let alike = |of: &Actor<'_>, id: &str| {
        let desk = world.desk(of, id).expect(200).json();
        let mut ids = texts(&desk["possible_duplicates"], "id");
        ids.sort();
        ids
    };
    let mut expected = vec![shown.clone(), waiting.clone()];
    expected.sort();
    assert_eq!(alike(&world.liaison, &fresh), expected);
    assert_eq!(alike(&world.liaison, &other), Vec::<String>::new());
    world.make_reviewer(&world.colleague);
    let reader = &world.colleague;
    assert_eq!(
        alike(reader, &fresh),
        [shown.clone()],
        "what others have in review is not for comparison"
    );
    let desk = world.desk(&world.liaison, &fresh).expect(200).json();
    let found = &desk["possible_duplicates"][0];
    assert_eq!(
        (&found["similarity"], &found["title"]["ja"]),
        (&json!(100), &found["title"]["ja"])
    );
    app.arrange(|tx| {
        let listing: ListingId = shown.parse().unwrap();
        enishi::store::audiences::set_blocks(tx, listing, &[world.scout.organisation]).unwrap();
    });
    assert_eq!(alike(&world.liaison, &fresh), expected);
});

on_both!(comments_name_a_field_or_none_and_say_something, |app| {
    let world = world(app);
    let id = world.submitted(json!({}));
    let path = format!("/listings/{id}/comments");
    let refused = |body: Value| {
        let problem = world.liaison.post(&path, body).expect(422).json();
        let error = &problem["errors"][0];
        (
            error["field"].as_str().unwrap().to_owned(),
            error["code"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(refused(json!({"body": "  "})), ("body".into(), "required".into()));
    assert_eq!(
        refused(json!({"body": "あ".repeat(2_001)})),
        ("body".into(), "too_long".into())
    );
    assert_eq!(
        refused(json!({"field": "budget_band", "body": "x"})),
        ("field".into(), "unknown_field".into()),
        "a field of needs"
    );
    world.owner.post(&path, json!({"body": "あ".repeat(2_000)})).expect(201);
    let made = world
        .liaison
        .post(&path, json!({"field": "title", "body": "短く"}))
        .expect(201)
        .json();
    assert_eq!(
        (&made["version"], &made["own"], &made["resolved_at"]),
        (&json!(1), &json!(true), &Value::Null)
    );
    let items = world.liaison.get("/curation/queue").expect(200).json()["items"].clone();
    assert_eq!(items[0]["open_comments"], 2);
    let begun = world.owner.post("/seeds", json!({"content": {}})).expect(201).json();
    let draft = format!("/listings/{}/comments", begun["id"].as_str().unwrap());
    assert_eq!(
        world.owner.post(&draft, json!({"body": "x"})).expect(409).code(),
        "wrong_state"
    );
    world
        .owner
        .post(&format!("/listings/{id}/withdraw"), json!({}))
        .expect(200);
    assert_eq!(
        world.owner.post(&path, json!({"body": "x"})).expect(409).code(),
        "wrong_state"
    );
});

on_both!(
    a_need_that_would_show_its_company_differently_says_so_on_the_desk,
    |app| {
        let world = world(app);
        let id = world.submitted_need("anonymous");
        world.approve(&world.liaison, &id);
        world.publish(&world.liaison, &id);
        let path = format!("/listings/{id}");
        let members = |reply: Reply| (reply.text, reply.headers);
        let before = members(world.owner.get(&path).expect(200));
        let draft = format!("{path}/draft");
        let held = tag(&world.scout.get(&draft).expect(200));
        let body = json!({"content": given::need_content(), "visibility": "blind"});
        let saved = world.scout.put(&draft, &held, body).expect(200);
        world.submit(&world.scout, &id, &tag(&saved)).expect(200);
        let desk = world.desk(&world.liaison, &id).expect(200).json();
        assert_eq!(
            (&desk["visibility"], &desk["published"]["visibility"]),
            (&json!("blind"), &json!("anonymous"))
        );
        assert_eq!(desk["changes"][0]["tier_after"], "owner", "every field moves with it");
        assert_eq!(members(world.owner.get(&path).expect(200)), before);
        let waiting = world.liaison.get("/curation/queue").expect(200).json()["items"][0].clone();
        assert_eq!(waiting["visibility"], "blind");
        world.approve(&world.liaison, &id);
        let changes = world.index_changes();
        world.publish(&world.liaison, &id);
        world.owner.get(&path).expect(404);
        assert_eq!(world.index_changes(), changes + 1, "the index must forget it");
    }
);
