//! The state of the installation: readiness, levels for metrics, and the queue as the secretariat sees and revives it.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{MailId, TaskId};
use crate::domain::problem::Refusal;
use crate::domain::task::{Task, TaskKind, TaskState};
use crate::mail::mask::mask_address;
use crate::search::SearchIndex;
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;
use crate::services::ledger::time_stamps::{self, AuthorityState};
use crate::store::db::{Chore, Reads, Rx};
use crate::store::mails::{self, Mail, MailState};
use crate::store::{index_changes, migrations, tasks};
use crate::telemetry::metrics::Levels;
use serde_json::json;

/// Lists show so many; the oldest first, so that looking after them brings the next ones up.
const MOST_SHOWN: i64 = 100;

/// A search that misses more changes than these is not worth asking.
const MOST_LAG: i64 = 2_000;

/// What must be well before requests should come here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The database answers
    pub database: bool,
    /// Every migration was run
    pub migrations: bool,
    /// The search index is at most a little behind the database, and what is held in memory only has been read
    pub index: bool,
}

impl Readiness {
    /// Whether all is well.
    #[must_use]
    pub const fn is_ready(self) -> bool {
        let Self {
            database,
            migrations,
            index,
        } = self;
        database && migrations && index
    }
}

/// Looks whether all is well.
pub async fn readiness(app: &App) -> Readiness {
    let migrations = app.migrated.get().is_some() || look_for_migrations(app).await;
    let database = migrations
        && app
            .db
            .read(|rx| Ok::<_, Error>(index_changes::newest(rx)?))
            .await
            .is_ok();
    let loaded = app.index().is_ok_and(SearchIndex::is_full_loaded);
    let index = database && loaded && index_lag(app).await.is_some_and(|lag| lag <= MOST_LAG);
    Readiness {
        database,
        migrations,
        index,
    }
}

/// How many changes this node's search index is behind; none if it cannot be told.
async fn index_lag(app: &App) -> Option<i64> {
    let app = app.clone();
    match tokio::task::spawn_blocking(move || follow::lag(&app)).await {
        Ok(Ok(lag)) => Some(lag),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the search index cannot be read");
            None
        }
        Err(_) => None,
    }
}

async fn look_for_migrations(app: &App) -> bool {
    let looking = app.clone();
    let pending = tokio::task::spawn_blocking(move || migrations::pending(&looking.db)).await;
    let complete = matches!(pending, Ok(Ok(false)));
    if complete {
        app.migrated.get_or_init(|| ());
    }
    complete
}

/// The levels that metrics show.
pub async fn levels(app: &App) -> Outcome<Levels> {
    let own = app.clone();
    let (tasks, mails, ambiguities, authorities, now) = app
        .db
        .read(move |rx| {
            let authorities = time_stamps::states(&own, rx)?;
            let counts = (task_counts(rx)?, mail_counts(rx)?, mails::ambiguities(rx)?);
            Ok::<_, Error>((counts.0, counts.1, counts.2, authorities, rx.now()))
        })
        .await?;
    let waits = authorities.into_iter().map(
        |AuthorityState {
             name, waiting_since, ..
         }| {
            let seconds = waiting_since.map_or(0, |since| (now - since).num_seconds());
            (name, seconds)
        },
    );
    let connections = app.db.connections().into_iter().flat_map(|(pool, state)| {
        let busy = state.connections.saturating_sub(state.idle_connections);
        [(pool, "idle", state.idle_connections), (pool, "busy", busy)]
    });
    Ok(Levels {
        tasks: tasks.into_iter().map(|(state, count)| (state.code(), count)).collect(),
        mails: mails.into_iter().map(|(state, count)| (state.code(), count)).collect(),
        ambiguities,
        index_lag: index_lag(app).await,
        connections: connections.collect(),
        time_stamps_waiting: waits.collect(),
    })
}

fn task_counts(rx: &mut Rx<'_>) -> Outcome<Vec<(TaskState, i64)>> {
    let mut counts = Vec::new();
    for &state in TaskState::ALL {
        counts.push((state, tasks::count(rx, state)?));
    }
    Ok(counts)
}

fn mail_counts(rx: &mut Rx<'_>) -> Outcome<Vec<(MailState, i64)>> {
    let mut counts = Vec::new();
    for &state in MailState::ALL {
        counts.push((state, mails::count(rx, state)?));
    }
    Ok(counts)
}

/// A mail that somebody should look at. The address is masked: who works here need not learn who is told what.
pub struct StuckMail {
    /// Identity
    pub id: MailId,
    /// Kind code
    pub kind: String,
    /// Masked address
    pub to: String,
    /// `dead` or `ambiguous`
    pub state: &'static str,
    /// Attempts so far
    pub attempts: i32,
    /// How often it could not be known whether it went out
    pub ambiguities: i32,
    /// What went wrong last
    pub last_error: Option<String>,
    /// When it was queued
    pub created_at: Instant,
}

/// The queue at a glance.
pub struct Overview {
    /// Tasks by state
    pub tasks: Vec<(&'static str, i64)>,
    /// Since when the task waits that has been due longest
    pub oldest_due: Option<Instant>,
    /// Tasks that gave up
    pub dead_tasks: Vec<Task>,
    /// Mails by state
    pub mails: Vec<(&'static str, i64)>,
    /// How often it could not be known whether a mail went out, since the beginning
    pub ambiguities: i64,
    /// Mails that are dead or ambiguous
    pub stuck_mails: Vec<StuckMail>,
    /// The time authorities of the settings
    pub time_authorities: Vec<AuthorityState>,
}

/// Counts, and what needs a person.
pub async fn overview(app: &App) -> Outcome<Overview> {
    let own = app.clone();
    app.db
        .read(move |rx| {
            let mut stuck = mails::in_state(rx, MailState::Dead, MOST_SHOWN)?;
            stuck.extend(mails::in_state(rx, MailState::Ambiguous, MOST_SHOWN)?);
            Ok::<_, Error>(Overview {
                tasks: task_counts(rx)?
                    .into_iter()
                    .map(|(state, count)| (state.code(), count))
                    .collect(),
                oldest_due: tasks::oldest_due(rx)?,
                dead_tasks: tasks::in_state(rx, TaskState::Dead, MOST_SHOWN)?,
                mails: mail_counts(rx)?
                    .into_iter()
                    .map(|(state, count)| (state.code(), count))
                    .collect(),
                ambiguities: mails::ambiguities(rx)?,
                stuck_mails: stuck.into_iter().map(stuck_mail).collect(),
                time_authorities: time_stamps::states(&own, rx)?,
            })
        })
        .await
}

fn stuck_mail(mail: Mail) -> StuckMail {
    StuckMail {
        id: mail.id,
        kind: mail.kind,
        to: mask_address(&mail.address),
        state: mail.state.code(),
        attempts: mail.attempts,
        ambiguities: mail.ambiguities,
        last_error: mail.last_error,
        created_at: mail.created_at,
    }
}

/// Gives a dead task another round of attempts.
pub async fn retry_task(app: &App, id: TaskId) -> Outcome<()> {
    app.db
        .chore(move |chore| {
            known(tasks::find(chore, id)?)?;
            revived(tasks::revive(chore, id)?)
        })
        .await
}

/// Sends a dead or ambiguous mail once more. Of an ambiguous one this may be the second copy: that is the person's choice.
pub async fn retry_mail(app: &App, id: MailId) -> Outcome<()> {
    app.db
        .chore(move |chore: &mut Chore<'_>| {
            known(mails::find(chore, id)?)?;
            revived(mails::revive(chore, id)?)?;
            Ok(tasks::enqueue(chore, TaskKind::SendMail, &json!({ "mail": id }))?)
        })
        .await
}

fn known<T>(found: Option<T>) -> Outcome<T> {
    found.ok_or_else(|| Refusal::NotFound.into())
}

fn revived(done: bool) -> Outcome<()> {
    if done { Ok(()) } else { Err(Refusal::WrongState.into()) }
}
