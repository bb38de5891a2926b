//! `POST /invitations`

use crate::app::App;
use crate::domain::ids::ApplicationId;
use crate::services::invitations;
use crate::web::applications::view::InvitationView;
use crate::web::body::Body;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Whom to invite again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationRequest {
    /// An approved application whose invitation was lost or has expired
    application_id: ApplicationId,
}

/// Invites an approved applicant again; the earlier invitation ends.
#[utoipa::path(
    tag = "invitations",
    request_body = InvitationRequest,
    security(("access_token" = [])),
    responses(
        (status = 201, body = InvitationView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/invitations")]
pub async fn reissue_invitation(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    body: Body<InvitationRequest>,
) -> Answer<HttpResponse> {
    let Body(InvitationRequest { application_id }) = body;
    let invitation = invitations::reissue(&app, caller.actor(), application_id).await;
    let invitation = invitation.in_language(caller.locale())?;
    Ok(HttpResponse::Created().json(InvitationView::from(invitation)))
}
