//! `DELETE /auth/session`

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::error::Error;
use crate::services::sessions::end;
use crate::web::auth::cookies;
use crate::web::caller::{Reading, actor_of};
use crate::web::error::{Answer, Problem, Rejection};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError, delete, web};

/// Signs out: ends the session and tells the browser to forget what it keeps of us. Works with the access token, or after
/// that has run out with the refresh cookie and its CSRF header.
#[utoipa::path(
    tag = "auth",
    security(("access_token" = []), ()),
    responses(
        (status = 204, description = "Signed out"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/auth/session")]
pub async fn sign_out(app: web::Data<App>, reading: Reading, request: HttpRequest) -> Answer<HttpResponse> {
    let outcome = match (actor_of(&request).await, cookies::shown(&app, &request)) {
        (Ok(actor), _) => end::sign_out(&app, actor).await,
        (Err(rejection), _) if rejection.status_code() != StatusCode::UNAUTHORIZED => return Err(rejection),
        (Err(_), Ok(shown)) => end::sign_out_by_refresh_token(&app, &shown.refresh, &shown.csrf).await,
        (Err(_), Err(refusal)) => Err(refusal.into()),
    };
    match outcome {
        Ok(()) => Ok(cookies::farewell(&app)),
        Err(Error::Refused(Refusal::Unauthenticated)) => Ok(cookies::over(&app, reading.0)),
        Err(error) => Err(Rejection::of(error, reading.0)),
    }
}
