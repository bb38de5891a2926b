//! The unsubscribe link of mails: a page that asks, and the switch itself, which mail programs may press too (RFC 8058).

pub mod ask;
mod page;
pub mod switch_off;

use serde::Deserialize;
use utoipa::IntoParams;

/// The link's proof.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Link {
    /// Token of the mail
    #[serde(default)]
    token: String,
}
