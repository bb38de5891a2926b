//! `GET /organisations/{id}`

use crate::app::App;
use crate::domain::account::Organisation;
use crate::domain::ids::OrganisationId;
use crate::services::organisations;
use crate::web::body::Id;
use crate::web::caller::{Caller, Staff};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::organisations::view::OrganisationView;
use crate::web::precondition::row_tag;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};

/// Shows an organisation in full.
#[utoipa::path(
    tag = "organisations",
    params(("id" = OrganisationId, Path)),
    security(("access_token" = [])),
    responses(
        (status = 200, body = OrganisationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/organisations/{id}")]
pub async fn show_organisation(
    app: web::Data<App>,
    caller: Caller<Staff>,
    id: Id<OrganisationId>,
) -> Answer<HttpResponse> {
    let organisation = organisations::show(&app, id.0).await;
    Ok(answer(StatusCode::OK, organisation.in_language(caller.locale())?))
}

/// An organisation with its entity tag.
pub(super) fn answer(status: StatusCode, organisation: Organisation) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(row_tag(organisation.version))
        .json(OrganisationView::from(organisation))
}
