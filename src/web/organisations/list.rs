//! `GET /organisations`

use crate::app::App;
use crate::services::organisations;
use crate::web::body::Params;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::organisations::view::OrganisationSummary;
use crate::web::page::{Page, Paging};
use actix_web::web::Json;
use actix_web::{get, web};

/// Lists the organisations that take part, by name.
#[utoipa::path(
    tag = "organisations",
    params(Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<OrganisationSummary>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/organisations")]
pub async fn list_organisations(
    app: web::Data<App>,
    caller: Caller<Reader>,
    query: Params<Paging>,
) -> Answer<Json<Page<OrganisationSummary>>> {
    let page = organisations::directory(&app, &caller, query.0.into()).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(OrganisationSummary::from).into()))
}
