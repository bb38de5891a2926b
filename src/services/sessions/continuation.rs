//! What a browser gets to continue a session: an access token, the next refresh token, a CSRF token. The latter two are
//! derived from ids with the installation's key, so the same ones can be handed out again and none is stored.

use crate::app::App;
use crate::auth::secret;
use crate::auth::token::Bearer;
use crate::domain::ids::{MemberId, RefreshTokenId, SessionId};
use crate::services::error::{Error, Outcome};
use crate::store::db::Writes;
use crate::store::refresh_tokens;
use chrono::TimeDelta;
use subtle::ConstantTimeEq;

/// An open session, as handed to a browser.
pub struct Opened {
    /// Access token
    pub access_token: String,
    /// Seconds until it expires
    pub expires_in: i64,
    /// Exchanged for the next access token, once
    pub refresh_token: String,
    /// Seconds until it expires
    pub refresh_expires_in: i64,
    /// To be shown by our own pages together with the refresh token
    pub csrf_token: String,
    /// Makes wrong passwords from elsewhere not slow this browser down; set at sign-in
    pub device: Option<String>,
}

/// Adds the next refresh token of a session.
pub(super) fn extend(writes: &mut impl Writes, app: &App, session: SessionId) -> Outcome<RefreshTokenId> {
    let id = RefreshTokenId::from_uuid(writes.new_uuid());
    let expires_at = writes.now() + TimeDelta::days(app.config().auth.refresh_token_days);
    let hash = secret::fingerprint(&refresh_token(app, id));
    refresh_tokens::insert(writes, id, session, &hash, expires_at)?;
    Ok(id)
}

/// Hands out the tokens of a session.
pub(super) fn open(app: &App, member: MemberId, session: SessionId, refresh: RefreshTokenId) -> Outcome<Opened> {
    let issued = app.tokens.issue(Bearer { member, session }, app.db.clock().now());
    let (access_token, expires_in) = issued.ok_or_else(|| Error::internal("the access token could not be signed"))?;
    Ok(Opened {
        access_token,
        expires_in,
        refresh_token: refresh_token(app, refresh),
        refresh_expires_in: TimeDelta::days(app.config().auth.refresh_token_days).num_seconds(),
        csrf_token: csrf_token(app, session),
        device: None,
    })
}

/// Whether a CSRF token belongs to a session.
pub(super) fn csrf_fits(app: &App, session: SessionId, given: &str) -> bool {
    csrf_token(app, session).as_bytes().ct_eq(given.as_bytes()).into()
}

fn refresh_token(app: &App, id: RefreshTokenId) -> String {
    secret::derived(&app.keys, "refresh-token", id.as_uuid())
}

fn csrf_token(app: &App, session: SessionId) -> String {
    secret::derived(&app.keys, "csrf-token", session.as_uuid())
}
