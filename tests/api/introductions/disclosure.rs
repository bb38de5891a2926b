//! Who learns what: the Approved tier opens and closes, names appear, strangers find nothing.

use super::{MESSAGE, act, act_on, ask, mailbox, request, request_from, see, world};
use crate::helpers::Reply;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::CandidateId;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::matching::{Candidate, CandidateState, Side};
use enishi::store::db::{Reads, Writes};
use enishi::store::{candidates, listings};
use serde_json::{Value, json};

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
