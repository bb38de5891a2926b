//! Introductions: who learns what, when the Approved tier opens and closes, and what strangers see (nothing).

use crate::given;
use crate::helpers::{Actor, Reply, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{MemberState, OrganisationKind, OrganisationState, Role};
use enishi::domain::ids::{CandidateId, ListingId, OrganisationId};
use enishi::domain::ledger::chain::Leaf;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::matching::{Candidate, CandidateState, Side};
use enishi::services::introductions::{Swept, sweep};
use enishi::store::db::{Reads, Writes};
use enishi::store::error::StoreError;
use enishi::store::mails::MailState;
use enishi::store::{audiences, candidates, ledger, listings, mails, members, notices, organisations};
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
            .read_blocking(|rx| notices::of_member(rx, actor.member, None, 1_000))
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

on_both!(acceptance_opens_the_approved_tier_to_that_company_alone, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    assert_eq!(mailbox(&world.scout, "sent"), [id.clone()]);
    assert_eq!(mailbox(&world.researcher, "received"), [id.clone()]);
    assert_eq!(world.told(&world.researcher, "introduction_received"), (1, 1));
    assert!(!world.may_read_approved(&world.scout, world.seed));

    act(&world.researcher, &id, "accept", None).expect(200);
    assert!(world.may_read_approved(&world.scout, world.seed));
    assert!(!world.may_read_approved(&world.rival, world.seed));
    let page = world.page(&world.scout, world.seed).unwrap();
    assert!(
        page.contains("hokuto") && !page.contains("CANARY-data_package") && !page.contains("CANARY-internal_notes")
    );
    for side in [&world.scout, &world.researcher] {
        assert_eq!(world.told(side, "introduction_accepted"), (1, 1));
    }
    assert_eq!(world.told(&world.rival, "introduction_accepted"), (0, 0));
    let listing = format!("listing:{}", world.seed);
    assert_eq!(world.entries(world.university, "grant_opened", &listing), 1);
    let subject = format!("introduction:{id}");
    for organisation in [world.university, world.company] {
        assert_eq!(world.entries(organisation, "introduction_requested", &subject), 1);
        assert_eq!(world.entries(organisation, "introduction_answered", &subject), 1);
    }
});

on_both!(
    names_and_addresses_are_hidden_until_acceptance_and_then_known_to_both,
    |app| {
        let world = world(app);
        let id = ask(&world.scout, request(world.seed));
        let asking = see(&world.scout, &id).expect(200);
        for secret in ["hokuto", "tanaka"] {
            assert!(!asking.text.contains(secret), "{}", asking.text);
        }
        assert_eq!(asking.json()["answering"], json!({"organisation_kind": "university"}));
        assert_eq!(asking.json()["viewpoint"], "asking");
        assert_eq!(asking.json()["moves"], json!(["withdraw"]));
        let answering = see(&world.researcher, &id).expect(200);
        for secret in ["pharma.example", "scout", "pharma 日本語"] {
            assert!(!answering.text.contains(secret), "{}", answering.text);
        }
        assert_eq!(answering.json()["asking"], json!({"organisation_kind": "pharma"}));
        assert_eq!(answering.json()["message"], MESSAGE);
        assert_eq!(answering.json()["moves"], json!(["accept", "decline", "request_info"]));
        assert_eq!(answering.json()["answer_by"], "2026-12-20");

        let accepted = act(&world.researcher, &id, "accept", None).expect(200).json();
        let scout = json!({"organisation_kind": "pharma", "organisation": {"ja": "pharma 日本語", "en": "pharma"},
        "contact": {"name": {"ja": "scout 様", "en": "scout"}, "email": "scout@pharma.example"}});
        let tanaka = json!({"organisation_kind": "university", "organisation": {"ja": "hokuto 日本語", "en": "hokuto"},
        "contact": {"name": {"ja": "tanaka 様", "en": "tanaka"}, "email": "tanaka@hokuto.example"}});
        assert_eq!((&accepted["asking"], &accepted["answering"]), (&scout, &tanaka));
        let seen = see(&world.scout, &id).expect(200).json();
        assert_eq!((&seen["asking"], &seen["answering"]), (&scout, &tanaka));

        // Each reading of the other's identity is in the other's log.
        let subject = format!("introduction:{id}");
        assert_eq!(
            world.entries(world.company, "view", &subject),
            1,
            "the researcher's accepting answer"
        );
        assert_eq!(
            world.entries(world.university, "view", &subject),
            1,
            "the scout's reading"
        );
        mailbox(&world.scout, "sent");
        assert_eq!(world.entries(world.university, "view", &subject), 2);
        // The liaison in charge reads along, without addresses.
        let along = see(&world.liaison, &id).expect(200);
        assert_eq!(along.json()["viewpoint"], "liaison");
        assert_eq!(along.json()["moves"], json!([]));
        assert!(!along.text.contains('@'), "{}", along.text);
        assert_eq!(
            act(&world.liaison, &id, "withdraw", None).expect(403).code(),
            "forbidden"
        );
    }
);

on_both!(an_open_need_names_its_company_and_an_anonymous_one_does_not, |app| {
    let world = world(app);
    let (open, anonymous) = (world.need(NeedVisibility::Open), world.need(NeedVisibility::Anonymous));
    let to_open = ask(&world.researcher, request_from(open, world.seed));
    let to_anonymous = ask(&world.researcher, request(anonymous));
    assert_eq!(
        see(&world.researcher, &to_open).json()["answering"]["organisation"]["en"],
        "pharma"
    );
    let hidden = see(&world.researcher, &to_anonymous).expect(200);
    assert!(
        !hidden.text.contains("pharma.example") && !hidden.text.contains("pharma 日本語"),
        "{}",
        hidden.text
    );
    // The seed it was asked from shows itself as on its own page: without its institution.
    let received = see(&world.scout, &to_open).expect(200);
    assert_eq!(received.json()["own_listing"]["reference"], world.reference(world.seed));
    assert!(!received.text.contains("hokuto"), "{}", received.text);
    assert_eq!(received.json()["asking"], json!({"organisation_kind": "university"}));
    // Accepted, both listings open to the other side.
    act(&world.scout, &to_open, "accept", None).expect(200);
    assert!(world.may_read_approved(&world.researcher, open));
    assert!(world.may_read_approved(&world.scout, world.seed));
    assert!(!world.may_read_approved(&world.rival, world.seed));
    assert!(!world.may_read_approved(&world.researcher, anonymous));
});

on_both!(the_answering_side_learns_the_company_only_from_an_open_need, |app| {
    let world = world(app);
    for (visibility, named) in [(NeedVisibility::Open, true), (NeedVisibility::Anonymous, false)] {
        let need = world.need(visibility);
        let id = ask(&world.scout, request_from(world.seed, need));
        let seen = see(&world.researcher, &id).expect(200);
        assert_eq!(seen.text.contains("pharma 日本語"), named, "{}", seen.text);
        assert_eq!(seen.json()["own_listing"]["id"], json!(need));
        assert!(!seen.text.contains("scout"), "{}", seen.text);
        act(&world.scout, &id, "withdraw", None).expect(200);
    }
});

on_both!(asking_from_a_blind_need_leaves_no_trace_of_it, |app| {
    let world = world(app);
    let blind = world.need(NeedVisibility::Blind);
    let candidate = app.arrange(|tx| {
        let published = |listing| listings::find(tx, listing).unwrap().unwrap().published.unwrap();
        let mut published = published;
        let (seed_version, need_version) = (published(world.seed), published(blind));
        let candidate = Candidate {
            id: CandidateId::from_uuid(tx.new_uuid()),
            side: Side::Need,
            seed: world.seed,
            need: blind,
            organisation: world.company,
            state: CandidateState::New,
            score: 80.0,
            explanation: "{}".into(),
            seed_version,
            need_version,
            reason: None,
            mark: None,
            lapsed_at: None,
            created_at: tx.now(),
            version: 1,
        };
        candidates::insert(tx, &candidate).unwrap();
        candidate.id
    });
    let mut body = request(world.seed);
    body["candidate"] = json!(candidate);
    let id = ask(&world.scout, body);
    let own = see(&world.scout, &id).expect(200).json();
    assert_eq!(
        (&own["own_listing"]["id"], &own["proposed_by"]),
        (&json!(blind), &json!("system"))
    );
    let plain = {
        let other = world
            .rival
            .post("/introductions", request(world.seed))
            .expect(201)
            .json();
        let mut seen = see(&world.researcher, other["id"].as_str().unwrap()).json();
        seen["id"] = Value::Null;
        seen
    };
    let reference = world.reference(blind);
    let trace = |reply: &Reply| reply.text.contains(&blind.to_string()) || reply.text.contains(&reference);
    let mut seen = see(&world.researcher, &id).expect(200);
    assert!(!trace(&seen), "{}", seen.text);
    let mut alike = seen.json();
    alike["id"] = Value::Null;
    assert_eq!(alike, plain, "it looks like a request without a listing");
    act(&world.researcher, &id, "accept", None).expect(200);
    seen = see(&world.researcher, &id).expect(200);
    assert!(!trace(&seen) && seen.text.contains("pharma 日本語"), "{}", seen.text);
    assert!(world.page(&world.researcher, blind).is_none());
    let log = world.log(world.university);
    assert!(log.iter().all(|leaf| !leaf.facts.contains(&blind.to_string())));
    assert!(world.may_read_approved(&world.scout, world.seed));
});

on_both!(what_one_may_not_see_cannot_be_asked_about, |app| {
    let world = world(app);
    let blind = world.need(NeedVisibility::Blind);
    let blocked = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
    world.block(blocked, world.company);
    let absent = json!("00000000-0000-4000-8000-000000000000");
    let mut nothing = request(world.seed);
    nothing["listing"] = absent;
    let expected = world.scout.post("/introductions", nothing.clone()).expect(404);
    let hidden = world.scout.post("/introductions", request(blocked)).expect(404);
    assert_eq!((&hidden.headers, &hidden.text), (&expected.headers, &expected.text));
    let expected = world.researcher.post("/introductions", nothing).expect(404);
    let hidden = world.researcher.post("/introductions", request(blind)).expect(404);
    assert_eq!((&hidden.headers, &hidden.text), (&expected.headers, &expected.text));
});

on_both!(
    a_request_that_ones_own_block_list_forbids_never_arrives_and_looks_like_any_other,
    |app| {
        let world = world(app);
        let need = world.need(NeedVisibility::Open);
        let plain = ask(&world.scout, request_from(world.seed, need));
        let before = see(&world.scout, &plain).expect(200).json();
        act(&world.scout, &plain, "withdraw", None).expect(200);
        world.block(need, world.university);
        let told = world.told(&world.researcher, "introduction_received");
        let log = world.log(world.university).len();
        let id = ask(&world.scout, request_from(world.seed, need));
        let mut after = see(&world.scout, &id).expect(200).json();
        after["id"] = before["id"].clone();
        assert_eq!(after, before, "no refusal tells who stands behind the seed");
        see(&world.researcher, &id).expect(404);
        see(&world.liaison, &id).expect(200);
        assert!(!mailbox(&world.researcher, "received").contains(&id));
        assert_eq!(
            act(&world.researcher, &id, "accept", None).expect(404).code(),
            "not_found"
        );
        assert_eq!(world.told(&world.researcher, "introduction_received"), told);
        app.advance(TimeDelta::days(30));
        assert_eq!(world.sweep(), Swept { reminded: 0, lapsed: 1 });
        assert_eq!(world.told(&world.scout, "introduction_lapsed"), (1, 1));
        assert_eq!(world.told(&world.researcher, "introduction_reminder"), (0, 0));
        assert_eq!(
            world
                .log(world.university)
                .iter()
                .filter(|leaf| leaf.subject.contains(&id))
                .count(),
            0,
            "of {log} entries"
        );
    }
);

on_both!(whoever_is_blocked_after_asking_cannot_be_accepted_any_more, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    world.block(world.seed, world.company);
    assert_eq!(
        act(&world.researcher, &id, "accept", None).expect(409).code(),
        "wrong_state"
    );
    assert!(world.page(&world.scout, world.seed).is_none());
    let own = see(&world.scout, &id).expect(200).json();
    assert_eq!(own["listing"]["title"], Value::Null);
    act(
        &world.researcher,
        &id,
        "decline",
        Some(json!({"code": "other", "audience": "statistics"})),
    )
    .expect(200);
});

on_both!(the_decliner_chooses_who_sees_why, |app| {
    let world = world(app);
    for (audience, asking, liaison) in [
        ("owner", true, false),
        ("owner_and_liaison", true, true),
        ("statistics", false, false),
    ] {
        let id = ask(&world.scout, request(world.seed));
        let reason = json!({"code": "waiting_for_data", "audience": audience, "gap_request": "GAPCANARY 霊長類の毒性"});
        let declined = act(&world.researcher, &id, "decline", Some(reason.clone()))
            .expect(200)
            .json();
        assert_eq!(declined["decline"], reason);
        for (reader, shown) in [(&world.scout, asking), (&world.liaison, liaison)] {
            let seen = see(reader, &id).expect(200);
            assert_eq!(seen.json()["state"], "declined");
            assert_eq!(seen.json()["decline"] == reason, shown, "{audience}: {}", seen.text);
            assert_eq!(seen.text.contains("GAPCANARY"), shown);
            assert_eq!(seen.text.contains("waiting_for_data"), shown);
        }
        let own_log = world.log(world.company);
        let told = own_log
            .iter()
            .any(|leaf| leaf.subject.contains(&id) && leaf.facts.contains("waiting_for_data"));
        assert_eq!(told, asking);
        assert!(!world.may_read_approved(&world.scout, world.seed));
        assert!(!see(&world.scout, &id).text.contains("tanaka"));
    }
    assert_eq!(world.told(&world.scout, "introduction_declined"), (3, 3));
    assert_eq!(world.told(&world.researcher, "introduction_declined"), (0, 0));
});

on_both!(
    a_decline_needs_a_known_code_and_waiting_for_data_says_for_which,
    |app| {
        let world = world(app);
        let id = ask(&world.scout, request(world.seed));
        for (body, field, code) in [
            (json!({"code": "bored", "audience": "owner"}), "code", "unknown_code"),
            (
                json!({"code": "waiting_for_data", "audience": "owner"}),
                "gap_request",
                "required",
            ),
            (
                json!({"code": "other", "audience": "owner", "gap_request": "長".repeat(801)}),
                "gap_request",
                "too_long",
            ),
        ] {
            let problem = act(&world.researcher, &id, "decline", Some(body)).expect(422).json();
            assert_eq!(
                (&problem["errors"][0]["field"], &problem["errors"][0]["code"]),
                (&json!(field), &json!(code))
            );
        }
        act(
            &world.researcher,
            &id,
            "decline",
            Some(json!({"code": "other", "audience": "everybody"})),
        )
        .expect(400);
        assert_eq!(see(&world.scout, &id).json()["state"], "pending");
    }
);

on_both!(one_request_at_a_time_and_none_to_ones_own_house, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    let colleague = app.member("colleague", Role::Company, world.company);
    for actor in [&world.scout, &colleague] {
        let again = actor.post("/introductions", request(world.seed)).expect(409);
        assert_eq!(again.code(), "already_exists");
    }
    act(&world.scout, &id, "withdraw", None).expect(200);
    let second = ask(&colleague, request(world.seed));
    act(&world.researcher, &second, "accept", None).expect(200);
    assert_eq!(
        world
            .scout
            .post("/introductions", request(world.seed))
            .expect(409)
            .code(),
        "already_exists"
    );

    let neighbour = app.member("neighbour", Role::Researcher, world.university);
    let problem = neighbour.post("/introductions", request(world.seed)).expect(422).json();
    assert_eq!(problem["errors"][0]["code"], "own_organisation");
});

on_both!(the_message_is_there_short_and_confirmed, |app| {
    let world = world(app);
    let with = |name: &str, value: Value| {
        let mut body = request(world.seed);
        body[name] = value;
        body
    };
    for (body, field, code) in [
        (with("message", json!("  ")), "message", "required"),
        (with("message", json!("字".repeat(801))), "message", "too_long"),
        (
            with("confirmed_non_confidential", json!(false)),
            "confirmed_non_confidential",
            "not_confirmed",
        ),
        (
            with("own_listing", json!(world.seed)),
            "own_listing",
            "unknown_reference",
        ),
        (with("candidate", json!(world.seed)), "candidate", "unknown_reference"),
    ] {
        let problem = world.scout.post("/introductions", body).expect(422).json();
        assert_eq!(
            (&problem["errors"][0]["field"], &problem["errors"][0]["code"]),
            (&json!(field), &json!(code))
        );
    }
    let foreign = world.need(NeedVisibility::Open);
    let problem = world
        .rival
        .post("/introductions", request_from(world.seed, foreign))
        .expect(422)
        .json();
    assert_eq!(problem["errors"][0]["field"], "own_listing");
    assert!(mailbox(&world.scout, "sent").is_empty() && mailbox(&world.researcher, "received").is_empty());
    ask(&world.scout, with("message", json!("字".repeat(800))));
});

on_both!(nothing_can_be_asked_about_a_listing_that_is_not_open, |app| {
    let world = world(app);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, world.seed).unwrap().unwrap();
        listing.state = ListingState::UnderExclusive;
        listings::update(tx, &mut listing).unwrap();
    });
    assert_eq!(
        world
            .scout
            .post("/introductions", request(world.seed))
            .expect(409)
            .code(),
        "wrong_state"
    );
});

on_both!(withdrawal_by_either_side_closes_access_at_the_next_request, |app| {
    let world = world(app);
    let need = world.need(NeedVisibility::Open);
    for by_asking in [true, false] {
        let id = ask(&world.scout, request_from(world.seed, need));
        act(&world.researcher, &id, "accept", None).expect(200);
        assert!(world.may_read_approved(&world.scout, world.seed) && world.may_read_approved(&world.researcher, need));
        let by = if by_asking { &world.scout } else { &world.researcher };
        act(by, &id, "withdraw", None).expect(200);
        assert!(!world.may_read_approved(&world.scout, world.seed));
        assert!(!world.may_read_approved(&world.researcher, need));
        assert!(!see(&world.scout, &id).text.contains("tanaka"));
        assert!(!see(&world.researcher, &id).text.contains("scout"));
        let other = if by_asking { &world.researcher } else { &world.scout };
        assert_eq!(world.told(other, "introduction_withdrawn"), (1, 1));
        assert_eq!(act(by, &id, "withdraw", None).expect(409).code(), "wrong_state");
    }
    assert_eq!(
        world.entries(world.university, "grant_closed", &format!("listing:{}", world.seed)),
        2
    );
    assert_eq!(
        world.entries(world.company, "grant_closed", &format!("listing:{need}")),
        2
    );
});

on_both!(a_question_and_its_answer_go_back_and_forth, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    assert_eq!(
        act(&world.scout, &id, "request-info", Some(json!({"question": "?"})))
            .expect(403)
            .code(),
        "forbidden"
    );
    act(
        &world.researcher,
        &id,
        "request-info",
        Some(json!({"question": "QUESTIONCANARY 対象疾患は"})),
    )
    .expect(200);
    assert_eq!(world.told(&world.scout, "introduction_info_requested"), (1, 1));
    let asked = see(&world.scout, &id).json();
    assert_eq!(
        (&asked["state"], &asked["question"]),
        (&json!("info_requested"), &json!("QUESTIONCANARY 対象疾患は"))
    );
    assert_eq!(asked["moves"], json!(["provide_info", "withdraw"]));
    act(
        &world.scout,
        &id,
        "provide-info",
        Some(json!({"answer": "ANSWERCANARY リウマチ"})),
    )
    .expect(200);
    assert_eq!(world.told(&world.researcher, "introduction_received"), (2, 2));
    let answered = see(&world.researcher, &id).json();
    assert_eq!(
        (&answered["state"], &answered["answer"]),
        (&json!("pending"), &json!("ANSWERCANARY リウマチ"))
    );
    act(&world.researcher, &id, "accept", None).expect(200);

    // None of these texts is anywhere but in the introduction itself.
    let read = |rx: &mut enishi::store::db::Rx<'_>| -> Result<Vec<String>, StoreError> {
        let mails = mails::in_state(rx, MailState::Queued, 1_000)?;
        let mut all: Vec<String> = mails.into_iter().map(|mail| mail.context + &mail.event).collect();
        for side in [&world.scout, &world.researcher] {
            let told = notices::of_member(rx, side.member, None, 1_000)?;
            all.extend(told.into_iter().map(|notice| notice.path + &notice.kind));
        }
        for log in ledger::logs(rx)? {
            let leaves = ledger::leaves(rx, &log, 0, 1_000)?;
            all.extend(leaves.into_iter().map(|leaf| leaf.facts + &leaf.subject));
        }
        Ok(all)
    };
    let texts = app.app.db.read_blocking(read).unwrap();
    assert!(texts.len() > 10);
    for canary in ["MESSAGECANARY", "QUESTIONCANARY", "ANSWERCANARY"] {
        assert!(texts.iter().all(|text| !text.contains(canary)), "{canary}");
    }
});

on_both!(
    unanswered_requests_are_brought_to_mind_twice_and_lapse_after_thirty_days,
    |app| {
        let world = world(app);
        let id = ask(&world.scout, request(world.seed));
        let none = Swept::default();
        assert_eq!(world.sweep(), none);
        for (days, swept) in [
            (6, none),
            (1, Swept { reminded: 1, lapsed: 0 }),
            (0, none),
            (6, none),
            (1, Swept { reminded: 1, lapsed: 0 }),
            (15, none),
            (1, Swept { reminded: 0, lapsed: 1 }),
            (1, none),
        ] {
            app.advance(TimeDelta::days(days));
            assert_eq!(world.sweep(), swept);
        }
        assert_eq!(world.told(&world.researcher, "introduction_reminder"), (2, 2));
        assert_eq!(world.told(&world.scout, "introduction_lapsed"), (1, 1));
        let seen = see(&world.scout, &id).expect(200).json();
        assert_eq!((&seen["state"], &seen["answer_by"]), (&json!("lapsed"), &Value::Null));
        assert_eq!(
            act(&world.researcher, &id, "accept", None).expect(409).code(),
            "wrong_state"
        );
        ask(&world.scout, request(world.seed));
    }
);

on_both!(a_reminder_does_not_make_an_answer_stale, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    let tag = see(&world.researcher, &id).header("etag").unwrap().to_owned();
    app.advance(TimeDelta::days(8));
    assert_eq!(world.sweep().reminded, 1);
    act_on(&world.researcher, &id, &tag, "accept", None).expect(200);
});

on_both!(strangers_find_nothing_on_any_route, |app| {
    let world = world(app);
    let need = world.need(NeedVisibility::Open);
    let id = ask(&world.scout, request_from(world.seed, need));
    let neighbour = app.member("neighbour", Role::Researcher, world.university);
    let colleague = app.member("colleague", Role::Company, world.company);
    let office = app.organisation("office2", OrganisationKind::LiaisonOffice);
    let other_liaison = app.member("liaison2", Role::Liaison, office);
    let absent = "00000000-0000-4000-8000-000000000000";
    let routes = [
        ("accept", None),
        ("confirm", Some(json!({"confirmed_non_confidential": true}))),
        ("decline", Some(json!({"code": "other", "audience": "owner"}))),
        ("provide-info", Some(json!({"answer": "x"}))),
        ("request-info", Some(json!({"question": "x"}))),
        ("withdraw", None),
    ];
    for stranger in [&world.rival, &neighbour, &colleague, &other_liaison] {
        let (hidden, unknown) = (see(stranger, &id).expect(404), see(stranger, absent).expect(404));
        assert_eq!((&hidden.headers, &hidden.text), (&unknown.headers, &unknown.text));
        for (action, body) in &routes {
            let hidden = act_on(stranger, &id, "\"v1\"", action, body.clone());
            let unknown = act_on(stranger, absent, "\"v1\"", action, body.clone());
            assert_eq!(
                (hidden.status, &hidden.headers, &hidden.text),
                (unknown.status, &unknown.headers, &unknown.text)
            );
            assert!(matches!(hidden.status, 403 | 404), "{action}: {}", hidden.text);
        }
        for which in ["received", "sent"] {
            assert!(mailbox(stranger, which).is_empty());
        }
    }
    assert_eq!(see(&world.researcher, &id).json()["state"], "pending");
});

on_both!(answers_name_the_version_they_answer, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    let path = format!("/introductions/{id}/accept");
    assert_eq!(
        world.researcher.call("POST", &path, &[], None).expect(428).code(),
        "precondition_required"
    );
    assert_eq!(
        act_on(&world.researcher, &id, "\"v9\"", "accept", None)
            .expect(412)
            .code(),
        "stale"
    );
    let tag = see(&world.researcher, &id).header("etag").unwrap().to_owned();
    act(&world.researcher, &id, "request-info", Some(json!({"question": "?"}))).expect(200);
    assert_eq!(
        act_on(&world.researcher, &id, &tag, "accept", None).expect(412).code(),
        "stale"
    );
});

on_both!(of_accepting_and_withdrawing_at_once_one_wins, |app| {
    let world = world(app);
    for _ in 0..8 {
        let id = ask(&world.scout, request(world.seed));
        let tag = see(&world.scout, &id).header("etag").unwrap().to_owned();
        let (accepted, withdrawn) = std::thread::scope(|scope| {
            let accept = scope.spawn(|| act_on(&world.researcher, &id, &tag, "accept", None));
            let withdraw = scope.spawn(|| act_on(&world.scout, &id, &tag, "withdraw", None));
            (accept.join().unwrap(), withdraw.join().unwrap())
        });
        let mut statuses = [accepted.status, withdrawn.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", accepted.text, withdrawn.text);
        let won = accepted.status == 200;
        assert_eq!(
            see(&world.scout, &id).json()["state"],
            if won { "accepted" } else { "withdrawn" }
        );
        assert_eq!(world.may_read_approved(&world.scout, world.seed), won);
        if won {
            act(&world.scout, &id, "withdraw", None).expect(200);
        }
    }
});

on_both!(
    a_liaisons_proposal_is_nothing_to_the_other_side_before_it_is_confirmed,
    |app| {
        let world = world(app);
        let need = world.need(NeedVisibility::Blind);
        let office = app.organisation("office2", OrganisationKind::LiaisonOffice);
        let other_liaison = app.member("liaison2", Role::Liaison, office);
        let body = request_from(world.seed, need);
        let problem = other_liaison.post("/introductions", body.clone()).expect(422).json();
        assert_eq!(
            problem["errors"][0]["code"], "unknown_reference",
            "a blind need that is not theirs"
        );
        let foreign = given::published_need(app, &world.scout, &world.liaison, json!({}), NeedVisibility::Open);
        assert_eq!(
            other_liaison
                .post("/introductions", request_from(world.seed, foreign))
                .expect(403)
                .code(),
            "forbidden"
        );
        assert_eq!(
            world
                .liaison
                .post("/introductions", request(world.seed))
                .expect(422)
                .json()["errors"][0]["code"],
            "required"
        );

        let id = ask(&world.liaison, body.clone());
        assert_eq!(
            world.liaison.post("/introductions", body).expect(409).code(),
            "already_exists"
        );
        assert_eq!(world.told(&world.scout, "introduction_received"), (1, 1));
        assert_eq!(world.told(&world.researcher, "introduction_received"), (0, 0));
        see(&world.researcher, &id).expect(404);
        assert!(mailbox(&world.researcher, "received").is_empty());
        assert_eq!(mailbox(&world.liaison, "sent"), [id.clone()]);
        let proposed = see(&world.scout, &id).expect(200).json();
        assert_eq!(
            (&proposed["state"], &proposed["proposed_by"]),
            (&json!("proposed"), &json!("liaison"))
        );
        assert_eq!(proposed["moves"], json!(["confirm", "withdraw"]));

        app.advance(TimeDelta::days(3));
        let own_words = json!({"message": "OWNWORDS", "confirmed_non_confidential": true});
        act(
            &world.scout,
            &id,
            "confirm",
            Some(json!({"confirmed_non_confidential": false})),
        )
        .expect(422);
        act(&world.scout, &id, "confirm", Some(own_words)).expect(200);
        assert_eq!(world.told(&world.researcher, "introduction_received"), (1, 1));
        let arrived = see(&world.researcher, &id).expect(200);
        let plain = ask(&world.rival, request(world.seed));
        let (mut arrived, mut plain) = (arrived.json(), see(&world.researcher, &plain).json());
        assert_eq!(arrived["message"], "OWNWORDS");
        for view in [&mut arrived, &mut plain] {
            view["id"] = Value::Null;
            view["message"] = Value::Null;
        }
        assert_eq!(arrived, plain, "it looks like any other request");
        act(&world.researcher, &id, "accept", None).expect(200);
        assert!(world.may_read_approved(&world.scout, world.seed));
        assert_eq!(
            see(&world.researcher, &id).json()["asking"]["contact"]["email"],
            "scout@pharma.example"
        );
    }
);

on_both!(an_unconfirmed_proposal_lapses_and_can_be_taken_back, |app| {
    let world = world(app);
    let need = world.need(NeedVisibility::Open);
    let id = ask(&world.liaison, request_from(world.seed, need));
    act(&world.liaison, &id, "withdraw", None).expect(200);
    see(&world.researcher, &id).expect(404);
    let id = ask(&world.liaison, request_from(world.seed, need));
    app.advance(TimeDelta::days(31));
    assert_eq!(world.sweep(), Swept { reminded: 0, lapsed: 1 });
    for told in [&world.liaison, &world.scout] {
        assert_eq!(world.told(told, "introduction_lapsed"), (1, 1));
    }
    see(&world.researcher, &id).expect(404);
    assert_eq!(
        world.entries(world.university, "introduction_answered", &format!("introduction:{id}")),
        0
    );
});

on_both!(introductions_of_somebody_who_left_stay_with_the_team, |app| {
    let world = world(app);
    let heir = app.member("heir", Role::Company, world.company);
    let assistant = app.member("assistant", Role::Researcher, world.university);
    let id = ask(&world.scout, request(world.seed));
    see(&heir, &id).expect(404);
    app.arrange(|tx| {
        audiences::add_to_team(tx, world.seed, assistant.member).unwrap();
        for gone in [world.scout.member, world.researcher.member] {
            let mut member = members::find(tx, gone).unwrap().unwrap();
            member.state = MemberState::Left;
            members::update(tx, &mut member).unwrap();
        }
    });
    see(&world.scout, &id).expect(401);
    assert_eq!(mailbox(&heir, "sent"), [id.clone()]);
    assert_eq!(mailbox(&assistant, "received"), [id.clone()]);
    act(&assistant, &id, "accept", None).expect(200);
    assert_eq!(world.told(&heir, "introduction_accepted"), (1, 1));
    assert_eq!(world.told(&assistant, "introduction_accepted"), (1, 1));
    assert!(world.may_read_approved(&heir, world.seed));
    let seen = see(&heir, &id).expect(200);
    assert_eq!(seen.json()["answering"]["contact"]["email"], "assistant@hokuto.example");
    assert!(!seen.text.contains("tanaka"));
});

on_both!(an_organisation_that_was_shut_out_cannot_be_accepted, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    app.arrange(|tx| {
        let mut company = organisations::find(tx, world.company).unwrap().unwrap();
        company.state = OrganisationState::Suspended;
        organisations::update(tx, &mut company).unwrap();
    });
    assert_eq!(
        act(&world.researcher, &id, "accept", None).expect(409).code(),
        "wrong_state"
    );
});

on_both!(boxes_come_in_pages, |app| {
    let world = world(app);
    let mut asked = Vec::new();
    for _ in 0..5 {
        let seed = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
        asked.push(ask(&world.scout, request(seed)));
        app.advance(TimeDelta::seconds(1));
    }
    asked.reverse();
    for (reader, which) in [
        (&world.scout, "sent"),
        (&world.researcher, "received"),
        (&world.liaison, "received"),
    ] {
        let mut got: Vec<String> = Vec::new();
        let mut path = format!("/introductions?box={which}&limit=2");
        loop {
            let page = reader.get(&path).expect(200).json();
            let items = page["items"].as_array().unwrap().clone();
            assert!(items.len() <= 2);
            got.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else {
                break;
            };
            let stolen = world
                .rival
                .get(&format!("/introductions?box={which}&limit=2&cursor={cursor}"));
            assert_eq!(stolen.expect(400).code(), "bad_cursor");
            path = format!("/introductions?box={which}&limit=2&cursor={cursor}");
        }
        assert_eq!(got, asked);
    }
    world.scout.get("/introductions?box=sent&limit=101").expect(422);
    world.scout.get("/introductions?box=both").expect(400);
});

on_both!(a_repeated_request_is_carried_out_once, |app| {
    let world = world(app);
    let key = [("idempotency-key", "once")];
    let body = request(world.seed);
    let first = world
        .scout
        .call("POST", "/introductions", &key, Some(&body))
        .expect(201);
    let second = world
        .scout
        .call("POST", "/introductions", &key, Some(&body))
        .expect(201);
    assert_eq!(first.text, second.text);
    assert_eq!(first.header("etag"), second.header("etag"));
    assert_eq!(world.told(&world.researcher, "introduction_received"), (1, 1));
});
