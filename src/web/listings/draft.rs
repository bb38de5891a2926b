//! `GET /listings/{id}/draft`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::listings::draft;
use crate::web::body::Id;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::DraftBody;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// The working copy in full, with what submission would refuse. For its team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = DraftBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/draft")]
pub async fn show_draft(app: web::Data<App>, caller: Caller<Party>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let desk = draft::read(&app, caller.actor(), id.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(desk.version))
        .json(DraftBody::of(desk, caller.locale())))
}
