//! A member's own account: password, profile, mail preferences, notices.

pub mod mail_preferences;
pub mod notices;
pub mod password;
pub mod password_reset;
pub mod profile;
pub mod unsubscribe;

use crate::app::App;
use crate::domain::throttle::FORGOTTEN_AFTER;
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::{login_failures, password_resets, refresh_tokens, sessions};
use chrono::TimeDelta;

/// Removes what nobody can use any more: expired tokens and links, ended sessions, forgotten failures.
pub async fn clean_up(app: &App) -> Outcome<()> {
    app.network_limit.tidy();
    app.public_limit.tidy();
    let session_life = TimeDelta::days(app.config().auth.refresh_token_days);
    app.db
        .chore(move |chore| {
            let now = chore.now();
            refresh_tokens::remove_expired(chore, now)?;
            sessions::remove_unused(chore, now - session_life)?;
            // Kept for a day after their end, as they count against the number of mails.
            password_resets::remove_expired(chore, now - TimeDelta::days(1))?;
            login_failures::remove_before(chore, now - FORGOTTEN_AFTER)?;
            Ok::<_, Error>(())
        })
        .await
}
