//! What a list of introductions is asked with.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Which box.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntroductionBox {
    /// Asked of the caller's side
    Received,
    /// Asked by the caller's side
    Sent,
}

/// Which page of which box.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IntroductionPage {
    /// `received` or `sent`
    #[serde(rename = "box")]
    #[param(inline)]
    pub mailbox: IntroductionBox,
    /// Most items of the page
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<usize>,
    /// `next_cursor` of the page before
    pub cursor: Option<String>,
}
