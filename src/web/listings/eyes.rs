//! Through whose eyes a preview looks.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Whose eyes, and what they look at.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Eyes {
    /// Whose eyes
    #[param(inline)]
    pub tier: EyesOf,
    /// The working copy, or the newest submitted version
    #[serde(default)]
    #[param(inline)]
    pub of: Previewed,
}

/// Others who may see a listing.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EyesOf {
    /// Members in general
    Members,
    /// Organisations whose introduction was accepted
    Approved,
    /// Organisations with a CDA on record
    Cda,
}

/// What is previewed.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Previewed {
    /// The working copy
    #[default]
    Draft,
    /// The newest submitted version
    Version,
}
