//! `POST /auth/sessions`

use crate::app::App;
use crate::services::sessions;
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Institutional address
    email: String,
    /// Password
    #[schema(value_type = String)]
    password: SecretString,
}

/// An access token, to be sent as `Authorization: Bearer …`.
#[derive(Serialize, ToSchema)]
pub struct AccessToken {
    /// The token
    access_token: String,
    /// Seconds until it expires
    expires_in: i64,
}

/// Signs in.
#[utoipa::path(
    tag = "auth",
    responses(
        (status = 201, body = AccessToken),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/auth/sessions")]
pub async fn sign_in(app: web::Data<App>, reading: Reading, body: Body<Credentials>) -> Answer<HttpResponse> {
    let Body(Credentials { email, password }) = body;
    let signed_in = sessions::sign_in(&app, &email, password).await.in_language(reading.0)?;
    let token = AccessToken {
        access_token: signed_in.access_token,
        expires_in: signed_in.expires_in,
    };
    Ok(HttpResponse::Created().json(token))
}
