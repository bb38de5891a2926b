//! `PUT /listings/{id}/notes/{note_id}`

use crate::app::App;
use crate::domain::ids::{ListingId, NoteId};
use crate::services::notes::{self, NoteView};
use crate::web::body::{Body, Id, segment};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::notes::add::NoteBody;
use crate::web::notes::show::answer;
use crate::web::precondition::IfMatch;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, put, web};

/// Changes a note of the caller's own.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), ("note_id" = NoteId, Path), ("If-Match" = String, Header)),
    request_body = NoteBody,
    responses(
        (status = 200, body = NoteView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/notes/{note_id}")]
pub async fn change_note(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<NoteBody>,
) -> Answer<HttpResponse> {
    let at = (id.0, segment(&request, "note_id")?);
    let note = notes::change(&app, &caller, at, version.0, body.0.body).await;
    Ok(answer(StatusCode::OK, &note.in_language(caller.locale())?))
}
