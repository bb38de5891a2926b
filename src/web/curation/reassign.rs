//! `PUT /listings/{id}/liaison`

use crate::app::App;
use crate::domain::ids::{ListingId, MemberId};
use crate::services::curation::reassign;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::curation::view::LiaisonInCharge;
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who is to be in charge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReassignRequest {
    /// An active liaison
    member: MemberId,
}

/// Puts another liaison in charge of a submitted listing; the one before loses access at once.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "Entity tag of who is in charge"),
    ),
    request_body = ReassignRequest,
    responses(
        (status = 200, body = LiaisonInCharge),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/liaison")]
pub async fn reassign_liaison(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<ReassignRequest>,
) -> Answer<HttpResponse> {
    let Body(ReassignRequest { member }) = body;
    let charge = reassign::reassign(&app, caller.actor(), id.0, seen.0, member)
        .await
        .in_language(caller.locale())?;
    let tag = row_tag(charge.version);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(LiaisonInCharge::from(charge)))
}
