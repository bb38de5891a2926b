//! `GET /saved-searches`

use crate::app::App;
use crate::services::saved_searches::{self, SavedSearchView};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// A member's saved searches; there is a limit to how many one keeps, so they come at once.
#[derive(Serialize, ToSchema)]
pub struct SavedSearches {
    /// By name
    items: Vec<SavedSearchView>,
}

/// Lists the caller's saved searches.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    responses(
        (status = 200, body = SavedSearches),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/saved-searches")]
pub async fn list_saved_searches(app: web::Data<App>, caller: Caller<Reader>) -> Answer<HttpResponse> {
    let items = saved_searches::list(&app, &caller).await.in_language(caller.locale())?;
    Ok(HttpResponse::Ok().json(SavedSearches { items }))
}
