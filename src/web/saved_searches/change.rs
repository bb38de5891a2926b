//! `PUT /saved-searches/{id}`

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::services::saved_searches::{self, SavedSearchView};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use crate::web::saved_searches::create::SavedSearchBody;
use crate::web::saved_searches::show::answer;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, put, web};

/// Changes one of the caller's saved searches. With another question only what is published from now on is told.
#[utoipa::path(
    tag = "search",
    params(("id" = SavedSearchId, Path), ("If-Match" = String, Header)),
    request_body = SavedSearchBody,
    security(("access_token" = [])),
    responses(
        (status = 200, body = SavedSearchView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/saved-searches/{id}")]
pub async fn change_saved_search(
    app: web::Data<App>,
    caller: Caller<Reader>,
    id: Id<SavedSearchId>,
    version: IfMatch,
    body: Body<SavedSearchBody>,
) -> Answer<HttpResponse> {
    let search = saved_searches::change(&app, &caller, id.0, version.0, body.0.into()).await;
    Ok(answer(StatusCode::OK, &search.in_language(caller.locale())?))
}
