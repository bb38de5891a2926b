//! Reminds members before their acceptance runs out.

use crate::app::App;
use crate::domain::clock::day_in_japan;
use crate::mail::kind::MailKind;
use crate::services::error::Outcome;
use crate::services::notify::{self, Event};
use crate::store::db::{Chore, Reads};
use crate::store::undertakings::{self, Acceptance};
use chrono::TimeDelta;

/// Days before the end on which a member is reminded, the last one first.
const REMINDERS: [i64; 2] = [7, 30];

/// Reminds each member once per reminder and acceptance; whoever has renewed meanwhile is left alone. Returns how many
/// reminders were due.
pub async fn sweep(app: &App) -> Outcome<usize> {
    let due = app.db.read(|rx| due(rx)).await?;
    let count = due.len();
    for (acceptance, reminder) in due {
        let shared = app.clone();
        app.db
            .chore(move |chore| remind(chore, &shared, &acceptance, reminder))
            .await?;
    }
    Ok(count)
}

fn due(reads: &mut impl Reads) -> Outcome<Vec<(Acceptance, i64)>> {
    let Some(current) = undertakings::current(reads)? else {
        return Ok(Vec::new());
    };
    let mut due = Vec::new();
    let mut from = reads.now();
    for reminder in REMINDERS {
        let to = reads.now() + TimeDelta::days(reminder);
        for acceptance in undertakings::running_out(reads, current.id, from, to)? {
            if stands(reads, &acceptance)? {
                due.push((acceptance, reminder));
            }
        }
        from = to;
    }
    Ok(due)
}

fn remind(chore: &mut Chore<'_>, app: &App, acceptance: &Acceptance, reminder: i64) -> Outcome<()> {
    // It may have been renewed since the list was made.
    if !stands(chore, acceptance)? {
        return Ok(());
    }
    let key = format!("acceptance:{}:{reminder}", acceptance.id);
    let mut event = Event::new(MailKind::UndertakingRenewal, key, "/undertaking", None);
    let begun_day = TimeDelta::days(1) - TimeDelta::microseconds(1);
    let left = acceptance.expires_at - chore.now() + begun_day;
    event.days = u32::try_from(left.num_days()).ok();
    event.date = Some(day_in_japan(acceptance.expires_at));
    notify::member(chore, app, acceptance.member, &event)
}

/// Whether it is the acceptance that binds the member, not one that a later one replaced.
fn stands(reads: &mut impl Reads, acceptance: &Acceptance) -> Outcome<bool> {
    let standing = undertakings::acceptance_in_force(reads, acceptance.member)?;
    Ok(standing.is_some_and(|standing| standing.id == acceptance.id))
}
