//! `GET /saved-searches/{id}/alerts`

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::services::saved_searches::alerts::{self, AlertView};
use crate::web::body::{Id, Params};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use actix_web::{HttpResponse, get, web};

/// Lists what one of the caller's saved searches found since it was saved, newest first.
#[utoipa::path(
    tag = "search",
    params(("id" = SavedSearchId, Path), Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<AlertView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/saved-searches/{id}/alerts")]
pub async fn list_search_alerts(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<SavedSearchId>,
    paging: Params<Paging>,
) -> Answer<HttpResponse> {
    let page = alerts::list(&app, &caller, id.0, paging.0.into()).await;
    Ok(HttpResponse::Ok().json(Page::from(page.in_language(caller.locale())?)))
}
