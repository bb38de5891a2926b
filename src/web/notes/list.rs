//! `GET /notes`

use crate::app::App;
use crate::services::notes::{self, ListedNote};
use crate::web::body::Params;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use actix_web::{HttpResponse, get, web};

/// Lists all notes of the caller's organisation on listings that the caller may see now, newest first.
#[utoipa::path(
    tag = "notes",
    security(("access_token" = [])),
    params(Paging),
    responses(
        (status = 200, body = Page<ListedNote>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/notes")]
pub async fn list_notes(app: web::Data<App>, caller: Caller<Reader>, paging: Params<Paging>) -> Answer<HttpResponse> {
    let page = notes::list(&app, &caller, paging.0.into()).await;
    Ok(HttpResponse::Ok().json(Page::from(page.in_language(caller.locale())?)))
}
