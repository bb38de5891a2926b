//! `PUT /listings/{id}/audience`

use crate::app::App;
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::services::listings::audience::{self, Wanted};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::audience::AudienceBody;
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// The whole team and the whole block list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceToSave {
    /// Active members of the same organisation; the owner always belongs to it
    team: Vec<MemberId>,
    /// Organisations that must not see it
    blocked_organisations: Vec<OrganisationId>,
}

/// Replaces team and block list. A block works at once. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of the audience"),
    ),
    request_body = AudienceToSave,
    responses(
        (status = 200, body = AudienceBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/audience")]
pub async fn save_audience(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<AudienceToSave>,
) -> Answer<HttpResponse> {
    let Body(AudienceToSave {
        team,
        blocked_organisations: blocked,
    }) = body;
    let around = audience::replace(&app, caller.actor(), id.0, seen.0, Wanted { team, blocked })
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(around.version))
        .json(AudienceBody::from(around)))
}
