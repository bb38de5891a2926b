//! What time does to introductions: reminders to those who have not answered, then the end.

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{IntroductionMove, IntroductionState};
use crate::domain::ledger::EntryKind;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::introductions::Case;
use crate::services::introductions::record::record;
use crate::services::introductions::tell::{self, News};
use crate::store::db::{Audited, Reads};
use crate::store::introductions;
use chrono::TimeDelta;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Introductions whose answering side was reminded
    pub reminded: usize,
    /// Introductions that lapsed
    pub lapsed: usize,
}

const WAITING: &[IntroductionState] = &[
    IntroductionState::Proposed,
    IntroductionState::Pending,
    IntroductionState::InfoRequested,
];

/// Reminds and lapses whatever is due. It may run any number of times: each mark is told of once.
pub async fn sweep(app: &App) -> Outcome<Swept> {
    let config = &app.config().introductions;
    let marks = config.reminder_days.iter().copied();
    let earliest = marks.chain([config.lapse_days]).min().unwrap_or(config.lapse_days);
    let due = app
        .db
        .read(move |rx| {
            let before = rx.now() - TimeDelta::days(earliest);
            Ok::<_, Error>(introductions::waiting_since(rx, WAITING, before)?)
        })
        .await?;
    let mut swept = Swept::default();
    for id in due {
        if lapse(app, id).await? {
            swept.lapsed += 1;
        } else if remind(app, id).await? {
            swept.reminded += 1;
        }
    }
    Ok(swept)
}

fn days_waited(reads: &impl Reads, case: &Case) -> i64 {
    (reads.now() - case.introduction.created_at).num_days()
}

/// Ends an introduction that waited too long. False if it is not due, or was answered meanwhile.
async fn lapse(app: &App, id: IntroductionId) -> Outcome<bool> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let days = shared.config().introductions.lapse_days;
            let Some(introduction) = introductions::find(tx, id)? else {
                return Ok(Audited::unchanged(false));
            };
            let mut case = Case::load(tx, introduction)?;
            let after = case.introduction.state.after(IntroductionMove::Lapse);
            let Some(after) = after.filter(|_| days_waited(tx, &case) >= days) else {
                return Ok(Audited::unchanged(false));
            };
            case.introduction.state = after;
            introductions::update(tx, &mut case.introduction)?;
            let recorded = record(tx, &case, EntryKind::IntroductionAnswered, None, &[]);
            let news = News::new(MailKind::IntroductionLapsed, "lapsed").after(days);
            tell::asking_side(tx, &shared, &case, &news)?;
            Ok::<_, Error>(Audited::new(true, recorded))
        })
        .await
}

/// Reminds the answering side of the last mark passed. False if it was told of that mark, or has not the next word.
async fn remind(app: &App, id: IntroductionId) -> Outcome<bool> {
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            let Some(introduction) = introductions::find(chore, id)? else {
                return Ok(false);
            };
            let case = Case::load(chore, introduction)?;
            if case.introduction.state != IntroductionState::Pending || case.is_withheld() {
                return Ok(false);
            }
            let waited = days_waited(chore, &case);
            let marks = &shared.config().introductions.reminder_days;
            let passed = marks.iter().copied().filter(|mark| *mark <= waited);
            let count = i32::try_from(passed.clone().count()).unwrap_or(i32::MAX);
            let Some(mark) = passed.max().filter(|_| count > case.introduction.reminders) else {
                return Ok(false);
            };
            introductions::set_reminders(chore, &case.introduction, count)?;
            let news = News::new(MailKind::IntroductionReminder, format!("reminder:{mark}")).after(waited);
            tell::answering_side(chore, &shared, &case, &news)?;
            Ok::<_, Error>(true)
        })
        .await
}
