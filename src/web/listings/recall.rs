//! `POST /listings/{id}/recall`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::Move;
use crate::services::listings::moves::{self, Step};
use crate::web::body::Id;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::StandingBody;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, post, web};

/// Takes a submission back to edit it. What is published stays so.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = StandingBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/recall")]
pub async fn recall_listing(app: web::Data<App>, caller: Caller<Party>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let standing = moves::make(&app, caller.actor(), id.0, Step::plain(Move::Recall))
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(standing.version))
        .json(StandingBody::from(standing)))
}
