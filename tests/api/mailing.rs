//! Delivery of mails: what arrives when the line breaks, what a second look drops, what digests gather.

use crate::given;
use crate::helpers::{Actor, TestApp, block_on};
use crate::smtp_sink::{Fault, Point, SmtpSink};
use chrono::{TimeDelta, TimeZone, Utc};
use enishi::app::App;
use enishi::domain::account::{MemberState, OrganisationKind, Role};
use enishi::domain::ids::{ListingId, MailId, MemberId};
use enishi::domain::ledger::EntryKind;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::state::ListingState;
use enishi::domain::matching::LiaisonMark;
use enishi::domain::task::TaskState;
use enishi::jobs::runner;
use enishi::mail::kind::{Cadence, MailKind};
use enishi::mail::mailer::Mailer;
use enishi::mail::message::OutgoingMail;
use enishi::services::indexing::follow;
use enishi::services::matching::match_listing;
use enishi::services::notify::{self, Event};
use enishi::services::queue;
use enishi::startup;
use enishi::store::db::Reads;
use enishi::store::mails::{self, Mail, MailState};
use enishi::store::{audiences, candidates, ledger, listings, members, notices, tasks};
use serde_json::json;
use std::time::Duration;

const REFERENCE: &str = "S-7K3M-92QX";

/// Tells a member something, as the transaction of an event does.
fn tell(app: &TestApp, member: MemberId, kind: MailKind, key: &str) {
    tell_of(app, member, kind, key, REFERENCE);
}

fn tell_of(app: &TestApp, member: MemberId, kind: MailKind, key: &str, reference: &str) {
    app.arrange(|tx| {
        let event = Event::new(kind, key, "/matches/1", Some(reference)).at(tx.now());
        notify::member(tx, &app.app, member, &event).unwrap();
    });
}

fn wish(app: &TestApp, member: MemberId, kind: MailKind, cadence: &str) {
    app.arrange(|tx| notices::set_preference(tx, member, kind.code(), cadence).unwrap());
}

fn all_in(app: &TestApp, state: MailState) -> Vec<Mail> {
    app.app.db.read_blocking(|rx| mails::in_state(rx, state, 100)).unwrap()
}

fn states(app: &TestApp) -> Vec<&'static str> {
    let mut found: Vec<_> = MailState::ALL
        .iter()
        .flat_map(|&state| all_in(app, state).into_iter().map(move |_| state.code()))
        .collect();
    found.sort_unstable();
    found
}

fn recorded_as_sent(app: &TestApp) -> usize {
    let leaves = app
        .app
        .db
        .read_blocking(|rx| ledger::leaves(rx, "platform", 0, 1_000))
        .unwrap();
    leaves.iter().filter(|leaf| leaf.kind == EntryKind::MailSent).count()
}

fn memory(app: &App) -> Vec<OutgoingMail> {
    match &app.mailer {
        Mailer::Memory(memory) => memory.sent(),
        _ => panic!("not in memory"),
    }
}

fn text(mail: &OutgoingMail) -> String {
    let parsed = mail_parser::MessageParser::default().parse(mail.bytes()).unwrap();
    format!("{}\n{}", parsed.subject().unwrap(), parsed.body_text(0).unwrap())
}

fn somebody(app: &TestApp) -> Actor<'_> {
    let company = app.organisation("company", OrganisationKind::Pharma);
    app.member("scout", Role::Company, company)
}

/// The slots before the beginning are made up for, so that they do not mix with the mornings of a test.
fn begin(app: &TestApp) {
    app.tick();
    app.work();
}

/// A node that hands its mails to the sink.
fn with_sink(app: &TestApp, sink: &SmtpSink) -> App {
    let port = sink.address.port();
    app.beside(|config| {
        config.mail = toml::from_str(&format!(
            "transport = 'smtp'\nfrom = '縁 Enishi <no-reply@enishi.example>'\n[smtp]\nhost = 'localhost'\nport = {port}\n\
             tls = 'none'\nhello_name = 'test.example'\ntimeout_seconds = 5\nconfirmation_timeout_seconds = 5"
        ))
        .unwrap();
    })
}

fn work(app: &App) -> usize {
    block_on(runner::run_until_idle(app)).unwrap()
}

fn message_ids(sink: &SmtpSink) -> Vec<String> {
    let header = |data: &[u8]| {
        let parsed = mail_parser::MessageParser::default().parse(data).unwrap();
        parsed.message_id().unwrap().to_owned()
    };
    sink.received().iter().map(|mail| header(&mail.data)).collect()
}

on_both!(a_mail_is_sent_once_and_recorded, |app| {
    let scout = somebody(app);
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    app.work();
    app.work();
    let sent = memory(&app.app);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to(), scout.email);
    let text = text(&sent[0]);
    assert!(text.contains(REFERENCE));
    assert!(text.contains("https://enishi.example/settings/mail"));
    assert!(text.contains("https://enishi.example/api/v1/unsubscribe?token="));
    assert_eq!(states(app), ["sent"]);
    let leaves = app
        .app
        .db
        .read_blocking(|rx| ledger::leaves(rx, "platform", 0, 1_000))
        .unwrap();
    let leaf = leaves.iter().find(|leaf| leaf.kind == EntryKind::MailSent).unwrap();
    assert_eq!(leaf.doer, "system");
    assert_eq!(leaf.subject, format!("mail:{}", sent[0].id()));
    assert_eq!(
        leaf.facts,
        format!(r#"{{"kind":"listing_approved","recipient":"{}"}}"#, scout.member)
    );
});

/// What happens at each point of the protocol when the line is cut there: (arrives at once, state, arrives in the end).
fn cut_at(app: &TestApp, kind: MailKind, point: Point, now: usize, state: &str, in_the_end: usize) {
    let scout = somebody(app);
    let sink = SmtpSink::start();
    let node = with_sink(app, &sink);
    wish(app, scout.member, kind, "instant");
    sink.fail_once(point, Fault::Cut);
    tell(app, scout.member, kind, "event:1");
    work(&node);
    assert_eq!(sink.received().len(), now, "{kind} cut at {point:?}");
    assert_eq!(states(app), [state], "{kind} cut at {point:?}");
    assert_eq!(work(&node), 0, "a retry waits for its time");
    for _ in 0..5 {
        app.advance(TimeDelta::seconds(30));
        work(&node);
    }
    assert_eq!(sink.received().len(), in_the_end, "{kind} cut at {point:?}");
    assert_eq!(recorded_as_sent(app), usize::from(states(app) == ["sent"]));
    let ids = message_ids(&sink);
    assert!(
        ids.iter().all(|id| *id == ids[0]),
        "a second copy is recognised by its Message-ID"
    );
}

macro_rules! cuts {
    ($($name:ident: $kind:ident at $point:ident => $now:literal, $state:literal, $end:literal;)+) => {$(
        on_both!($name, |app| { cut_at(app, MailKind::$kind, Point::$point, $now, $state, $end); });
    )+};
}

cuts! {
    cut_instead_of_the_greeting_it_is_tried_again: ListingApproved at Connect => 0, "queued", 1;
    cut_after_hello_it_is_tried_again: ListingApproved at Ehlo => 0, "queued", 1;
    cut_after_the_sender_it_is_tried_again: ListingApproved at Mail => 0, "queued", 1;
    cut_after_the_recipient_it_is_tried_again: ListingApproved at Rcpt => 0, "queued", 1;
    cut_after_data_it_is_tried_again: ListingApproved at Data => 0, "queued", 1;
    // A short mail is on its way with its dot before the cut is noticed.
    cut_within_a_short_mail_nobody_can_know: ListingApproved at Body => 0, "ambiguous", 0;
    cut_after_the_dot_a_workflow_mail_is_left_and_shown: ListingApproved at Dot => 0, "ambiguous", 0;
    cut_before_the_receipt_a_workflow_mail_is_left_and_shown: ListingApproved at Accepted => 1, "ambiguous", 1;
    cut_after_the_receipt_it_is_sent: ListingApproved at Answered => 1, "sent", 1;
    cut_after_the_dot_a_match_alert_waits_for_the_digest: CandidateNew at Dot => 0, "ambiguous", 0;
    cut_before_the_receipt_a_match_alert_waits_for_the_digest: CandidateNew at Accepted => 1, "ambiguous", 1;
    cut_after_the_dot_a_security_mail_is_sent_once_more: PasswordChanged at Dot => 0, "queued", 1;
    cut_before_the_receipt_a_security_mail_is_sent_once_more: PasswordChanged at Accepted => 1, "queued", 2;
}

on_both!(a_security_mail_in_doubt_twice_is_left_and_shown, |app| {
    let scout = somebody(app);
    let sink = SmtpSink::start();
    let node = with_sink(app, &sink);
    sink.fail_once(Point::Accepted, Fault::Cut);
    sink.fail_once(Point::Accepted, Fault::Cut);
    tell(app, scout.member, MailKind::PasswordChanged, "event:1");
    for _ in 0..6 {
        work(&node);
        app.advance(TimeDelta::seconds(60));
    }
    assert_eq!(sink.received().len(), 2);
    assert_eq!(states(app), ["ambiguous"]);
    assert_eq!(all_in(app, MailState::Ambiguous)[0].ambiguities, 2);
});

on_both!(a_mail_refused_for_good_is_dead_until_somebody_sends_it_again, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let clerk = app.member("clerk", Role::Secretariat, office);
    let scout = somebody(app);
    let sink = SmtpSink::start();
    let node = with_sink(app, &sink);
    sink.fail_once(Point::Rcpt, Fault::Reply("550 5.1.1 no such user"));
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    work(&node);
    let queue = clerk.get("/operations/queue").expect(200);
    assert!(!queue.text.contains("scout@"), "{}", queue.text);
    let queue = queue.json();
    assert_eq!(queue["mails"]["dead"], 1);
    let stuck = &queue["stuck_mails"][0];
    assert_eq!(stuck["to"], "s***@company.example");
    assert_eq!(stuck["state"], "dead");
    assert_eq!(
        stuck["last_error"],
        "not sent, refused for good: answer 550 5.1.1 at RCPT TO"
    );
    let retry = format!("/operations/mails/{}/retry", stuck["id"].as_str().unwrap());
    scout.post(&retry, json!({})).expect(403);
    clerk.post(&retry, json!({})).expect(204);
    clerk.post(&retry, json!({})).expect(409);
    work(&node);
    assert_eq!(sink.received().len(), 1);
    assert_eq!(states(app), ["sent"]);
});

on_both!(a_mail_tried_too_often_is_dead_and_its_task_is_not, |app| {
    let scout = somebody(app);
    let sink = SmtpSink::start();
    let node = with_sink(app, &sink);
    for _ in 0..10 {
        sink.fail_once(Point::Mail, Fault::Reply("451 4.3.0 try later"));
    }
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    for _ in 0..12 {
        work(&node);
        app.advance(TimeDelta::hours(1));
    }
    assert_eq!(states(app), ["dead"]);
    assert_eq!(all_in(app, MailState::Dead)[0].attempts, 10);
    let dead = app
        .app
        .db
        .read_blocking(|rx| tasks::count(rx, TaskState::Dead))
        .unwrap();
    assert_eq!(dead, 0);
});

/// A worker marks the mail as being handed over and dies.
fn die_while_sending(app: &TestApp, member: MemberId, kind: MailKind) -> MailId {
    wish(app, member, kind, "instant");
    tell(app, member, kind, "event:1");
    let mail = all_in(app, MailState::Queued).remove(0);
    block_on(queue::claim(&app.app)).unwrap().unwrap();
    let begun = app.app.db.chore_blocking(|chore| mails::begin(chore, &mail)).unwrap();
    assert_eq!(begun, Some(1));
    app.advance(TimeDelta::seconds(61));
    mail.id
}

on_both!(after_the_death_of_its_worker_a_match_alert_is_not_sent_again, |app| {
    let scout = somebody(app);
    die_while_sending(app, scout.member, MailKind::CandidateNew);
    app.work();
    app.advance(TimeDelta::minutes(5));
    app.work();
    assert_eq!(memory(&app.app).len(), 0);
    assert_eq!(states(app), ["ambiguous"]);
});

on_both!(after_the_death_of_its_worker_a_security_mail_is_sent_once_more, |app| {
    let scout = somebody(app);
    die_while_sending(app, scout.member, MailKind::PasswordChanged);
    app.work();
    app.advance(TimeDelta::minutes(5));
    app.work();
    assert_eq!(memory(&app.app).len(), 1);
    assert_eq!(states(app), ["sent"]);
});

on_both!(
    after_the_death_of_its_worker_a_mail_file_is_simply_written_again,
    |app| {
        let scout = somebody(app);
        let folder = app.folder.path().join("mail");
        let files = app.beside(|config| {
            config.mail = toml::from_str(&format!(
                "transport = 'file'\nfrom = 'Enishi <no-reply@enishi.example>'\n[file]\ndirectory = '{}'",
                folder.display()
            ))
            .unwrap();
        });
        let id = die_while_sending(app, scout.member, MailKind::ListingApproved);
        work(&files);
        assert_eq!(states(app), ["sent"]);
        let names: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names, [format!("{id}.eml")]);
    }
);

on_both!(what_was_switched_off_between_queueing_and_sending_is_not_sent, |app| {
    let scout = somebody(app);
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    wish(app, scout.member, MailKind::ListingApproved, "off");
    app.work();
    assert_eq!(memory(&app.app).len(), 0);
    assert_eq!(states(app), ["suppressed"]);
});

on_both!(what_is_wanted_daily_by_now_waits_for_the_digest, |app| {
    let scout = somebody(app);
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    wish(app, scout.member, MailKind::ListingApproved, "daily");
    app.work();
    assert_eq!(states(app), ["held"]);
    assert_eq!(all_in(app, MailState::Held)[0].cadence, "daily");
});

on_both!(who_is_no_longer_a_member_is_not_written_to, |app| {
    let scout = somebody(app);
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    app.arrange(|tx| {
        let mut member = members::find(tx, scout.member).unwrap().unwrap();
        member.state = MemberState::Suspended;
        members::update(tx, &mut member).unwrap();
    });
    app.work();
    assert_eq!(memory(&app.app).len(), 0);
    assert_eq!(states(app), ["suppressed"]);
});

/// Moves the clock to eight in the morning in Japan, so many days after the start, and does the work of that hour.
fn morning(app: &TestApp, day: i64) {
    let eight = Utc.with_ymd_and_hms(2026, 11, 19, 23, 0, 0).unwrap() + TimeDelta::days(day);
    app.advance(eight - app.app.db.clock().now());
    app.tick();
    app.work();
}

on_both!(the_mornings_digest_gathers_what_was_held_into_one_mail, |app| {
    let scout = somebody(app);
    wish(app, scout.member, MailKind::CandidateNew, "daily");
    tell_of(app, scout.member, MailKind::CandidateNew, "candidate:1", "S-7K3M-92QX");
    tell_of(app, scout.member, MailKind::CandidateNew, "candidate:2", "S-7K3M-92QX");
    tell_of(app, scout.member, MailKind::CandidateNew, "candidate:3", "N-4H8P-11CD");
    app.work();
    assert_eq!(states(app), ["held", "held", "held"]);
    morning(app, 1);
    let sent = memory(&app.app);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].kind(), MailKind::CandidateDigest);
    let text = text(&sent[0]);
    assert!(
        text.contains("3件") && text.contains("S-7K3M-92QX") && text.contains("N-4H8P-11CD"),
        "{text}"
    );
    assert!(text.contains("https://enishi.example/candidates"), "{text}");
    assert_eq!(states(app), ["digested", "digested", "digested", "sent"]);
    app.tick();
    app.work();
    morning(app, 2);
    assert_eq!(memory(&app.app).len(), 1);
});

on_both!(one_held_mail_alone_comes_as_itself, |app| {
    let scout = somebody(app);
    wish(app, scout.member, MailKind::CandidateNew, "daily");
    tell(app, scout.member, MailKind::CandidateNew, "candidate:1");
    morning(app, 1);
    let sent = memory(&app.app);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].kind(), MailKind::CandidateNew);
});

on_both!(notices_and_pairs_come_in_mails_of_their_own, |app| {
    let scout = somebody(app);
    wish(app, scout.member, MailKind::CandidateNew, "daily");
    wish(app, scout.member, MailKind::ListingApproved, "daily");
    for number in 1..=2 {
        tell(
            app,
            scout.member,
            MailKind::CandidateNew,
            &format!("candidate:{number}"),
        );
        tell(
            app,
            scout.member,
            MailKind::ListingApproved,
            &format!("listing:{number}"),
        );
    }
    morning(app, 1);
    let mut kinds: Vec<_> = memory(&app.app).iter().map(OutgoingMail::kind).collect();
    kinds.sort();
    assert_eq!(kinds, [MailKind::CandidateDigest, MailKind::NoticeDigest]);
});

on_both!(weekly_wishes_wait_for_monday, |app| {
    begin(app);
    let scout = somebody(app);
    wish(app, scout.member, MailKind::CandidateNew, "weekly");
    tell(app, scout.member, MailKind::CandidateNew, "candidate:1");
    // Saturday, Sunday
    morning(app, 1);
    morning(app, 2);
    assert_eq!(memory(&app.app).len(), 0);
    morning(app, 3);
    assert_eq!(memory(&app.app).len(), 1);
});

on_both!(what_the_weekly_cap_held_does_not_come_sooner, |app| {
    begin(app);
    let scout = somebody(app);
    app.arrange(|tx| {
        let event = Event {
            cadence: Some(Cadence::Weekly),
            ..Event::new(MailKind::CandidateNew, "candidate:1", "/matches/1", Some(REFERENCE))
        };
        notify::member(tx, &app.app, scout.member, &event).unwrap();
    });
    morning(app, 1);
    assert_eq!(states(app), ["held"]);
    morning(app, 3);
    assert_eq!(memory(&app.app).len(), 1);
});

on_both!(a_digest_follows_what_the_member_wishes_by_now, |app| {
    begin(app);
    let scout = somebody(app);
    wish(app, scout.member, MailKind::CandidateNew, "daily");
    tell(app, scout.member, MailKind::CandidateNew, "candidate:1");
    wish(app, scout.member, MailKind::CandidateNew, "weekly");
    morning(app, 1);
    assert_eq!(states(app), ["held"]);
    wish(app, scout.member, MailKind::CandidateNew, "off");
    morning(app, 2);
    assert_eq!(states(app), ["suppressed"]);
    assert_eq!(memory(&app.app).len(), 0);
});

on_both!(a_match_alert_in_doubt_is_told_again_by_the_next_digest, |app| {
    let scout = somebody(app);
    die_while_sending(app, scout.member, MailKind::CandidateNew);
    app.work();
    assert_eq!(states(app), ["ambiguous"]);
    morning(app, 1);
    let sent = memory(&app.app);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].kind(), MailKind::CandidateDigest);
    assert!(text(&sent[0]).contains(REFERENCE));
    assert_eq!(states(app), ["digested", "sent"]);
    // That it happened stays visible.
    assert_eq!(app.app.db.read_blocking(|rx| mails::ambiguities(rx)).unwrap(), 1);
});

on_both!(asked_to_end_a_worker_finishes_the_mail_it_is_at, |app| {
    let scout = somebody(app);
    let sink = SmtpSink::start();
    let node = with_sink(app, &sink);
    tell(app, scout.member, MailKind::ListingApproved, "listing:1");
    // The answer to the mail takes a while; the end is asked for meanwhile.
    sink.fail_once(Point::Ehlo, Fault::Stall(Duration::from_millis(300)));
    block_on(async {
        let end = async {
            while sink.connections() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        startup::run(node.clone(), None, true, end).await.unwrap();
    });
    assert_eq!(all_in(app, MailState::Sending).len(), 0);
    assert_eq!(states(app), ["queued"]);
    app.advance(TimeDelta::seconds(10));
    work(&node);
    assert_eq!(states(app), ["sent"]);
});

/// A seed and an open need that match, with the mails that tell both sides still in the queue.
fn matched<'a>(app: &'a TestApp, owner: &Actor<'a>, scout: &Actor<'a>) -> (ListingId, ListingId) {
    let office = app.organisation("liaisons", OrganisationKind::LiaisonOffice);
    let liaison = app.member("mori", Role::Liaison, office);
    let seed = given::published_seed(app, owner, &liaison, json!({}));
    let need = given::published_need(app, scout, &liaison, json!({}), NeedVisibility::Open);
    follow::catch_up(&app.app).unwrap();
    match_listing(&app.app, seed).unwrap();
    assert_eq!(states(app), ["queued", "queued"]);
    (seed, need)
}

fn owner(app: &TestApp) -> Actor<'_> {
    let university = app.organisation("university", OrganisationKind::University);
    app.member("tanaka", Role::Researcher, university)
}

on_both!(a_match_is_told_to_both_sides_once, |app| {
    let (owner, scout) = (owner(app), somebody(app));
    matched(app, &owner, &scout);
    app.work();
    app.work();
    let mut told: Vec<String> = memory(&app.app).iter().map(|mail| mail.to().to_owned()).collect();
    told.sort();
    assert_eq!(told, [scout.email.clone(), owner.email.clone()]);
});

on_both!(a_match_that_a_liaison_suppressed_meanwhile_is_not_told, |app| {
    let (owner, scout) = (owner(app), somebody(app));
    let (seed, need) = matched(app, &owner, &scout);
    app.arrange(|tx| candidates::mark_pair(tx, seed, need, Some(LiaisonMark::Suppressed)).unwrap());
    app.work();
    assert_eq!(memory(&app.app).len(), 0);
    assert_eq!(states(app), ["suppressed", "suppressed"]);
});

on_both!(a_match_with_a_listing_withdrawn_meanwhile_is_not_told, |app| {
    let (owner, scout) = (owner(app), somebody(app));
    let (seed, _) = matched(app, &owner, &scout);
    app.arrange(|tx| {
        let mut listing = listings::find(tx, seed).unwrap().unwrap();
        listing.state = ListingState::Withdrawn;
        listings::update(tx, &mut listing).unwrap();
    });
    app.work();
    assert_eq!(memory(&app.app).len(), 0);
});

on_both!(
    a_match_with_an_organisation_blocked_meanwhile_is_not_told_to_it,
    |app| {
        let (owner, scout) = (owner(app), somebody(app));
        let (seed, _) = matched(app, &owner, &scout);
        app.arrange(|tx| audiences::set_blocks(tx, seed, &[scout.organisation]).unwrap());
        app.work();
        assert!(memory(&app.app).iter().all(|mail| mail.to() != scout.email));
    }
);

on_both!(nobody_is_asked_for_an_answer_to_what_was_taken_back, |app| {
    let (owner, scout) = (owner(app), somebody(app));
    let (seed, _) = matched(app, &owner, &scout);
    app.work();
    let before = memory(&app.app).len();
    let ask = json!({ "listing": seed, "message": "お話しできますか。", "confirmed_non_confidential": true });
    let asked = scout.post("/introductions", ask).expect(201);
    let path = format!("/introductions/{}", asked.json()["id"].as_str().unwrap());
    let tag = asked.tag();
    scout
        .call("POST", &format!("{path}/withdraw"), &[("if-match", &tag)], None)
        .expect(200);
    app.work();
    let asking: Vec<_> = memory(&app.app)
        .into_iter()
        .skip(before)
        .filter(|mail| mail.kind() == MailKind::IntroductionReceived)
        .collect();
    assert_eq!(asking.len(), 0);
});
