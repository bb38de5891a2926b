//! `POST /auth/refresh`

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::error::Error;
use crate::services::sessions;
use crate::web::auth::{AccessToken, cookies};
use crate::web::caller::Reading;
use crate::web::error::{Answer, Problem, Rejection};
use actix_web::{HttpRequest, HttpResponse, post, web};

/// Exchanges the refresh cookie for a new access token and a new refresh cookie. Our own pages prove themselves by repeating
/// the CSRF cookie in a header.
#[utoipa::path(
    tag = "auth",
    params(("X-CSRF-Token" = String, Header, description = "The value of the CSRF cookie")),
    responses(
        (status = 200, body = AccessToken),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/auth/refresh")]
pub async fn refresh(app: web::Data<App>, reading: Reading, request: HttpRequest) -> Answer<HttpResponse> {
    let outcome = match cookies::shown(&app, &request) {
        Ok(shown) => sessions::refresh::refresh(&app, &shown.refresh, &shown.csrf).await,
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok(opened) => {
            let mut answer = HttpResponse::Ok();
            cookies::set(&app, &mut answer, &opened);
            Ok(answer.json(AccessToken {
                access_token: opened.access_token,
                expires_in: opened.expires_in,
            }))
        }
        Err(Error::Refused(Refusal::Unauthenticated)) => Ok(cookies::over(&app, reading.0)),
        Err(error) => Err(Rejection::of(error, reading.0)),
    }
}
