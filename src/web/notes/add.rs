//! `POST /listings/{id}/notes`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::notes::{self, NoteView};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::notes::show::answer;
use crate::web::routes;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to be noted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteBody {
    /// Plain text, at most 2,000 characters
    pub(super) body: String,
}

/// Writes a note on a listing. The members of the caller's organisation who may see the listing read it, and nobody else.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    request_body = NoteBody,
    responses(
        (status = 201, body = NoteView, headers(("ETag" = String), ("Location" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/notes")]
pub async fn add_note(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    body: Body<NoteBody>,
) -> Answer<HttpResponse> {
    let note = notes::add(&app, &caller, id.0, body.0.body).await;
    let note = note.in_language(caller.locale())?;
    let mut answer = answer(StatusCode::CREATED, &note);
    // A repetition is answered by reading at this place.
    let place = format!("{}/listings/{}/notes/{}", routes::PREFIX, note.listing_id, note.id);
    if let Ok(place) = HeaderValue::try_from(place) {
        answer.headers_mut().insert(LOCATION, place);
    }
    Ok(answer)
}
