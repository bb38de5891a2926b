//! `POST /listings/{id}/comments/{comment_id}/resolve`

use crate::app::App;
use crate::domain::ids::{CommentId, ListingId};
use crate::services::curation::resolve;
use crate::web::body::{Id, segment};
use crate::web::caller::{Caller, Reader};
use crate::web::curation::view::ReviewComment;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpRequest, post, web};

/// Marks a comment as settled. Settling it again changes nothing.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ("comment_id" = CommentId, Path)),
    responses(
        (status = 200, body = ReviewComment),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/comments/{comment_id}/resolve")]
pub async fn resolve_comment(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
) -> Answer<web::Json<ReviewComment>> {
    let comment = segment(&request, "comment_id")?;
    let settled = resolve::resolve(&app, caller.actor(), id.0, comment)
        .await
        .in_language(caller.locale())?;
    Ok(web::Json(settled.into()))
}
