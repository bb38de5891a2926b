//! `POST /auth/password-resets`

use crate::app::App;
use crate::services::accounts::password_reset;
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// Institutional address
    email: String,
}

/// The same for every address.
#[derive(Serialize, ToSchema)]
pub struct ResetAccepted {
    /// Minutes for which the link works, if one was sent
    link_minutes: i64,
}

/// Sends a link to set a new password, if there is an account. The answer does not tell whether there is.
#[utoipa::path(
    tag = "auth",
    request_body = ResetRequest,
    responses(
        (status = 202, body = ResetAccepted),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/auth/password-resets")]
pub async fn request_reset(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<ResetRequest>,
) -> Answer<HttpResponse> {
    password_reset::request(&app, &from.0, &body.0.email)
        .await
        .in_language(reading.0)?;
    Ok(HttpResponse::Accepted().json(ResetAccepted {
        link_minutes: password_reset::LIFE.num_minutes(),
    }))
}
