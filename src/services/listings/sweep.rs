//! What time does to listings: reminders before the end of validity, and the end itself.

use crate::app::App;
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::ids::ListingId;
use crate::domain::ledger::{Doer, EntryKind};
use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;
use crate::domain::policy;
use crate::mail::kind::MailKind;
use crate::services::error::{Error, Outcome};
use crate::services::listings::{entry, path, team};
use crate::services::notify::{self, Event};
use crate::store::db::{Audited, Reads};
use crate::store::{listings, notices};
use chrono::TimeDelta;

/// Reminds and expires. Returns how many listings expired. Running it again changes nothing.
pub async fn sweep(app: &App) -> Outcome<usize> {
    let marks = app.config().listings.reminder_days.clone();
    let farthest = marks.iter().copied().max().unwrap_or(0);
    let due = app
        .db
        .read(move |rx| {
            let now = rx.now();
            let horizon = now + TimeDelta::days(farthest) + TimeDelta::microseconds(1);
            let mut due = Vec::new();
            for listing in listings::ending_before(rx, horizon)? {
                due.extend(what_is_due(rx, &listing, &marks, now)?.map(|what| (listing.id, what)));
            }
            Ok::<_, Error>(due)
        })
        .await?;
    let mut expired = 0;
    for (id, what) in due {
        match what {
            Due::Expiry => expired += usize::from(expire(app, id).await?),
            Due::Reminder { until, mark } => remind(app, id, until, mark).await?,
        }
    }
    Ok(expired)
}

enum Due {
    Expiry,
    Reminder { until: Instant, mark: i64 },
}

/// What has become due; a reminder that the owner has is not due again.
fn what_is_due(reads: &mut impl Reads, listing: &Listing, marks: &[i64], now: Instant) -> Outcome<Option<Due>> {
    let Some(until) = listing.valid_until else {
        return Ok(None);
    };
    if until <= now {
        return Ok(Some(Due::Expiry));
    }
    let Some(mark) = passed_mark(marks, until, now) else {
        return Ok(None);
    };
    let told = event(listing, MailKind::ListingExpiring, reminder(until, mark));
    let is_told = notices::has(reads, listing.owner, told.kind.code(), &told.key)?;
    Ok((!is_told).then_some(Due::Reminder { until, mark }))
}

fn reminder(until: Instant, mark: i64) -> String {
    format!("{}:{mark}", until.timestamp_micros())
}

/// The latest of the reminders' days that has come.
fn passed_mark(marks: &[i64], until: Instant, now: Instant) -> Option<i64> {
    let passed = marks
        .iter()
        .copied()
        .filter(|days| until - TimeDelta::days(*days) <= now);
    passed.min()
}

async fn expire(app: &App, id: ListingId) -> Outcome<bool> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let now = tx.now();
            let found = listings::find(tx, id)?.filter(|listing| is_over(listing, now));
            let Some(mut listing) = found else {
                return Ok::<_, Error>(Audited::unchanged(false));
            };
            let state = policy::time_moves(&listing).apply(&mut listing, now)?;
            listings::update(tx, &mut listing)?;
            tx.reindex(id);
            let until = listing.valid_until.unwrap_or(now);
            let event = Event {
                date: Some(day_in_japan(until)),
                ..event(&listing, MailKind::ListingExpired, until.timestamp_micros().to_string())
            };
            for member in team::members(tx, &listing)? {
                notify::member(tx, &shared, member, &event)?;
            }
            let made = entry(&listing, EntryKind::StateChanged, Doer::System)
                .fact("move", "expire")
                .fact("state", state.code())
                .fact("valid_until", until.to_rfc3339());
            Ok(Audited::new(true, tx.record(made)))
        })
        .await
}

fn is_over(listing: &Listing, now: Instant) -> bool {
    matches!(listing.state, ListingState::Published | ListingState::Paused)
        && listing.valid_until.is_some_and(|until| until <= now)
}

async fn remind(app: &App, id: ListingId, until: Instant, mark: i64) -> Outcome<()> {
    let shared = app.clone();
    app.db
        .chore(move |chore| {
            let found = listings::find(chore, id)?;
            let Some(listing) = found.filter(|listing| listing.valid_until == Some(until)) else {
                return Ok(());
            };
            let left = (day_in_japan(until) - day_in_japan(chore.now())).num_days();
            let event = Event {
                date: Some(day_in_japan(until)),
                days: Some(u32::try_from(left).unwrap_or(0)),
                ..event(&listing, MailKind::ListingExpiring, reminder(until, mark))
            };
            for member in team::members(chore, &listing)? {
                notify::member(chore, &shared, member, &event)?;
            }
            Ok::<_, Error>(())
        })
        .await
}

fn event(listing: &Listing, kind: MailKind, what: String) -> Event {
    let key = format!("listing:{}:{what}", listing.id);
    Event::new(kind, key, path(listing), Some(&listing.reference))
}
