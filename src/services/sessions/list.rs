//! Where a member is signed in.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::SessionId;
use crate::domain::policy::Actor;
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::sessions;
use chrono::TimeDelta;

/// The most sessions that are listed; older ones can still be ended together.
const MOST: i64 = 100;

/// A session of the actor.
pub struct Listed {
    /// Identity
    pub id: SessionId,
    /// When it began
    pub created_at: Instant,
    /// When it was last continued
    pub last_used_at: Instant,
    /// Whether it is the one that asks
    pub current: bool,
}

/// The actor's sessions that can still be continued, newest first.
pub async fn list(app: &App, actor: Actor) -> Outcome<Vec<Listed>> {
    let days = app.config().auth.refresh_token_days.min(app.config().auth.session_days);
    let sessions = app
        .db
        .read(move |rx| {
            let since = rx.now() - TimeDelta::days(days);
            Ok::<_, Error>(sessions::standing_of(rx, actor.member, since, MOST)?)
        })
        .await?;
    Ok(sessions
        .into_iter()
        .map(|session| Listed {
            current: session.id == actor.session,
            id: session.id,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
        })
        .collect())
}
