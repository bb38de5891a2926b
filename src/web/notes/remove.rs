//! `DELETE /listings/{id}/notes/{note_id}`

use crate::app::App;
use crate::domain::ids::{ListingId, NoteId};
use crate::services::notes;
use crate::web::body::{Id, segment};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::{HttpRequest, HttpResponse, delete, web};

/// Removes a note of the caller's own.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ("note_id" = NoteId, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/listings/{id}/notes/{note_id}")]
pub async fn remove_note(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
    version: IfMatch,
) -> Answer<HttpResponse> {
    let at = (id.0, segment(&request, "note_id")?);
    let removed = notes::remove(&app, &caller, at, version.0).await;
    removed.in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
