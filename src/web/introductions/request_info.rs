//! `POST /introductions/{id}/request-info`

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::services::introductions;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::introductions::view::{IntroductionView, answer};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A question to the asking side.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BackQuestion {
    /// Up to 800 characters, nothing confidential
    question: String,
}

/// Asks back before answering.
#[utoipa::path(
    tag = "introductions",
    params(
        ("id" = IntroductionId, Path, description = "Introduction"),
        ("If-Match" = String, Header, description = "Entity tag of the introduction as it was read"),
    ),
    request_body = BackQuestion,
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions/{id}/request-info")]
pub async fn request_introduction_info(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<IntroductionId>,
    seen: IfMatch,
    body: Body<BackQuestion>,
) -> Answer<HttpResponse> {
    let Body(BackQuestion { question }) = body;
    let shown = introductions::request_info(&app, &caller, id.0, seen.0, question)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
