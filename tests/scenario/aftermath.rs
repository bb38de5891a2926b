//! What must hold after the crashes.

use crate::contents::{APPROVED, OWNER};
use crate::diary::{Belief, Diary};
use crate::letters;
use crate::on_both::eventually;
use crate::program::Installation;
use crate::story::leaves;
use enishi::domain::ids::ListingId;
use enishi::domain::ledger::EntryKind;
use enishi::domain::ledger::leaf::Leaf;
use enishi::domain::matching::Side;
use enishi::mail::kind::{Category, MailKind};
use enishi::store::candidates;
use enishi::store::error::StoreError;
use enishi::store::mails::{self, Mail, MailState};
use std::collections::{BTreeMap, BTreeSet};

/// Every write once more with its key: the same answer, or "in progress" where the answer was lost.
pub fn repetitions_change_nothing(diaries: &[Diary]) {
    for act in diaries.iter().flat_map(|diary| &diary.acts) {
        let again = act.send().unwrap();
        match &act.answer {
            Some(answer) => {
                assert_eq!(
                    (again.status, &again.text),
                    (answer.status, &answer.text),
                    "{}",
                    act.path
                );
                assert_eq!(again.header("idempotent-replayed"), Some("true"), "{}", act.path);
            }
            None => assert_eq!(again.status, 409, "{}: {}", act.path, again.text),
        }
    }
}

/// Every listing stands where its owner was told that it stands; what is published is found, what is withdrawn is gone.
pub fn everything_acknowledged_is_there(diaries: &[Diary]) {
    for diary in diaries {
        for belief in &diary.listings {
            let Belief {
                owner,
                id,
                mark,
                kind,
                versions,
                state,
                introduction,
            } = belief;
            let draft = owner.get(&format!("/listings/{id}/draft")).expect(200).json();
            assert_eq!(draft["state"], *state, "{id}");
            let all = owner.get(&format!("/listings/{id}/versions")).expect(200).json();
            assert_eq!(all["items"].as_array().unwrap().len(), *versions, "{id}");
            if *kind == "needs" {
                continue;
            }
            let found = || diary.company.search("seeds", mark).contains(id);
            let seen = diary.company.get(&format!("/listings/{id}"));
            if *state == "published" {
                eventually(&format!("{mark} in search"), || found().then_some(()));
                let open = seen.text.contains(APPROVED);
                assert_eq!(open, introduction.is_some(), "{id}: {}", seen.text);
                assert!(!seen.text.contains(OWNER));
            } else {
                assert!(!found(), "{mark} is withdrawn");
                assert_eq!(seen.status, 404);
            }
            if let Some(introduction) = introduction {
                let it = diary
                    .company
                    .get(&format!("/introductions/{introduction}"))
                    .expect(200)
                    .json();
                assert_eq!(it["state"], "accepted");
            }
        }
    }
}

/// The ledger holds each step once, and each standing pair is a candidate of both sides once.
pub fn every_step_happened_once(installation: &Installation, diaries: &[Diary]) {
    let logs: Vec<Leaf> = organisation_logs(installation);
    let mut counts: BTreeMap<(EntryKind, &str), usize> = BTreeMap::new();
    for leaf in &logs {
        *counts.entry((leaf.kind, leaf.subject.as_str())).or_default() += 1;
    }
    let db = installation.database();
    for diary in diaries {
        let need: ListingId = diary.listings[diary.need].id.parse().unwrap();
        for belief in &diary.listings {
            let subject = format!("listing:{}", belief.id);
            let count = |kind| counts.get(&(kind, subject.as_str())).copied().unwrap_or_default();
            assert_eq!(count(EntryKind::ListingCreated), 1, "{subject}");
            assert_eq!(count(EntryKind::VersionSubmitted), belief.versions, "{subject}");
            assert_eq!(count(EntryKind::VersionPublished), 1, "{subject}");
            assert_eq!(count(EntryKind::ReviewDecided), belief.versions + 1, "{subject}");
            assert_eq!(
                count(EntryKind::StateChanged),
                usize::from(belief.state == "withdrawn"),
                "{subject}"
            );
            if belief.kind == "seeds" {
                let accepted = usize::from(belief.introduction.is_some());
                assert_eq!(
                    count(EntryKind::GrantOpened),
                    accepted,
                    "{subject}: one grant for each acceptance"
                );
            }
            if belief.kind == "seeds" && belief.state == "published" {
                let seed: ListingId = belief.id.parse().unwrap();
                for side in [Side::Seed, Side::Need] {
                    let pair = db.read_blocking(|rx| candidates::find_pair(rx, seed, need, side));
                    assert!(
                        pair.map_err(|error: StoreError| error.to_string()).unwrap().is_some(),
                        "{subject}"
                    );
                }
            }
        }
    }
}

fn organisation_logs(installation: &Installation) -> Vec<Leaf> {
    let report = installation.run(&["ledger", "verify"], "");
    let names = report.lines().filter_map(|line| line.split('\t').nth(1));
    names
        .filter(|name| name.starts_with("organisation:"))
        .flat_map(|name| leaves(installation, name))
        .collect()
}

/// Every mail of the outbox has arrived exactly once, except those of which the outbox itself says that nobody can know.
pub fn no_mail_went_out_twice(installation: &Installation, deaths: u64) -> String {
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for letter in letters::all(&installation.relay) {
        *arrived
            .entry(letter.id.split('@').next().unwrap().to_owned())
            .or_default() += 1;
    }
    let (mut sent, mut ambiguous, mut ambiguous_arrived, mut doubled) = (0, 0, 0, 0);
    let mut events = BTreeSet::new();
    for mail in outbox(installation) {
        let count = arrived.remove(&mail.id.to_string()).unwrap_or_default();
        let doubts = usize::try_from(mail.ambiguities).unwrap();
        let what = format!("{} {} ({}) arrived {count} times", mail.kind, mail.id, mail.state);
        match mail.state {
            MailState::Sent => {
                sent += 1;
                assert!((1..=1 + doubts).contains(&count), "{what}");
            }
            MailState::Ambiguous => {
                assert!(doubts > 0 && count <= doubts, "{what}");
                ambiguous_arrived += count;
            }
            MailState::Held | MailState::Suppressed | MailState::Digested => assert_eq!(count, 0, "{what}"),
            MailState::Queued | MailState::Sending | MailState::Dead => panic!("{what}"),
        }
        let security = mail.kind.parse::<MailKind>().unwrap().category() == Category::Security;
        assert!(doubts <= 1 || security, "{what}");
        ambiguous += u64::from(doubts > 0);
        doubled += usize::from(count > 1);
        assert!(
            events.insert((mail.address, mail.kind, mail.event)),
            "queued twice: {what}"
        );
    }
    assert!(
        ambiguous <= 2 * deaths,
        "{ambiguous} mails in doubt: a death leaves one for each of two workers at most"
    );
    assert!(arrived.is_empty(), "nobody queued these: {arrived:?}");
    format!(
        "{sent} mails sent, {ambiguous} ambiguous ({ambiguous_arrived} of them arrived), {doubled} arrived twice within that window"
    )
}

fn outbox(installation: &Installation) -> Vec<Mail> {
    let db = installation.database();
    let state = |state: &MailState| {
        db.read_blocking(|rx| mails::in_state(rx, *state, 1_000_000))
            .map_err(|error: StoreError| error.to_string())
            .unwrap()
    };
    MailState::ALL.iter().flat_map(state).collect()
}
