//! Who reviews: the liaison in charge, a second pair of eyes, the institution, and nobody else.

use super::{NOTHING, texts, ticked, world};
use crate::helpers::Actor;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use serde_json::{Value, json};

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
    let held = charge.tag();
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

on_both!(who_is_wanted_as_the_second_pair_of_eyes_is_reminded, |app| {
    let world = world(app);
    world.organisation(world.owner.organisation, |home| home.four_eyes = true);
    let id = world.submitted(json!({}));
    world.approve(&world.liaison, &id);
    app.advance(TimeDelta::days(20));
    assert_eq!(world.sweep(), 1);
    for (liaison, reminded) in [(&world.liaison, false), (&world.second, true), (&world.third, true)] {
        let notices = world.notices(liaison);
        let is_reminded = notices.iter().any(|kind| kind == "review_due");
        assert_eq!(is_reminded, reminded, "{}", liaison.email);
    }
});
