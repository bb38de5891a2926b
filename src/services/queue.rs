//! The work queue as workers see it: claim, prolong, finish, give back.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::task::{TaskKind, TaskState};
use crate::services::error::{Error, Outcome};
pub use crate::store::tasks::Claim;
use crate::store::{idempotency, tasks};
use chrono::TimeDelta;
use serde_json::Value;

/// How long finished tasks are kept: longer than any time slot that could be queued a second time.
const KEEP_FINISHED: TimeDelta = TimeDelta::days(30);

/// How long answers to keyed requests are kept.
const KEEP_ANSWERS: TimeDelta = TimeDelta::hours(48);

fn lease(app: &App) -> TimeDelta {
    TimeDelta::seconds(app.config().jobs.lease_seconds)
}

/// Claims the next task that is due, if there is one.
pub async fn claim(app: &App) -> Outcome<Option<Claim>> {
    let lease = lease(app);
    let claimed = app
        .db
        .chore(move |chore| Ok::<_, Error>(tasks::claim(chore, lease)?))
        .await;
    match claimed {
        // The other workers were quicker every time: there is work, but not for this one now.
        Err(Error::Store(error)) if error.is_lost_race() => Ok(None),
        claimed => claimed,
    }
}

/// Prolongs the lease while the task is being worked on. False if another worker took it over.
pub async fn renew(app: &App, claim: &Claim) -> Outcome<bool> {
    let (claim, lease) = (claim.clone(), lease(app));
    app.db
        .chore(move |chore| Ok::<_, Error>(tasks::renew(chore, &claim, lease)?))
        .await
}

/// Marks a claimed task as done.
pub async fn finish(app: &App, claim: &Claim) -> Outcome<bool> {
    let claim = claim.clone();
    app.db
        .chore(move |chore| Ok::<_, Error>(tasks::finish(chore, &claim)?))
        .await
}

/// Gives a task back for a later attempt, or puts it aside when it was tried often enough or can never succeed.
pub async fn fail(app: &App, claim: &Claim, reason: &str, for_good: bool) -> Outcome<TaskState> {
    let (claim, reason) = (claim.clone(), reason.to_owned());
    let most_attempts = if for_good { 0 } else { app.config().jobs.max_attempts };
    app.db
        .chore(move |chore| Ok::<_, Error>(tasks::fail(chore, &claim, &reason, most_attempts)?))
        .await
}

/// When the next task is due, if any waits.
pub async fn next_due(app: &App) -> Outcome<Option<Instant>> {
    app.db.read(|rx| Ok::<_, Error>(tasks::next_due(rx)?)).await
}

/// Queues recurring work; slots that were queued before, by whichever node, are passed over. Returns how many were new.
pub async fn enqueue_slots(app: &App, slots: Vec<(TaskKind, Value)>) -> Outcome<usize> {
    app.db
        .chore(move |chore| {
            let mut new = 0;
            for (kind, payload) in &slots {
                new += usize::from(tasks::enqueue_slot(chore, *kind, payload)?);
            }
            Ok::<_, Error>(new)
        })
        .await
}

/// Removes finished tasks and answers to keyed requests that nobody asks for any more.
pub async fn clean_up(app: &App) -> Outcome<()> {
    app.db
        .chore(|chore| {
            let now = crate::store::db::Reads::now(chore);
            tasks::remove_finished(chore, now - KEEP_FINISHED)?;
            idempotency::remove_before(chore, now - KEEP_ANSWERS)?;
            Ok::<_, Error>(())
        })
        .await
}
