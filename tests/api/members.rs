//! The way in and the way out: application, vetting, invitation, undertaking, suspension, leaving.

use crate::helpers::{Actor, Reply, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::OrganisationId;
use enishi::domain::ledger::leaf::Leaf;
use enishi::mail::kind::MailKind;
use enishi::mail::mailer::Mailer;
use enishi::store::ledger;
use mail_parser::MessageParser;
use serde_json::{Value, json};
use std::future::Future;

const NEW_PASSWORD: &str = "violet tram meets nine otters";

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(future)
}

/// Sends what is queued; returns kind, recipient and text of every mail sent so far.
fn mails(app: &TestApp) -> Vec<(MailKind, String, String)> {
    wait(enishi::jobs::runner::run_until_idle(&app.app)).unwrap();
    let Mailer::Memory(mailer) = &app.app.mailer else {
        panic!("tests keep mails in memory")
    };
    let read = |bytes: &[u8]| {
        let parsed = MessageParser::default().parse(bytes).unwrap();
        parsed.body_text(0).unwrap().into_owned()
    };
    let sent = mailer.sent();
    sent.iter()
        .map(|mail| (mail.kind(), mail.to().to_owned(), read(mail.bytes())))
        .collect()
}

fn mails_to(app: &TestApp, kind: MailKind, to: &str) -> Vec<String> {
    let all = mails(app).into_iter();
    let theirs = all.filter(|(sent, address, _)| *sent == kind && address == to);
    theirs.map(|(_, _, text)| text).collect()
}

/// The token in the newest invitation to an address.
fn invited_with(app: &TestApp, to: &str) -> String {
    let texts = mails_to(app, MailKind::Invitation, to);
    let text = texts.last().expect("an invitation was mailed");
    let (_, rest) = text.split_once("https://enishi.example/invitation#token=").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

fn ledger_of(app: &TestApp) -> Vec<Leaf> {
    app.app
        .db
        .read_blocking(|rx| ledger::leaves(rx, "platform", 0, 1_000))
        .unwrap()
}

fn recorded(app: &TestApp, kind: &str) -> usize {
    ledger_of(app).iter().filter(|leaf| leaf.kind.code() == kind).count()
}

/// A secretariat with two members.
fn two_vetters(app: &TestApp) -> (Actor<'_>, Actor<'_>) {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let first = app.member("sato", Role::Secretariat, office);
    let second = app.member("suzuki", Role::Secretariat, office);
    (first, second)
}

fn form(email: &str, organisation: OrganisationId) -> Value {
    json!({
        "email": email,
        "name": { "ja": "丹羽 薫", "en": "Kaoru Niwa" },
        "organisation_id": organisation,
        "role": "researcher",
        "locale": "en",
        "motivation": "I have two unfiled results."
    })
}

fn apply(app: &TestApp, form: Value) {
    app.outsider().post("/applications", form).expect(202);
}

fn only_application(vetter: &Actor<'_>) -> String {
    let list = vetter.get("/applications?state=received").expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    list["items"][0]["id"].as_str().unwrap().to_owned()
}

fn vet(vetter: &Actor<'_>, id: &str, decision: &str) -> Reply {
    let path = format!("/applications/{id}");
    let tag = vetter.get(&path).expect(200).tag();
    let body = json!({ "decision": decision, "reason": "Known to the collaboration office." });
    vetter.call("POST", &format!("{path}/vettings"), &[("if-match", &tag)], Some(&body))
}

fn redeem(app: &TestApp, token: &str) -> Reply {
    let body = json!({ "token": token, "password": NEW_PASSWORD, "locale": "en" });
    app.outsider().post("/invitations/redeem", body)
}

/// An access token by password.
fn sign_in(app: &TestApp, email: &str) -> String {
    let body = json!({ "email": email, "password": NEW_PASSWORD });
    let answer = app.outsider().post("/auth/sessions", body).expect(201).json();
    answer["access_token"].as_str().unwrap().to_owned()
}

fn with_token(app: &TestApp, token: &str, method: &str, path: &str, body: Option<&Value>) -> Reply {
    let bearer = format!("Bearer {token}");
    app.outsider().call(method, path, &[("authorization", &bearer)], body)
}

/// Accepts the undertaking in force, as the member reads it.
fn consent(actor: &Actor<'_>) -> Reply {
    let current = actor.get("/undertakings/current").expect(200).json();
    let path = format!("/undertakings/{}/acceptances", current["id"].as_str().unwrap());
    actor.post(
        &path,
        json!({ "text_hash": current["text_hash"]["ja"], "locale": "ja" }),
    )
}

on_both!(a_person_applies_is_vetted_by_two_joins_consents_and_sees, |app| {
    let (first, second) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    apply(app, form("k.niwa@seiran.example", university));
    assert_eq!(
        mails_to(app, MailKind::ApplicationReceived, "k.niwa@seiran.example").len(),
        1
    );
    assert_eq!(mails_to(app, MailKind::ApplicationToVet, &first.email).len(), 1);
    assert_eq!(mails_to(app, MailKind::ApplicationToVet, &second.email).len(), 1);

    let id = only_application(&first);
    let after_one = vet(&first, &id, "approve").expect(200).json();
    assert_eq!(after_one["state"], "received");
    assert_eq!(after_one["approvals"], 1);
    assert!(mails_to(app, MailKind::Invitation, "k.niwa@seiran.example").is_empty());
    let after_two = vet(&second, &id, "approve").expect(200).json();
    assert_eq!(after_two["state"], "approved");
    assert_eq!(after_two["vettings"].as_array().unwrap().len(), 2);

    let token = invited_with(app, "k.niwa@seiran.example");
    let offer = app
        .outsider()
        .post("/invitations/inspect", json!({ "token": token }))
        .expect(200);
    assert_eq!(offer.json()["organisation"]["en"], "seiran");
    let member = redeem(app, &token).expect(201).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let access = sign_in(app, "k.niwa@seiran.example");
    let refused = with_token(app, &access, "GET", "/organisations", None).expect(403);
    assert_eq!(refused.code(), "undertaking_required");

    let current = with_token(app, &access, "GET", "/undertakings/current", None)
        .expect(200)
        .json();
    assert_eq!(current["acceptance"], Value::Null);
    let path = format!("/undertakings/{}/acceptances", current["id"].as_str().unwrap());
    let wrong = json!({ "text_hash": current["text_hash"]["ja"], "locale": "en" });
    assert_eq!(
        with_token(app, &access, "POST", &path, Some(&wrong)).expect(412).code(),
        "stale"
    );
    let right = json!({ "text_hash": current["text_hash"]["en"], "locale": "en" });
    with_token(app, &access, "POST", &path, Some(&right)).expect(201);
    with_token(app, &access, "GET", "/organisations", None).expect(200);

    let register = first.get(&format!("/members/{member}")).expect(200).json();
    assert_eq!(register["role"], "researcher");
    assert_eq!(register["organisation"]["id"], university.to_string());
    assert_eq!(first.get(&format!("/applications/{id}")).json()["state"], "joined");
    let signatures = first.get(&path).expect(200).json();
    let items = signatures["items"].as_array().unwrap();
    let theirs = items.iter().find(|item| item["member_id"] == member.as_str()).unwrap();
    assert_eq!(theirs["text_hash"], current["text_hash"]["en"]);
    for (kind, times) in [
        ("application_received", 1),
        ("application_vetted", 2),
        ("invitation_issued", 1),
        ("member_joined", 1),
        ("undertaking_accepted", 1),
    ] {
        assert_eq!(recorded(app, kind), times, "{kind}");
    }
    for leaf in ledger_of(app) {
        let all = format!("{} {}", leaf.subject, leaf.facts);
        assert!(!all.contains("niwa") && !all.contains("unfiled") && !all.contains("collaboration"));
    }
});

on_both!(one_person_cannot_vet_twice_and_one_decline_ends_it, |app| {
    let (first, second) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    apply(app, form("k.niwa@seiran.example", university));
    let id = only_application(&first);
    vet(&first, &id, "approve").expect(200);
    assert_eq!(vet(&first, &id, "approve").expect(403).code(), "same_person");
    assert_eq!(vet(&first, &id, "decline").expect(403).code(), "same_person");
    assert!(mails_to(app, MailKind::Invitation, "k.niwa@seiran.example").is_empty());
    assert_eq!(vet(&second, &id, "decline").expect(200).json()["state"], "declined");
    assert_eq!(
        mails_to(app, MailKind::ApplicationDeclined, "k.niwa@seiran.example").len(),
        1
    );
    assert_eq!(vet(&second, &id, "approve").expect(409).code(), "wrong_state");
    // Whoever was declined may apply again.
    apply(app, form("k.niwa@seiran.example", university));
    assert_ne!(only_application(&first), id);
});

on_both!(only_the_secretariat_sees_and_vets_applications, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let researcher = app.member("tanaka", Role::Researcher, university);
    apply(app, form("k.niwa@seiran.example", university));
    let id = only_application(&first);
    let body = json!({ "decision": "approve", "reason": "A friend." });
    assert_eq!(researcher.get("/applications").expect(403).code(), "forbidden");
    researcher.get(&format!("/applications/{id}")).expect(403);
    let path = format!("/applications/{id}/vettings");
    researcher
        .call("POST", &path, &[("if-match", "\"v1\"")], Some(&body))
        .expect(403);
    app.outsider().get("/applications").expect(401);
    researcher.get("/members").expect(403);
    researcher
        .post("/organisations", json!({ "kind": "pharma", "name": { "en": "x" } }))
        .expect(403);
});

on_both!(two_vettings_at_the_same_time_issue_one_invitation, |app| {
    let (first, second) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    for round in 0..4 {
        let email = format!("k.niwa{round}@seiran.example");
        apply(app, form(&email, university));
        let id = only_application(&first);
        let replies: Vec<Reply> = std::thread::scope(|scope| {
            // Each of them twice, with different keys.
            let attempts = [&first, &second, &first, &second].map(|vetter| {
                let id = &id;
                scope.spawn(move || vet(vetter, id, "approve"))
            });
            attempts.into_iter().map(|attempt| attempt.join().unwrap()).collect()
        });
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses[..2], [200, 200], "{statuses:?}");
        assert!(
            statuses[2..].iter().all(|status| [403, 409, 412].contains(status)),
            "{statuses:?}"
        );
        let detail = first.get(&format!("/applications/{id}")).json();
        assert_eq!(detail["state"], "approved");
        assert_eq!(detail["approvals"], 2);
        assert_eq!(mails_to(app, MailKind::Invitation, &email).len(), 1);
    }
    assert_eq!(recorded(app, "invitation_issued"), 4);
});

on_both!(
    an_invitation_works_once_until_it_expires_and_can_be_issued_again,
    |app| {
        let (first, second) = two_vetters(app);
        let university = app.organisation("seiran", OrganisationKind::University);
        apply(app, form("k.niwa@seiran.example", university));
        let id = only_application(&first);
        vet(&first, &id, "approve").expect(200);
        vet(&second, &id, "approve").expect(200);
        let lost = invited_with(app, "k.niwa@seiran.example");
        first.post("/invitations", json!({ "application_id": id })).expect(201);
        let token = invited_with(app, "k.niwa@seiran.example");
        assert_ne!(lost, token);
        assert_eq!(redeem(app, &lost).expect(410).code(), "token_spent");

        let weak = json!({ "token": token, "password": "password1234", "locale": "ja" });
        let refused = app.outsider().post("/invitations/redeem", weak).expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "password");

        app.advance(TimeDelta::days(14));
        assert_eq!(redeem(app, &token).expect(410).code(), "token_spent");
        first.post("/invitations", json!({ "application_id": id })).expect(201);
        let token = invited_with(app, "k.niwa@seiran.example");
        let replies: Vec<u16> = std::thread::scope(|scope| {
            let attempts = [0, 1, 2].map(|_| scope.spawn(|| redeem(app, &token).status));
            attempts.into_iter().map(|attempt| attempt.join().unwrap()).collect()
        });
        assert_eq!(
            replies.iter().filter(|status| **status == 201).count(),
            1,
            "{replies:?}"
        );
        assert_eq!(
            replies.iter().filter(|status| **status == 410).count(),
            2,
            "{replies:?}"
        );
        let again = first.post("/invitations", json!({ "application_id": id })).expect(409);
        assert_eq!(again.code(), "wrong_state");
        let unknown = json!({ "token": "A".repeat(43), "password": NEW_PASSWORD, "locale": "ja" });
        app.outsider().post("/invitations/redeem", unknown).expect(410);
        assert_eq!(recorded(app, "member_joined"), 1);
    }
);

on_both!(the_outbox_holds_no_working_invitation, |app| {
    let (first, second) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    apply(app, form("k.niwa@seiran.example", university));
    let id = only_application(&first);
    vet(&first, &id, "approve").expect(200);
    vet(&second, &id, "approve").expect(200);
    let queued = app
        .app
        .db
        .read_blocking(|rx| enishi::store::mails::in_state(rx, enishi::store::mails::MailState::Queued, 100))
        .unwrap();
    let invitation = queued.iter().find(|mail| mail.kind == "invitation").unwrap();
    assert!(!invitation.context.contains("token="));
    assert_eq!(invited_with(app, "k.niwa@seiran.example").len(), 43);
});

on_both!(an_organisation_joins_with_its_first_member, |app| {
    let (first, second) = two_vetters(app);
    let mut first_form = form(
        "m.katsuragi@mitsuba-dx.example",
        OrganisationId::from_uuid(uuid::Uuid::nil()),
    );
    let fields = first_form.as_object_mut().unwrap();
    fields.remove("organisation_id");
    fields.insert("role".into(), json!("company"));
    let named = json!({ "kind": "venture", "name": { "ja": "みつば診断", "en": "Mitsuba Diagnostics" } });
    fields.insert("new_organisation".into(), named);
    let mut second_form = first_form.clone();
    second_form["email"] = json!("t.ono@mitsuba-dx.example");
    apply(app, first_form);
    let one = only_application(&first);
    let shown = first.get(&format!("/applications/{one}")).json();
    assert_eq!(shown["organisation"]["id"], Value::Null);
    vet(&first, &one, "approve").expect(200);
    let approved = vet(&second, &one, "approve").expect(200).json();
    let organisation = approved["organisation"]["id"].as_str().unwrap().to_owned();
    let full = first.get(&format!("/organisations/{organisation}")).expect(200).json();
    assert_eq!(full["email_domains"], json!(["mitsuba-dx.example"]));
    assert_eq!(full["kind"], "venture");
    // The second one to name it joins the same organisation.
    apply(app, second_form);
    let two = only_application(&first);
    let shown = first.get(&format!("/applications/{two}")).json();
    assert_eq!(shown["similar_organisations"][0]["id"], organisation.as_str());
    vet(&first, &two, "approve").expect(200);
    let approved = vet(&second, &two, "approve").expect(200).json();
    assert_eq!(approved["organisation"]["id"], organisation.as_str());
    assert_eq!(recorded(app, "organisation_joined"), 1);
});

on_both!(
    an_applicant_can_be_assigned_before_anybody_vets_and_a_stale_page_does_not_vet,
    |app| {
        let (first, second) = two_vetters(app);
        let right = app.organisation("seiran", OrganisationKind::University);
        let mut named = form("k.niwa@med.seiran.example", right);
        named.as_object_mut().unwrap().remove("organisation_id");
        named["new_organisation"] = json!({ "kind": "university", "name": { "en": "Seiran Univ." } });
        apply(app, named);
        let id = only_application(&first);
        let path = format!("/applications/{id}");
        let seen = second.get(&path).tag();
        let foreign = app.organisation("other", OrganisationKind::University);
        let refused = first
            .patch(&path, &seen, json!({ "organisation_id": foreign }))
            .expect(422);
        assert_eq!(refused.json()["errors"][0]["code"], "foreign_domain");
        first
            .patch(&path, &seen, json!({ "organisation_id": right }))
            .expect(200);
        let body = json!({ "decision": "approve", "reason": "As I read it." });
        let stale = second.call("POST", &format!("{path}/vettings"), &[("if-match", &seen)], Some(&body));
        assert_eq!(stale.expect(412).code(), "stale");
        assert_eq!(
            second.post(&format!("{path}/vettings"), body).expect(428).code(),
            "precondition_required"
        );
        vet(&second, &id, "approve").expect(200);
        let tag = first.get(&path).tag();
        let late = first
            .patch(&path, &tag, json!({ "organisation_id": foreign }))
            .expect(409);
        assert_eq!(late.code(), "wrong_state");
    }
);

on_both!(
    addresses_that_are_not_a_persons_own_at_the_institution_are_refused,
    |app| {
        let university = app.organisation("seiran", OrganisationKind::University);
        for (email, fault) in [
            ("k.niwa@gmail.com", "free_mail"),
            ("info@seiran.example", "shared_mailbox"),
            ("k.niwa@evil-seiran.example", "foreign_domain"),
            ("k.niwa", "malformed"),
        ] {
            let refused = app
                .outsider()
                .post("/applications", form(email, university))
                .expect(422)
                .json();
            assert_eq!(refused["errors"][0]["field"], "email", "{email}");
            assert_eq!(refused["errors"][0]["code"], fault, "{email}");
        }
        let mut unfit = form("k.niwa@seiran.example", university);
        unfit["role"] = json!("secretariat");
        let refused = app.outsider().post("/applications", unfit).expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "role");
        let mut founder = form("k.niwa@seiran.example", university);
        founder.as_object_mut().unwrap().remove("organisation_id");
        founder["role"] = json!("secretariat");
        founder["new_organisation"] = json!({ "kind": "secretariat", "name": { "en": "Second office" } });
        let refused = app.outsider().post("/applications", founder).expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "new_organisation.kind");
        assert_eq!(recorded(app, "application_received"), 0);
    }
);

on_both!(nobody_learns_from_an_application_who_is_a_member, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let known = app.member("tanaka", Role::Researcher, university);
    let answers = [&known.email, "k.niwa@seiran.example", "k.niwa@seiran.example"].map(|email| {
        let answer = app.outsider().post("/applications", form(email, university));
        (answer.status, answer.headers, answer.text)
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[1], answers[2]);
    assert_eq!(answers[0].0, 202);
    only_application(&first);
    assert_eq!(
        mails_to(app, MailKind::ApplicationReceived, "k.niwa@seiran.example").len(),
        1
    );
    assert!(mails_to(app, MailKind::ApplicationReceived, &known.email).is_empty());
});

on_both!(
    a_suspended_member_is_refused_at_the_next_request_with_the_same_token,
    |app| {
        let (first, _) = two_vetters(app);
        let university = app.organisation("seiran", OrganisationKind::University);
        let member = app.member("tanaka", Role::Researcher, university);
        let token = member.token();
        with_token(app, &token, "GET", "/organisations", None).expect(200);
        let path = format!("/members/{}", member.member);
        first
            .post(&format!("{path}/suspend"), json!({ "reason": "suspected_breach" }))
            .expect(200);
        let refused = with_token(app, &token, "GET", "/organisations", None).expect(401);
        assert_eq!(refused.code(), "unauthenticated");
        assert_eq!(first.get(&path).json()["state"], "suspended");
        first
            .post(&format!("{path}/suspend"), json!({ "reason": "other" }))
            .expect(409);
        // Access comes back, the session does not.
        first
            .post(&format!("{path}/reinstate"), json!({ "reason": "cleared" }))
            .expect(200);
        with_token(app, &token, "GET", "/organisations", None).expect(401);
        assert_eq!(first.get(&path).json()["state"], "active");
        assert_eq!(
            (recorded(app, "member_suspended"), recorded(app, "member_reinstated")),
            (1, 1)
        );
    }
);

on_both!(whoever_leaves_has_left_for_good, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let member = app.member("tanaka", Role::Researcher, university);
    let token = member.token();
    member
        .post("/me/leave", json!({ "reason": "left_organisation" }))
        .expect(204);
    with_token(app, &token, "GET", "/undertakings/current", None).expect(401);
    let path = format!("/members/{}", member.member);
    assert_eq!(first.get(&path).json()["state"], "left");
    first
        .post(&format!("{path}/reinstate"), json!({ "reason": "cleared" }))
        .expect(409);
    let tag = first.get(&path).tag();
    first
        .patch(&path, &tag, json!({ "institution_reviewer": true }))
        .expect(409);
    assert_eq!(recorded(app, "member_left"), 1);
});

on_both!(an_organisations_suspension_shuts_out_its_members_at_once, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let member = app.member("tanaka", Role::Researcher, university);
    let (token, path) = (member.token(), format!("/organisations/{university}"));
    let tag = first.get(&path).expect(200).tag();
    let suspended = first.patch(&path, &tag, json!({ "state": "suspended" })).expect(200);
    with_token(app, &token, "GET", "/undertakings/current", None).expect(401);
    let stale = first.patch(&path, &tag, json!({ "state": "active" })).expect(412);
    assert_eq!(stale.code(), "stale");
    let directory = first.get("/organisations").expect(200).text;
    assert!(!directory.contains(&university.to_string()));
    let reader = app.member(
        "kato",
        Role::Researcher,
        app.organisation("minami", OrganisationKind::University),
    );
    let listed = |state: &str| {
        let page = first.get(&format!("/organisations?state={state}")).expect(200).json();
        let mut items = page["items"].as_array().unwrap().iter();
        items.any(|one| one["id"] == university.to_string())
    };
    assert_eq!(
        (listed("active"), listed("suspended"), listed("left")),
        (false, true, false)
    );
    assert_eq!(
        reader.get("/organisations?state=active").expect(200).text,
        reader.get("/organisations").text
    );
    for state in ["suspended", "left"] {
        assert_eq!(
            reader.get(&format!("/organisations?state={state}")).expect(403).code(),
            "forbidden"
        );
    }
    first.get("/organisations?state=gone").expect(400);
    let tag = suspended.tag();
    let active = first
        .patch(&path, &tag, json!({ "state": "active", "four_eyes": true }))
        .expect(200);
    assert_eq!(active.json()["four_eyes"], true);
    let tag = active.tag();
    first.patch(&path, &tag, json!({ "state": "left" })).expect(200);
    assert_eq!(
        (listed("active"), listed("suspended"), listed("left")),
        (false, false, true)
    );
    let register = first.get(&format!("/members/{}", member.member)).json();
    assert_eq!(register["state"], "left");
    let gone = first.patch(
        &path,
        first.get(&path).header("etag").unwrap(),
        json!({ "state": "active" }),
    );
    gone.expect(409);
});

on_both!(the_last_member_of_the_secretariat_stays, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let only = app.member("sato", Role::Secretariat, office);
    let path = format!("/members/{}", only.member);
    let reason = json!({ "reason": "own_request" });
    let refused = only.post("/me/leave", reason.clone()).expect(409);
    assert_eq!(refused.code(), "last_secretariat");
    only.post(&format!("{path}/suspend"), reason.clone()).expect(409);
    let tag = only.get(&path).tag();
    only.patch(&path, &tag, json!({ "role": "auditor" })).expect(409);
    let home = format!("/organisations/{office}");
    let tag = only.get(&home).tag();
    only.patch(&home, &tag, json!({ "state": "suspended" })).expect(409);
    let second = app.member("suzuki", Role::Secretariat, office);
    // Two who suspend each other at the same time: one of them stays.
    let statuses = std::thread::scope(|scope| {
        let pairs = [(&only, second.member), (&second, only.member)];
        let attempts = pairs.map(|(by, whom)| {
            scope.spawn(move || {
                by.post(&format!("/members/{whom}/suspend"), json!({ "reason": "other" }))
                    .status
            })
        });
        attempts.map(|attempt| attempt.join().unwrap())
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "{statuses:?}"
    );
});

on_both!(nobody_of_the_secretariat_takes_access_from_oneself, |app| {
    let (first, second) = two_vetters(app);
    let reason = json!({ "reason": "other" });
    let suspend = format!("/members/{}/suspend", first.member);
    let refused = first.post(&suspend, reason.clone()).expect(409);
    assert_eq!(refused.code(), "own_access");
    assert_eq!(refused.json()["title"], "ご自身の利用は停止できません");
    let home = format!("/organisations/{}", first.organisation);
    for state in ["suspended", "left"] {
        let tag = first.get(&home).tag();
        let refused = first.patch(&home, &tag, json!({ "state": state })).expect(409);
        assert_eq!(refused.code(), "own_access");
    }
    // It is still hers to be suspended by somebody else, and to leave.
    second.post(&suspend, reason.clone()).expect(200);
    second
        .post(&format!("/members/{}/reinstate", first.member), reason.clone())
        .expect(200);
    assert_eq!(recorded(app, "member_suspended"), 1);
});

on_both!(
    roles_change_from_the_next_request_on_and_must_fit_the_organisation,
    |app| {
        let (first, _) = two_vetters(app);
        let office = first.organisation;
        let auditor = app.member("mori", Role::Auditor, office);
        auditor.get("/members").expect(403);
        let path = format!("/members/{}", auditor.member);
        let tag = first.get(&path).tag();
        let refused = first
            .patch(&path, &tag, json!({ "role": "company" }))
            .expect(422)
            .json();
        assert_eq!(refused["errors"][0]["field"], "role");
        first.patch(&path, &tag, json!({ "role": "secretariat" })).expect(200);
        auditor.get("/members").expect(200);
        first.patch(&path, &tag, json!({ "role": "auditor" })).expect(412);
        assert_eq!(recorded(app, "member_changed"), 1);
    }
);

on_both!(a_new_version_of_the_undertaking_must_be_accepted_by_everybody, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let member = app.member("tanaka", Role::Researcher, university);
    member.get("/organisations").expect(200);
    let old = member.get("/undertakings/current").json();
    let version = json!({
        "title": { "ja": "誓約書 第2版", "en": "Undertaking, version 2" },
        "text": { "ja": "より厳しく守ります。", "en": "I keep secrets more strictly." },
        "valid_days": 365
    });
    let mut half = version.clone();
    half["text"] = json!({ "ja": "日本語だけ。" });
    let refused = first.post("/undertakings", half).expect(422).json();
    assert_eq!(refused["errors"][0]["field"], "text.en");
    let published = first.post("/undertakings", version).expect(201).json();
    assert_eq!(published["number"], 2);
    for actor in [&member, &first] {
        assert_eq!(actor.get("/organisations").expect(403).code(), "undertaking_required");
    }
    let path = format!("/undertakings/{}/acceptances", old["id"].as_str().unwrap());
    let outdated = json!({ "text_hash": old["text_hash"]["ja"], "locale": "ja" });
    assert_eq!(member.post(&path, outdated).expect(412).code(), "stale");
    consent(&member).expect(201);
    member.get("/organisations").expect(200);
    first.get("/organisations").expect(403);
    let versions = member.get("/undertakings").expect(200).json();
    assert_eq!(versions["items"][0]["number"], 2);
    assert_eq!(versions["items"][1]["number"], 1);
});

on_both!(the_secretariat_sees_who_has_not_accepted, |app| {
    let (first, _) = two_vetters(app);
    let university = app.organisation("seiran", OrganisationKind::University);
    let gone = app.organisation("gone", OrganisationKind::University);
    let names = |question: &str| {
        let page = first.get(&format!("/members?{question}")).expect(200).json();
        let items = page["items"].as_array().unwrap().clone();
        let mut names: Vec<String> = items
            .iter()
            .map(|item| item["name"]["en"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    app.member("tanaka", Role::Researcher, university);
    for name in ["abe", "baba", "kato", "mori"] {
        app.unbound_member(name, Role::Researcher, university);
    }
    app.unbound_member("ueda", Role::Researcher, gone);
    let register = first.get("/members?limit=100").expect(200).json();
    let id_of = |name: &str| {
        let all = register["items"].as_array().unwrap();
        let found = all.iter().find(|item| item["name"]["en"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let reason = json!({ "reason": "other" });
    first
        .post(&format!("/members/{}/suspend", id_of("kato")), reason.clone())
        .expect(200);
    first
        .post(&format!("/members/{}/leave", id_of("mori")), reason)
        .expect(200);
    let home = format!("/organisations/{gone}");
    let tag = first.get(&home).tag();
    first.patch(&home, &tag, json!({ "state": "suspended" })).expect(200);
    assert_eq!(names("bound=false"), ["abe", "baba"]);
    assert_eq!(names("bound=true"), ["sato", "suzuki", "tanaka"]);
    assert!(names("bound=false&state=suspended").is_empty());
    let page = first.get("/members?bound=false&limit=1").expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(names(&format!("bound=false&limit=1&cursor={cursor}")), ["baba"]);
    let strange = format!("/members?bound=true&limit=1&cursor={cursor}");
    assert_eq!(first.get(&strange).expect(400).code(), "bad_cursor");
    // A new version is missing from everybody; who accepts it is missing no more, until the acceptance has run out.
    let version = json!({
        "title": { "ja": "誓約書", "en": "Undertaking" },
        "text": { "ja": "守ります。", "en": "I keep it." },
        "valid_days": 30
    });
    first.post("/undertakings", version).expect(201);
    consent(&first).expect(201);
    assert_eq!(names("bound=false"), ["abe", "baba", "suzuki", "tanaka"]);
    assert_eq!(names("bound=true"), ["sato"]);
    app.bind(id_of("suzuki").parse().unwrap());
    app.advance(TimeDelta::days(20));
    consent(&first).expect(201);
    app.advance(TimeDelta::days(10));
    assert_eq!(names("bound=false"), ["abe", "baba", "suzuki", "tanaka"]);
    assert_eq!(names("bound=true"), ["sato"]);
});

on_both!(an_acceptance_expires_after_two_reminders, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let operator = app.member("sato", Role::Secretariat, office);
    let version = json!({
        "title": { "ja": "誓約書", "en": "Undertaking" },
        "text": { "ja": "守ります。", "en": "I keep it." },
        "valid_days": 365
    });
    operator.post("/undertakings", version).expect(201);
    consent(&operator).expect(201);
    let sweep = || {
        wait(enishi::services::undertakings::sweep(&app.app)).unwrap();
        mails_to(app, MailKind::UndertakingRenewal, &operator.email).len()
    };
    assert_eq!(sweep(), 0);
    app.advance(TimeDelta::days(336));
    assert_eq!((sweep(), sweep()), (1, 1));
    app.advance(TimeDelta::days(23));
    assert_eq!((sweep(), sweep()), (2, 2));
    let texts = mails_to(app, MailKind::UndertakingRenewal, &operator.email);
    assert!(texts[1].contains("2027"), "{}", texts[1]);
    operator.get("/organisations").expect(200);
    app.advance(TimeDelta::days(6) + TimeDelta::microseconds(-1));
    operator.get("/organisations").expect(200);
    app.advance(TimeDelta::microseconds(1));
    assert_eq!(
        operator.get("/organisations").expect(403).code(),
        "undertaking_required"
    );
    consent(&operator).expect(201);
    operator.get("/organisations").expect(200);
    assert_eq!(sweep(), 2);
});

on_both!(
    lists_come_in_pages_and_cursors_belong_to_their_reader_and_question,
    |app| {
        let (first, second) = two_vetters(app);
        let university = app.organisation("seiran", OrganisationKind::University);
        for number in 0..5 {
            app.member(&format!("tanaka{number}"), Role::Researcher, university);
        }
        let page = first.get("/members?role=researcher&limit=2").expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), 2);
        let cursor = page["next_cursor"].as_str().unwrap().to_owned();
        let (mut names, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let page = first
                .get(&format!("/members?role=researcher&limit=2{cursor}"))
                .expect(200)
                .json();
            let items = page["items"].as_array().unwrap().clone();
            names.extend(items.iter().map(|item| item["name"]["en"].as_str().unwrap().to_owned()));
            next = page["next_cursor"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        assert_eq!(names, ["tanaka0", "tanaka1", "tanaka2", "tanaka3", "tanaka4"]);
        let strange = format!("/members?role=company&limit=2&cursor={cursor}");
        assert_eq!(first.get(&strange).expect(400).code(), "bad_cursor");
        let strange = format!("/members?role=researcher&limit=2&cursor={cursor}");
        assert_eq!(second.get(&strange).expect(400).code(), "bad_cursor");
        first.get("/members?limit=0").expect(422);
        first.get("/members?limit=101").expect(422);
        first.get("/members?role=wizard").expect(400);
    }
);

on_both!(organisations_are_kept_by_the_secretariat, |app| {
    let (first, _) = two_vetters(app);
    let desk = app.organisation("desk", OrganisationKind::LiaisonOffice);
    let liaison = app.member("aoki", Role::Liaison, desk);
    let new = json!({
        "kind": "university",
        "name": { "ja": "青嵐大学", "en": "Seiran University" },
        "email_domains": ["Seiran-U.example", "seiran-u.example"],
        "liaison_id": liaison.member
    });
    let created = first.post("/organisations", new.clone()).expect(201);
    let (tag, body) = (created.tag(), created.json());
    assert_eq!(body["email_domains"], json!(["seiran-u.example"]));
    let twice = first.post("/organisations", new).expect(422).json();
    assert_eq!(twice["errors"][0]["code"], "duplicate");
    let path = format!("/organisations/{}", body["id"].as_str().unwrap());
    let refused = first
        .patch(&path, &tag, json!({ "email_domains": ["gmail.com"] }))
        .expect(422)
        .json();
    assert_eq!(refused["errors"][0]["code"], "free_mail");
    let refused = first
        .patch(&path, &tag, json!({ "liaison_id": first.member }))
        .expect(422)
        .json();
    assert_eq!(refused["errors"][0]["field"], "liaison_id");
    let kept = first
        .patch(&path, &tag, json!({ "institution_review": true }))
        .expect(200);
    assert_eq!(kept.json()["liaison_id"], liaison.member.to_string());
    let cleared = first
        .patch(&path, kept.header("etag").unwrap(), json!({ "liaison_id": null }))
        .expect(200);
    assert_eq!(cleared.json()["liaison_id"], Value::Null);
    liaison.get(&path).expect(200);
    liaison
        .patch(&path, cleared.header("etag").unwrap(), json!({ "four_eyes": true }))
        .expect(403);
    let entry = liaison.get("/organisations?limit=100").expect(200).json();
    let entry = entry["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == body["id"])
        .unwrap()
        .clone();
    let mut keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["id", "kind", "name"]);
});
