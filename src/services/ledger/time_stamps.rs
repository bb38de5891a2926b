//! Having time authorities say, once a day, what the logs were: a history made up later contradicts them, even if the installation's own
//! key signs it.

use crate::app::App;
use crate::config::TimeAuthority;
use crate::domain::clock::day_in_japan;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Reads, Rx};
use crate::store::ledger_checkpoints::{Signed, Timestamp};
use crate::store::{ledger, ledger_checkpoints};
use crate::time_stamp::authority::{NoToken, TimeAuthorities};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A checkpoint that an authority has not seen for so long is somebody's business: it is asked once a day, within an hour.
const PATIENCE: TimeDelta = TimeDelta::hours(25);

/// What came of asking.
#[derive(Debug, Default)]
pub struct Fetched {
    /// Tokens that are kept now
    pub tokens: usize,
    /// Authorities that gave none, and why
    pub failures: Vec<String>,
}

/// An authority, and how far behind its tokens are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuthorityState {
    /// Its name in the settings
    pub name: String,
    /// When it last gave a token
    pub last_at: Option<DateTime<Utc>>,
    /// Since when a checkpoint waits for its token
    pub waiting_since: Option<DateTime<Utc>>,
    /// That is longer than it should be: more than 25 hours
    pub overdue: bool,
}

/// Fetches a token of every authority for the newest checkpoint of every log that changed since that authority's last one, at most one a
/// day. An authority that does not answer is asked for nothing more this time.
pub async fn fetch_due(app: &App) -> Outcome<Fetched> {
    let mut fetched = Fetched::default();
    let authorities = &app.config().ledger.time_authorities;
    if authorities.is_empty() {
        return Ok(fetched);
    }
    let client = tokio::task::spawn_blocking(TimeAuthorities::default).await;
    let client = Arc::new(client.map_err(Error::internal)?);
    for authority in authorities {
        let name = authority.name.clone();
        for checkpoint in app.db.read(move |rx| due(rx, &name)).await? {
            match ask(app, &client, authority, &checkpoint).await? {
                Ok(token) => keep(app, authority, checkpoint, token).await?,
                Err(why) => {
                    fetched.failures.push(format!("{}: {why}", authority.name));
                    break;
                }
            }
            fetched.tokens += 1;
        }
    }
    Ok(fetched)
}

async fn ask(
    app: &App,
    client: &Arc<TimeAuthorities>,
    authority: &TimeAuthority,
    checkpoint: &Signed,
) -> Outcome<Result<Vec<u8>, NoToken>> {
    let [a, b, c, d, e, f, g, h, ..] = app.db.entropy().secret();
    let nonce = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    let (client, url, text) = (client.clone(), authority.url.clone(), checkpoint.note.clone());
    let asked = move || client.stamp(&url, text.as_bytes(), nonce);
    tokio::task::spawn_blocking(asked).await.map_err(Error::internal)
}

async fn keep(app: &App, authority: &TimeAuthority, checkpoint: Signed, token: Vec<u8>) -> Outcome<()> {
    let (authority, token) = (authority.name.clone(), STANDARD.encode(token));
    app.db
        .chore(move |chore| {
            let timestamp = Timestamp {
                authority: authority.clone(),
                at: chore.now(),
                token: token.clone(),
            };
            Ok::<_, Error>(ledger_checkpoints::insert_timestamp(
                chore,
                &checkpoint.log,
                checkpoint.size,
                &timestamp,
            )?)
        })
        .await
}

/// The newest checkpoints that an authority shall see today.
fn due(rx: &mut Rx<'_>, authority: &str) -> Outcome<Vec<Signed>> {
    let today = day_in_japan(rx.now());
    let mut due = Vec::new();
    for log in ledger::logs(rx)? {
        let last = ledger_checkpoints::last_timestamp(rx, &log, authority)?;
        let newest = ledger_checkpoints::newest(rx, &log)?;
        let (size, is_of_today) = last.map_or((0, false), |(size, at)| (size, day_in_japan(at) == today));
        due.extend(newest.filter(|newest| newest.size > size && !is_of_today));
    }
    Ok(due)
}

/// The authorities of the settings, and since when something waits for each.
pub fn states(app: &App, rx: &mut Rx<'_>) -> Outcome<Vec<AuthorityState>> {
    let logs = ledger::logs(rx)?;
    let mut states = Vec::new();
    for TimeAuthority { name, url: _ } in &app.config().ledger.time_authorities {
        let (mut last_at, mut waiting_since) = (None, None);
        for log in &logs {
            let last = ledger_checkpoints::last_timestamp(rx, log, name)?;
            last_at = last_at.max(last.map(|(_, at)| at));
            let waiting = ledger_checkpoints::first_after(rx, log, last.map_or(0, |(size, _)| size))?;
            waiting_since = [waiting_since, waiting].into_iter().flatten().min();
        }
        states.push(AuthorityState {
            name: name.clone(),
            last_at,
            waiting_since,
            overdue: waiting_since.is_some_and(|since| rx.now() - since > PATIENCE),
        });
    }
    Ok(states)
}
