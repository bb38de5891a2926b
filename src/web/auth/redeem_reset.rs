//! `POST /auth/password-resets/redeem`

use crate::app::App;
use crate::services::accounts::password_reset;
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;

/// The token of a link and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Redemption {
    /// From the link in the mail
    token: String,
    /// New password: 12 to 200 characters, hard to guess
    #[schema(value_type = String)]
    new_password: SecretString,
}

/// Sets a new password with the token of a mailed link, once; all sessions end.
#[utoipa::path(
    tag = "auth",
    request_body = Redemption,
    responses(
        (status = 204, description = "The new password holds"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/auth/password-resets/redeem")]
pub async fn redeem_reset(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<Redemption>,
) -> Answer<HttpResponse> {
    let Body(Redemption { token, new_password }) = body;
    password_reset::redeem(&app, &from.0, &token, new_password)
        .await
        .in_language(reading.0)?;
    Ok(HttpResponse::NoContent().finish())
}
