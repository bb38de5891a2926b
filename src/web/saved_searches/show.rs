//! `GET /saved-searches/{id}`

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::services::saved_searches::{self, SavedSearchView};
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};

/// Shows one of the caller's saved searches.
#[utoipa::path(
    tag = "search",
    params(("id" = SavedSearchId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 200, body = SavedSearchView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/saved-searches/{id}")]
pub async fn show_saved_search(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<SavedSearchId>,
) -> Answer<HttpResponse> {
    let search = saved_searches::one(&app, &caller, id.0).await;
    Ok(answer(StatusCode::OK, &search.in_language(caller.locale())?))
}

/// A saved search with its entity tag.
pub(super) fn answer(status: StatusCode, search: &SavedSearchView) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(row_tag(search.version))
        .json(search)
}
