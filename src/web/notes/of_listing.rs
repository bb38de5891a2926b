//! `GET /listings/{id}/notes`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::notes::{self, NoteView};
use crate::web::body::{Id, Params};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use actix_web::{HttpResponse, get, web};

/// Lists the notes of the caller's organisation on a listing, newest first.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(("id" = ListingId, Path), Paging),
    responses(
        (status = 200, body = Page<NoteView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/notes")]
pub async fn notes_of_listing(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<ListingId>,
    paging: Params<Paging>,
) -> Answer<HttpResponse> {
    let page = notes::of_listing(&app, &caller, id.0, paging.0.into()).await;
    Ok(HttpResponse::Ok().json(Page::from(page.in_language(caller.locale())?)))
}
