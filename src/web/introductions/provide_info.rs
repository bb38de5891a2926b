//! `POST /introductions/{id}/provide-info`

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

/// The answer to the question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// Up to 800 characters, nothing confidential
    #[serde(rename = "answer")]
    text: String,
}

/// Answers the question; the request waits for the other side again.
#[utoipa::path(
    tag = "introductions",
    params(
        ("id" = IntroductionId, Path, description = "Introduction"),
        ("If-Match" = String, Header, description = "Entity tag of the introduction as it was read"),
    ),
    request_body = Information,
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions/{id}/provide-info")]
pub async fn provide_introduction_info(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<IntroductionId>,
    seen: IfMatch,
    body: Body<Information>,
) -> Answer<HttpResponse> {
    let Body(Information { text }) = body;
    let shown = introductions::provide_info(&app, &caller, id.0, seen.0, text)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
