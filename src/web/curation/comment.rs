//! `POST /listings/{id}/comments`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::curation::comment::{self, Remark};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Reader};
use crate::web::curation::view::ReviewComment;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A remark on the submitted version.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentRequest {
    /// On which field; leave it out for the whole
    field: Option<String>,
    /// At most 2,000 characters
    body: String,
}

/// Comments on the submitted version. Only the owner's side reads it.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    request_body = CommentRequest,
    responses(
        (status = 201, body = ReviewComment),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/comments")]
pub async fn add_comment(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    body: Body<CommentRequest>,
) -> Answer<HttpResponse> {
    let Body(CommentRequest { field, body }) = body;
    let added = comment::add(&app, caller.actor(), id.0, Remark { field, body })
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Created().json(ReviewComment::from(added)))
}
