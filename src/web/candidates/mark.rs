//! `POST /candidates/{id}/mark`

use crate::app::App;
use crate::domain::ids::CandidateId;
use crate::domain::matching::LiaisonMark;
use crate::services::matching::decide;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Liaisons};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// The liaison's mark.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkBody {
    /// `endorsed`, `suppressed`, or null to lift it
    mark: Option<LiaisonMark>,
}

/// Endorses or suppresses a pair, for both sides.
#[utoipa::path(
    tag = "matches",
    params(("id" = CandidateId, Path)),
    request_body = MarkBody,
    security(("access_token" = [])),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/candidates/{id}/mark")]
pub async fn mark(
    app: web::Data<App>,
    caller: Caller<Liaisons>,
    id: Id<CandidateId>,
    body: Body<MarkBody>,
) -> Answer<HttpResponse> {
    decide::mark(&app, &caller, id.0, body.0.mark)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
