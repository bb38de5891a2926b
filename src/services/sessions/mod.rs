//! Sessions: beginning, continuing and ending them, and who stands behind an access token right now.

pub mod attempts;
pub mod continuation;
pub mod end;
pub mod list;
pub mod refresh;
pub mod sign_in;

pub use continuation::Opened;

use crate::app::App;
use crate::domain::policy::Actor;
use crate::services::error::{Error, Outcome};
use crate::store::sessions;

/// The actor behind an access token: none if it is not ours or expired, the session was revoked, or the member or the
/// organisation is no longer active.
pub async fn actor(app: &App, token: &str) -> Outcome<Option<Actor>> {
    let Some(bearer) = app.tokens.check(token, app.db.clock().now()) else {
        return Ok(None);
    };
    let actor = app
        .db
        .read(move |rx| Ok::<_, Error>(sessions::actor(rx, bearer.session)?))
        .await?;
    Ok(actor.filter(|actor| actor.member == bearer.member))
}
