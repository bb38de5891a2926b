//! `POST /introductions/{id}/accept`

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::services::introductions;
use crate::web::body::Id;
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::introductions::view::{IntroductionView, answer};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, post, web};

/// Accepts: both sides see each other's names and addresses, and the Approved tier opens.
#[utoipa::path(
    tag = "introductions",
    params(
        ("id" = IntroductionId, Path, description = "Introduction"),
        ("If-Match" = String, Header, description = "Entity tag of the introduction as it was read"),
    ),
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions/{id}/accept")]
pub async fn accept_introduction(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<IntroductionId>,
    seen: IfMatch,
) -> Answer<HttpResponse> {
    let shown = introductions::accept(&app, &caller, id.0, seen.0)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
