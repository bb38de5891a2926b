//! Organisations on the wire: what members see, and what staff see.

use crate::domain::account::{Organisation, OrganisationKind, OrganisationState};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::text::Bilingual;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// An organisation in the directory.
#[derive(Serialize, ToSchema)]
pub struct OrganisationSummary {
    /// Identity
    pub id: OrganisationId,
    /// What it is
    pub kind: OrganisationKind,
    /// Its name
    pub name: Bilingual,
}

/// An organisation as staff see it.
#[derive(Serialize, ToSchema)]
pub struct OrganisationView {
    /// Identity
    pub id: OrganisationId,
    /// What it is
    pub kind: OrganisationKind,
    /// Its name
    pub name: Bilingual,
    /// Domains that its members' addresses belong to; empty if any institutional address will do
    pub email_domains: Vec<String>,
    /// Publication needs a second liaison
    pub four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    pub institution_review: bool,
    /// Liaison in charge of its listings
    pub liaison_id: Option<MemberId>,
    /// Whether it takes part
    pub state: OrganisationState,
    /// When it joined
    pub created_at: DateTime<Utc>,
}

impl From<Organisation> for OrganisationSummary {
    fn from(organisation: Organisation) -> Self {
        Self {
            id: organisation.id,
            kind: organisation.kind,
            name: organisation.name(),
        }
    }
}

impl From<Organisation> for OrganisationView {
    fn from(organisation: Organisation) -> Self {
        let Organisation {
            id,
            kind,
            name_ja,
            name_en,
            email_domains,
            four_eyes,
            institution_review,
            liaison,
            state,
            policy_epoch: _,
            version: _,
            created_at,
        } = organisation;
        Self {
            id,
            kind,
            name: Bilingual::both(name_ja, name_en),
            email_domains,
            four_eyes,
            institution_review,
            liaison_id: liaison,
            state,
            created_at,
        }
    }
}
