//! `POST /candidates/{id}/decision`

use crate::app::App;
use crate::domain::ids::CandidateId;
use crate::domain::matching::CandidateState;
use crate::domain::vocabulary::Code;
use crate::services::matching::decide::{Decision, decide as decide_match};
use crate::web::body::{Body, Id};
use crate::web::caller::{Bound, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the side makes of the match.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// `seen`, `interested`, `not_now` or `dismissed`
    state: CandidateState,
    /// Why it is dismissed, a code of `decline_codes`
    #[serde(default)]
    reason: Option<Code>,
}

/// Decides about a match.
#[utoipa::path(
    tag = "matches",
    params(("id" = CandidateId, Path), ("If-Match" = String, Header)),
    request_body = DecisionBody,
    security(("access_token" = [])),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/candidates/{id}/decision")]
pub async fn decide(
    app: web::Data<App>,
    caller: Caller<Bound>,
    id: Id<CandidateId>,
    version: IfMatch,
    body: Body<DecisionBody>,
) -> Answer<HttpResponse> {
    let Body(DecisionBody { state, reason }) = body;
    let decided = decide_match(&app, &caller, id.0, version.0, Decision { state, reason }).await;
    let version = decided.in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().insert_header(row_tag(version)).finish())
}
