//! `GET /listings/{id}/notes/{note_id}`

use crate::app::App;
use crate::domain::ids::{ListingId, NoteId};
use crate::services::notes::{self, NoteView};
use crate::web::body::{Id, segment};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, web};

/// Shows a note of the caller's organisation.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ("note_id" = NoteId, Path)),
    responses(
        (status = 200, body = NoteView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/notes/{note_id}")]
pub async fn show_note(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
) -> Answer<HttpResponse> {
    let note = notes::one(&app, &caller, id.0, segment(&request, "note_id")?).await;
    Ok(answer(StatusCode::OK, &note.in_language(caller.locale())?))
}

/// A note with its entity tag.
pub(super) fn answer(status: StatusCode, note: &NoteView) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(row_tag(note.version))
        .json(note)
}
