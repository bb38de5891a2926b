//! `DELETE /saved-searches/{id}`

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::services::saved_searches;
use crate::web::body::Id;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, delete, web};

/// Gives up one of the caller's saved searches, with what it found.
#[utoipa::path(
    tag = "search",
    params(("id" = SavedSearchId, Path), ("If-Match" = String, Header)),
    security(("access_token" = [])),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/saved-searches/{id}")]
pub async fn remove_saved_search(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<SavedSearchId>,
    version: IfMatch,
) -> Answer<HttpResponse> {
    saved_searches::remove(&app, &caller, id.0, version.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
