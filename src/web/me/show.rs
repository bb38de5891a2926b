//! `GET /me`

use crate::app::App;
use crate::services::accounts::profile;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::me::view::Me;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// The person who is signed in.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Me),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me")]
pub async fn show_me(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<HttpResponse> {
    let profile = profile::show(&app, caller.actor()).await.in_language(caller.locale())?;
    let tag = row_tag(profile.member.version);
    Ok(HttpResponse::Ok().insert_header(tag).json(Me::from(profile)))
}
