//! `POST /listings/{id}/reviews`

use crate::app::App;
use crate::domain::ids::{ListingId, ReviewId};
use crate::domain::listing::Listing;
use crate::domain::listing::state::ListingState;
use crate::domain::review::{Checklist, ReviewDecision};
use crate::services::curation::decide::{self, Decided, Decision};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a reviewer decides about the submitted version.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewRequest {
    decision: ReviewDecision,
    /// Approval needs every item that applies
    checklist: Option<Checklist>,
    /// At most 2,000 characters. Asking for changes needs a note or an open comment
    #[serde(default)]
    note: String,
}

/// A decision that was taken.
#[derive(Serialize, ToSchema)]
pub struct ReviewOutcome {
    /// The decision
    review: ReviewId,
    /// The listing
    id: ListingId,
    /// Where the review stands after it
    review_state: ListingState,
    /// Where the listing is in its life
    state: ListingState,
    /// Until when it stays published
    valid_until: Option<DateTime<Utc>>,
    /// Row version after it, as in the entity tag
    version: i64,
}

impl From<Decided> for ReviewOutcome {
    fn from(decided: Decided) -> Self {
        let Decided { review, state, listing } = decided;
        let Listing {
            id,
            kind: _,
            reference: _,
            organisation: _,
            owner: _,
            liaison: _,
            state: life,
            successor: _,
            visibility: _,
            published: _,
            submitted: _,
            valid_until,
            state_since: _,
            version,
            created_at: _,
        } = listing;
        Self {
            review,
            id,
            review_state: state,
            state: life,
            valid_until,
            version,
        }
    }
}

/// Takes a decision about the submitted version: pass it on, ask for changes, approve, publish.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "Entity tag of the review"),
    ),
    request_body = ReviewRequest,
    responses(
        (status = 200, body = ReviewOutcome),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/reviews")]
pub async fn decide_review(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<ReviewRequest>,
) -> Answer<HttpResponse> {
    let Body(ReviewRequest {
        decision,
        checklist,
        note,
    }) = body;
    let decision = Decision {
        seen: seen.0,
        decision,
        checklist,
        note,
    };
    let decided = decide::decide(&app, caller.actor(), id.0, decision)
        .await
        .in_language(caller.locale())?;
    let tag = row_tag(decided.listing.version);
    Ok(HttpResponse::Ok().insert_header(tag).json(ReviewOutcome::from(decided)))
}
