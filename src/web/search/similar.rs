//! `GET /listings/{id}/similar`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::search::{Similar, similar};
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};

/// Listings of the same kind like this one: from what the caller may see of it, among what the caller may see.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = Similar),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/similar")]
pub async fn similar_listings(app: web::Data<App>, caller: Caller<Reader>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let found = similar(&app, &caller, id.0).await;
    Ok(HttpResponse::Ok().json(found.in_language(caller.locale())?))
}
