//! `POST /introductions/{id}/confirm`

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

/// Consent to a liaison's proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// In place of the liaison's message, up to 800 characters
    message: Option<String>,
    /// The message holds nothing confidential; must be true
    confirmed_non_confidential: bool,
}

/// Makes a liaison's proposal one's own: it goes to the other side.
#[utoipa::path(
    tag = "introductions",
    params(
        ("id" = IntroductionId, Path, description = "Introduction"),
        ("If-Match" = String, Header, description = "Entity tag of the introduction as it was read"),
    ),
    request_body = Confirmation,
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions/{id}/confirm")]
pub async fn confirm_introduction(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<IntroductionId>,
    seen: IfMatch,
    body: Body<Confirmation>,
) -> Answer<HttpResponse> {
    let Body(Confirmation {
        message,
        confirmed_non_confidential,
    }) = body;
    let shown = introductions::confirm(&app, &caller, id.0, seen.0, message, confirmed_non_confidential)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
