//! Signing in, staying signed in, signing out, and getting back in.

pub mod cookies;
pub mod redeem_reset;
pub mod refresh;
pub mod request_reset;
pub mod sign_in;
pub mod sign_out;

use serde::Serialize;
use utoipa::ToSchema;

/// An access token, to be sent as `Authorization: Bearer …`.
#[derive(Serialize, ToSchema)]
pub struct AccessToken {
    /// The token
    access_token: String,
    /// Seconds until it expires
    expires_in: i64,
}
