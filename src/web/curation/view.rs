//! What several answers of curation have in common.

use crate::domain::ids::{CommentId, ListingId, MemberId};
use crate::domain::listing::ListingKind;
use crate::domain::text::Bilingual;
use crate::services::curation::age::Age;
use crate::services::curation::comment::Shown;
use crate::services::curation::reassign::Charge;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// How long a review has lasted and should last.
#[derive(Serialize, ToSchema)]
pub struct ReviewAge {
    /// Since when it stands where it stands
    since: DateTime<Utc>,
    /// Full business days since
    business_days: i64,
    /// Last day of what is promised
    due: NaiveDate,
    /// Whether that day has passed
    overdue: bool,
}

impl From<Age> for ReviewAge {
    fn from(age: Age) -> Self {
        let Age {
            since,
            business_days,
            due,
            overdue,
        } = age;
        Self {
            since,
            business_days,
            due,
            overdue,
        }
    }
}

/// A comment on a version or one of its fields.
#[derive(Serialize, ToSchema)]
pub struct ReviewComment {
    id: CommentId,
    /// Number of the version it was made on
    version: i32,
    /// On which field; absent for the whole
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    body: String,
    /// Name of its author
    author: Option<Bilingual>,
    /// Whether the reader wrote it
    own: bool,
    created_at: DateTime<Utc>,
    /// When it was settled
    resolved_at: Option<DateTime<Utc>>,
}

impl From<Shown> for ReviewComment {
    fn from(comment: Shown) -> Self {
        let Shown {
            id,
            version,
            field,
            body,
            author,
            own,
            created_at,
            resolved_at,
        } = comment;
        Self {
            id,
            version,
            field,
            body,
            author,
            own,
            created_at,
            resolved_at,
        }
    }
}

/// Who is in charge of a listing.
#[derive(Serialize, ToSchema)]
pub struct LiaisonInCharge {
    id: ListingId,
    kind: ListingKind,
    /// Reference number
    reference: String,
    /// The liaison
    member: Option<MemberId>,
    /// The liaison's name
    name: Option<Bilingual>,
    /// Row version, as in the entity tag
    version: i64,
}

impl From<Charge> for LiaisonInCharge {
    fn from(charge: Charge) -> Self {
        let Charge {
            id,
            kind,
            reference,
            liaison,
            name,
            version,
        } = charge;
        Self {
            id,
            kind,
            reference,
            member: liaison,
            name,
            version,
        }
    }
}
