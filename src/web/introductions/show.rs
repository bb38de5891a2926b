//! `GET /introductions/{id}`

use crate::app::App;
use crate::domain::ids::IntroductionId;
use crate::services::introductions;
use crate::web::body::Id;
use crate::web::caller::{Caller, Involved};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::introductions::view::{IntroductionView, answer};
use actix_web::{HttpResponse, get, web};

/// One introduction, as the caller's side may see it.
#[utoipa::path(
    tag = "introductions",
    params(("id" = IntroductionId, Path, description = "Introduction")),
    security(("access_token" = [])),
    responses(
        (status = 200, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/introductions/{id}")]
pub async fn show_introduction(
    app: web::Data<App>,
    caller: Caller<Involved>,
    id: Id<IntroductionId>,
) -> Answer<HttpResponse> {
    let shown = introductions::show(&app, &caller, id.0)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Ok(), shown))
}
