//! `GET /applications`

use crate::app::App;
use crate::domain::membership::ApplicationState;
use crate::services::applications;
use crate::services::paging::Asked;
use crate::web::applications::view::ApplicationSummary;
use crate::web::body::Params;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::Page;
use actix_web::web::Json;
use actix_web::{get, web};
use serde::Deserialize;

/// Which applications to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApplicationQuery {
    /// Only those in this state
    state: Option<ApplicationState>,
    /// Entries per page, at most 100
    limit: Option<u32>,
    /// From `next_cursor` of the page before
    cursor: Option<String>,
}

/// Lists applications, oldest first.
#[utoipa::path(
    tag = "applications",
    params(ApplicationQuery),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<ApplicationSummary>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/applications")]
pub async fn list_applications(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    query: Params<ApplicationQuery>,
) -> Answer<Json<Page<ApplicationSummary>>> {
    let Params(ApplicationQuery { state, limit, cursor }) = query;
    let page = applications::list(&app, &caller, state, Asked { limit, cursor }).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(ApplicationSummary::from).into()))
}
