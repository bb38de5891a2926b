//! `POST /me/notices/read`

use crate::app::App;
use crate::services::accounts::notices;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};

/// Marks all notices as read.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 204, description = "Read"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/notices/read")]
pub async fn read_all_notices(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<HttpResponse> {
    notices::read_all(&app, caller.actor())
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
