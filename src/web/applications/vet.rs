//! `POST /applications/{id}/vettings`

use crate::app::App;
use crate::domain::ids::ApplicationId;
use crate::domain::membership::VettingDecision;
use crate::services::applications::{self, Ruling};
use crate::web::applications::show::answer;
use crate::web::applications::view::ApplicationView;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A decision with its reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VettingRequest {
    /// What
    decision: VettingDecision,
    /// Why, at most 1,000 characters; seen by the secretariat only
    reason: String,
}

/// Vets an application as it was read (`If-Match`). Two different persons must approve; one decline ends it.
#[utoipa::path(
    tag = "applications",
    params(("id" = ApplicationId, Path), ("If-Match" = String, Header)),
    request_body = VettingRequest,
    security(("access_token" = [])),
    responses(
        (status = 200, body = ApplicationView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/applications/{id}/vettings")]
pub async fn vet_application(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<ApplicationId>,
    version: IfMatch,
    body: Body<VettingRequest>,
) -> Answer<HttpResponse> {
    let Body(VettingRequest { decision, reason }) = body;
    let ruling = Ruling { decision, reason };
    let detail = applications::vet(&app, caller.actor(), id.0, version.0, ruling).await;
    Ok(answer(detail.in_language(caller.locale())?))
}
