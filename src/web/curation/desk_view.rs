//! The wire form of a listing on the reviewer's desk.

use crate::domain::comparison::FieldChange;
use crate::domain::ids::ListingId;
use crate::domain::listing::NeedVisibility;
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::review::{Checklist, ReviewDecision, ReviewStage};
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::curation::desk::{Desk, Duplicate, Item, Past, Standing};
use crate::services::listings::access::ListingView;
use crate::web::curation::view::{ReviewAge, ReviewComment};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A field that differs between two versions.
#[derive(Serialize, ToSchema)]
pub struct ChangedField {
    /// Field name
    field: &'static str,
    /// What it said; absent if nothing
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<serde_json::Value>,
    /// What it says; absent if nothing
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<serde_json::Value>,
    /// The tier at which it was guarded
    tier_before: Tier,
    /// The tier at which it is guarded
    tier_after: Tier,
}

impl From<FieldChange> for ChangedField {
    fn from(change: FieldChange) -> Self {
        let FieldChange {
            field,
            before,
            after,
            tier_before,
            tier_after,
        } = change;
        Self {
            field,
            before,
            after,
            tier_before,
            tier_after,
        }
    }
}

/// An item of the curation checklist.
#[derive(Serialize, ToSchema)]
pub struct ChecklistItem {
    /// Name, as in the checklist that approval sends
    item: &'static str,
    /// Whether nothing was found that speaks against it; a person decides
    looks_fine: bool,
}

/// An earlier decision.
#[derive(Serialize, ToSchema)]
pub struct PastReview {
    /// Number of the version it was about
    version: i32,
    stage: ReviewStage,
    decision: ReviewDecision,
    #[serde(skip_serializing_if = "Option::is_none")]
    checklist: Option<Checklist>,
    note: String,
    /// Name of the reviewer
    reviewer: Option<Bilingual>,
    created_at: DateTime<Utc>,
}

impl From<Past> for PastReview {
    fn from(past: Past) -> Self {
        let Past {
            version,
            stage,
            decision,
            checklist,
            note,
            reviewer,
            created_at,
        } = past;
        Self {
            version,
            stage,
            decision,
            checklist,
            note,
            reviewer,
            created_at,
        }
    }
}

/// A listing with much the same title.
#[derive(Serialize, ToSchema)]
pub struct PossibleDuplicate {
    id: ListingId,
    /// Reference number
    reference: String,
    title: Option<Bilingual>,
    /// How alike the titles are, 0 to 100
    similarity: u8,
}

impl From<Duplicate> for PossibleDuplicate {
    fn from(duplicate: Duplicate) -> Self {
        let Duplicate { view, similarity } = duplicate;
        let ListingView { header, seed, need } = view;
        Self {
            id: header.id,
            reference: header.reference,
            title: seed.and_then(|seed| seed.title).or(need.and_then(|need| need.title)),
            similarity,
        }
    }
}

/// A listing on the reviewer's desk.
#[derive(Serialize, ToSchema)]
pub struct ReviewDesk {
    /// The submitted version in full
    submitted: ListingView,
    /// Its number
    number: i32,
    /// How it would show a need's company; `submitted` and `published` say how it is shown now
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<NeedVisibility>,
    /// Until when its owner wants it to stay published; the usual validity if absent
    #[serde(skip_serializing_if = "Option::is_none")]
    wished_until: Option<DateTime<Utc>>,
    /// The version that others see, in full, where it is another one
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<ListingView>,
    /// Where the review stands; once it is over, where the listing is in its life
    state: ListingState,
    /// Absent when no reviewer has the next word
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<ReviewAge>,
    /// What publication would change
    changes: Vec<ChangedField>,
    /// What was changed since changes were last asked for
    revised: Vec<ChangedField>,
    /// The tier of every field that holds something
    tiers: BTreeMap<&'static str, Tier>,
    /// Sentences that members would read and that may enable
    findings: Vec<EnablingFinding>,
    checklist: Vec<ChecklistItem>,
    /// Comments, oldest first
    comments: Vec<ReviewComment>,
    /// Earlier decisions, oldest first
    history: Vec<PastReview>,
    /// Listings with much the same title, most similar first
    possible_duplicates: Vec<PossibleDuplicate>,
    /// What the reader may do now
    moves: Vec<Move>,
    /// Row version, as in the entity tag
    version: i64,
}

impl From<Desk> for ReviewDesk {
    fn from(desk: Desk) -> Self {
        let Desk {
            listing,
            submitted,
            number,
            visibility,
            wished_until,
            published,
            changes,
            revised,
            tiers,
            checklist,
            duplicates,
            standing,
        } = desk;
        let Standing {
            findings,
            comments,
            history,
            moves,
            age,
        } = standing;
        let item = |item: Item| {
            let Item { name, looks_fine } = item;
            ChecklistItem { item: name, looks_fine }
        };
        Self {
            submitted,
            number,
            visibility,
            wished_until,
            published,
            state: listing.successor.unwrap_or(listing.state),
            age: age.map(Into::into),
            changes: changes.into_iter().map(Into::into).collect(),
            revised: revised.into_iter().map(Into::into).collect(),
            tiers,
            findings,
            checklist: checklist.into_iter().map(item).collect(),
            comments: comments.into_iter().map(Into::into).collect(),
            history: history.into_iter().map(Into::into).collect(),
            possible_duplicates: duplicates.into_iter().map(Into::into).collect(),
            moves,
            version: listing.version,
        }
    }
}
