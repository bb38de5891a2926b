//! `POST /members/{id}/suspend`, `…/reinstate`, `…/leave`

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::membership::AccessReason;
use crate::services::members::{self, Step};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::members::show::answer;
use crate::web::members::view::MemberView;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingRequest {
    /// Reason, as it is recorded
    pub(super) reason: AccessReason,
}

/// Suspends a member: access ends at once, and can be given back.
#[utoipa::path(
    tag = "members",
    params(("id" = MemberId, Path)),
    request_body = StandingRequest,
    security(("access_token" = [])),
    responses(
        (status = 200, body = MemberView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/members/{id}/suspend")]
pub async fn suspend_member(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<MemberId>,
    body: Body<StandingRequest>,
) -> Answer<HttpResponse> {
    take(&app, &caller, id, Step::Suspend, body).await
}

/// Gives a suspended member access again.
#[utoipa::path(
    tag = "members",
    params(("id" = MemberId, Path)),
    request_body = StandingRequest,
    security(("access_token" = [])),
    responses(
        (status = 200, body = MemberView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/members/{id}/reinstate")]
pub async fn reinstate_member(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<MemberId>,
    body: Body<StandingRequest>,
) -> Answer<HttpResponse> {
    take(&app, &caller, id, Step::Reinstate, body).await
}

/// Ends a membership for good.
#[utoipa::path(
    tag = "members",
    params(("id" = MemberId, Path)),
    request_body = StandingRequest,
    security(("access_token" = [])),
    responses(
        (status = 200, body = MemberView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/members/{id}/leave")]
pub async fn end_membership(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<MemberId>,
    body: Body<StandingRequest>,
) -> Answer<HttpResponse> {
    take(&app, &caller, id, Step::Leave, body).await
}

async fn take(
    app: &App,
    caller: &Caller<Secretariats>,
    id: Id<MemberId>,
    step: Step,
    body: Body<StandingRequest>,
) -> Answer<HttpResponse> {
    let Body(StandingRequest { reason }) = body;
    let entry = members::step(app, caller.actor(), id.0, step, reason).await;
    Ok(answer(entry.in_language(caller.locale())?))
}
