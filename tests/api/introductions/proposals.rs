//! Proposals by liaisons.

use super::{act, ask, mailbox, request, request_from, see, world};
use crate::given;
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::listing::NeedVisibility;
use enishi::services::introductions::Swept;
use serde_json::{Value, json};

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
