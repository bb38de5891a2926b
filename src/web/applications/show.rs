//! `GET /applications/{id}`

use crate::app::App;
use crate::domain::ids::ApplicationId;
use crate::services::applications::{self, Detail};
use crate::web::applications::view::ApplicationView;
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// Shows an application.
#[utoipa::path(
    tag = "applications",
    params(("id" = ApplicationId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 200, body = ApplicationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/applications/{id}")]
pub async fn show_application(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<ApplicationId>,
) -> Answer<HttpResponse> {
    let detail = applications::show(&app, &caller, id.0).await;
    Ok(answer(detail.in_language(caller.locale())?))
}

/// An application with its entity tag.
pub(super) fn answer(detail: Detail) -> HttpResponse {
    let tag = row_tag(detail.listed.application.version);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(ApplicationView::from(detail))
}
