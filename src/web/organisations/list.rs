//! `GET /organisations`

use crate::app::App;
use crate::domain::account::OrganisationState;
use crate::services::organisations;
use crate::services::paging::Asked;
use crate::web::body::Params;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::organisations::view::OrganisationSummary;
use crate::web::page::Page;
use actix_web::web::Json;
use actix_web::{get, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which organisations.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganisationQuery {
    /// Those in this state; without it those that take part. Others are for the secretariat
    state: Option<OrganisationState>,
    /// Most items of the page
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `next_cursor` of the page before
    cursor: Option<String>,
}

/// Lists the organisations that take part, by name; to the secretariat also those that were shut out or have left.
#[utoipa::path(
    tag = "organisations",
    params(OrganisationQuery),
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
    query: Params<OrganisationQuery>,
) -> Answer<Json<Page<OrganisationSummary>>> {
    let Params(OrganisationQuery { state, limit, cursor }) = query;
    let state = state.unwrap_or(OrganisationState::Active);
    let page = organisations::directory(&app, &caller, state, Asked { limit, cursor }).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(OrganisationSummary::from).into()))
}
