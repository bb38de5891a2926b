//! `GET /listings/{id}/review`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::curation::desk;
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::curation::desk_view::ReviewDesk;
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// Everything that is needed to decide about a submitted listing. For the owner's side: team, liaison, institution's reviewer.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = ReviewDesk),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/review")]
pub async fn review_desk(app: web::Data<App>, caller: Caller<Reader>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let desk = desk::show(&app, &caller, id.0).await.in_language(caller.locale())?;
    let tag = row_tag(desk.listing.version);
    Ok(HttpResponse::Ok().insert_header(tag).json(ReviewDesk::from(desk)))
}
