//! Answers: accepting, declining, asking back, and whoever may no longer be accepted.

use super::{act, act_on, ask, mailbox, request, see, world};
use enishi::domain::account::{MemberState, OrganisationState, Role};
use enishi::store::error::StoreError;
use enishi::store::mails::MailState;
use enishi::store::{audiences, ledger, mails, members, notices, organisations};
use serde_json::{Value, json};

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
            let told = notices::of_member(rx, side.member, false, None, 1_000)?;
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
    let tag = see(&world.researcher, &id).tag();
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
        let tag = see(&world.scout, &id).tag();
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
