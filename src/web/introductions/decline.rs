//! `POST /introductions/{id}/decline`

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::DeclineAudience;
use crate::domain::vocabulary::Code;
use crate::services::introductions::{self, Declination};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::introductions::view::{IntroductionView, answer};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is declined, and who may see why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declining {
    /// A code of `decline_codes`
    code: Code,
    /// Who may see it
    audience: DeclineAudience,
    /// Which data would reopen it, up to 800 characters
    gap_request: Option<String>,
}

/// Declines, with a reason for those whom the decliner names.
#[utoipa::path(
    tag = "introductions",
    params(
        ("id" = IntroductionId, Path, description = "Introduction"),
        ("If-Match" = String, Header, description = "Entity tag of the introduction as it was read"),
    ),
    request_body = Declining,
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions/{id}/decline")]
pub async fn decline_introduction(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<IntroductionId>,
    seen: IfMatch,
    body: Body<Declining>,
) -> Answer<HttpResponse> {
    let Body(Declining {
        code,
        audience,
        gap_request,
    }) = body;
    let declination = Declination {
        code,
        audience,
        gap_request,
    };
    let shown = introductions::decline(&app, &caller, id.0, seen.0, declination)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
