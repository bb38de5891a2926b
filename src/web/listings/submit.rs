//! `POST /listings/{id}/submit`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::review::Attestations;
use crate::services::listings::submit::{self, Submission, Submitted};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::StandingBody;
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the owner states with a submission.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToSubmit {
    /// All must be confirmed
    attestations: Attestations,
    /// Until when it is to stay published; the usual validity if absent
    #[serde(default)]
    valid_until: Option<DateTime<Utc>>,
}

/// A submission that was taken.
#[derive(Serialize, ToSchema)]
pub struct SubmittedBody {
    /// Number of the version
    number: i32,
    #[serde(flatten)]
    standing: StandingBody,
}

/// Submits the working copy: an immutable version goes to the first reviewer. Every field that is not in order is named.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of the working copy"),
    ),
    request_body = ToSubmit,
    responses(
        (status = 200, body = SubmittedBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/submit")]
pub async fn submit_listing(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<ToSubmit>,
) -> Answer<HttpResponse> {
    let Body(ToSubmit {
        attestations,
        valid_until,
    }) = body;
    let submission = Submission {
        seen: seen.0,
        attestations,
        valid_until,
    };
    let Submitted { standing, number } = submit::submit(&app, caller.actor(), id.0, submission)
        .await
        .in_language(caller.locale())?;
    let tag = row_tag(standing.version);
    let standing = standing.into();
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(SubmittedBody { number, standing }))
}
