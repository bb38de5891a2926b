//! `GET /undertakings/current`

use crate::app::App;
use crate::services::undertakings;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::undertakings::view::CurrentUndertaking;
use actix_web::web::Json;
use actix_web::{get, web};

/// Shows the version in force and whether you are bound by it.
#[utoipa::path(
    tag = "undertakings",
    security(("access_token" = [])),
    responses(
        (status = 200, body = CurrentUndertaking),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/undertakings/current")]
pub async fn current_undertaking(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<Json<CurrentUndertaking>> {
    let current = undertakings::current(&app, &caller).await;
    Ok(Json(current.in_language(caller.locale())?.into()))
}
