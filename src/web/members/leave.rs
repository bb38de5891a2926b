//! `POST /me/leave`

use crate::app::App;
use crate::services::members;
use crate::web::auth::cookies;
use crate::web::body::Body;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::members::standing::StandingRequest;
use actix_web::{HttpResponse, post, web};

/// Ends your membership for good. Duties of the undertaking go on.
#[utoipa::path(
    tag = "members",
    request_body = StandingRequest,
    security(("access_token" = [])),
    responses(
        (status = 204, description = "You have left; the access token no longer works"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/leave")]
pub async fn leave_consortium(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    body: Body<StandingRequest>,
) -> Answer<HttpResponse> {
    let Body(StandingRequest { reason }) = body;
    members::leave(&app, caller.actor(), reason)
        .await
        .in_language(caller.locale())?;
    Ok(cookies::farewell(&app))
}
