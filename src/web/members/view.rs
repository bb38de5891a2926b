//! Members as the secretariat sees them.

use crate::domain::account::{Member, MemberState, Role};
use crate::domain::ids::MemberId;
use crate::domain::text::{Bilingual, Locale};
use crate::services::members::Entry;
use crate::web::organisations::view::OrganisationSummary;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A member in the register.
#[derive(Serialize, ToSchema)]
pub struct MemberView {
    /// Identity
    pub id: MemberId,
    /// Name
    pub name: Bilingual,
    /// Institutional address
    pub email: String,
    /// Where the person works
    pub organisation: OrganisationSummary,
    /// What the person does
    pub role: Role,
    /// Language of screens and mails
    pub locale: Locale,
    /// ORCID iD, where the person gave one
    pub orcid: Option<String>,
    /// Reviews listings for the institution
    pub institution_reviewer: bool,
    /// Whether the person has access
    pub state: MemberState,
    /// Until when the person is bound by the current undertaking; absent if not bound
    pub bound_until: Option<DateTime<Utc>>,
    /// When the person joined
    pub created_at: DateTime<Utc>,
}

impl From<Entry> for MemberView {
    fn from(entry: Entry) -> Self {
        let Entry {
            member,
            organisation,
            bound_until,
        } = entry;
        let Member {
            id,
            organisation: _,
            email,
            name_ja,
            name_en,
            role,
            locale,
            orcid,
            institution_reviewer,
            state,
            version: _,
            created_at,
        } = member;
        Self {
            id,
            name: Bilingual::both(name_ja, name_en),
            email: email.as_str().to_owned(),
            organisation: organisation.into(),
            role,
            locale,
            orcid,
            institution_reviewer,
            state,
            bound_until,
            created_at,
        }
    }
}
