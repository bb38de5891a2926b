//! What several answers about listings have in common.

use crate::domain::ids::ListingId;
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::text::Locale;
use crate::domain::tier::Tier;
use crate::services::listings::draft::Desk;
use crate::services::listings::moves::Standing;
use crate::services::listings::written::ContentView;
use crate::web::error::FieldProblem;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Where a listing stands.
#[derive(Serialize, ToSchema)]
pub struct StandingBody {
    id: ListingId,
    kind: ListingKind,
    /// Reference number
    reference: String,
    state: ListingState,
    /// Where a successor of the published version is in review
    successor_state: Option<ListingState>,
    /// Until when it stays published
    valid_until: Option<DateTime<Utc>>,
    /// Row version
    version: i64,
}

impl From<Standing> for StandingBody {
    fn from(standing: Standing) -> Self {
        let Standing {
            id,
            kind,
            reference,
            state,
            successor,
            valid_until,
            version,
        } = standing;
        Self {
            id,
            kind,
            reference,
            state,
            successor_state: successor,
            valid_until,
            version,
        }
    }
}

/// Content as a team writes it, of the listing's own kind. Gaps are welcome until submission.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ListingContent)]
pub enum ContentBody {
    /// Of a seed
    Seed(Box<SeedContent>),
    /// Of a need
    Need(Box<NeedContent>),
}

/// A working copy as its team sees it.
#[derive(Serialize, ToSchema)]
pub struct DraftBody {
    id: ListingId,
    kind: ListingKind,
    /// Reference number
    reference: String,
    state: ListingState,
    /// Where a successor of the published version is in review
    successor_state: Option<ListingState>,
    /// Everything that is written
    content: ContentView,
    /// Fields that are guarded more closely than usual, with their tier
    tier_overrides: BTreeMap<String, Tier>,
    /// How a need is to show its company
    visibility: Option<NeedVisibility>,
    /// When it was last saved
    updated_at: DateTime<Utc>,
    /// Row version, as in the entity tag
    version: i64,
    /// What submission would refuse
    faults: Vec<FieldProblem>,
    /// Sentences that members would read and that may enable: look at them again
    findings: Vec<EnablingFinding>,
}

impl DraftBody {
    /// The working copy in the reader's language.
    pub fn of(desk: Desk, locale: Locale) -> Self {
        let Desk {
            id,
            kind,
            reference,
            state,
            successor,
            content,
            tier_overrides,
            visibility,
            version,
            updated_at,
            faults,
            findings,
        } = desk;
        Self {
            id,
            kind,
            reference,
            state,
            successor_state: successor,
            content,
            tier_overrides,
            visibility,
            updated_at,
            version,
            faults: faults.iter().map(|fault| FieldProblem::of(fault, locale)).collect(),
            findings,
        }
    }
}
