//! `PATCH /applications/{id}`

use crate::app::App;
use crate::domain::ids::{ApplicationId, OrganisationId};
use crate::services::applications;
use crate::web::applications::show::answer;
use crate::web::applications::view::ApplicationView;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, patch, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the secretariat may correct before anybody vets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The organisation of the consortium to which the applicant belongs
    organisation_id: OrganisationId,
}

/// Assigns an applicant to an organisation of the consortium.
#[utoipa::path(
    tag = "applications",
    params(("id" = ApplicationId, Path), ("If-Match" = String, Header)),
    request_body = Assignment,
    security(("access_token" = [])),
    responses(
        (status = 200, body = ApplicationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[patch("/applications/{id}")]
pub async fn assign_application(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<ApplicationId>,
    version: IfMatch,
    body: Body<Assignment>,
) -> Answer<HttpResponse> {
    let Body(Assignment { organisation_id }) = body;
    let detail = applications::assign(&app, caller.actor(), id.0, version.0, organisation_id).await;
    Ok(answer(detail.in_language(caller.locale())?))
}
