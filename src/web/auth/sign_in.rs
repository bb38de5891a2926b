//! `POST /auth/sessions`

use crate::app::App;
use crate::services::sessions;
use crate::web::auth::{AccessToken, cookies};
use crate::web::body::Body;
use crate::web::caller::Reading;
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use secrecy::SecretString;
use serde::Deserialize;
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

/// Signs in: answers with an access token and sets the cookies that continue the session.
#[utoipa::path(
    tag = "auth",
    request_body = Credentials,
    responses(
        (status = 201, body = AccessToken),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/auth/sessions")]
pub async fn sign_in(
    app: web::Data<App>,
    reading: Reading,
    from: From,
    body: Body<Credentials>,
) -> Answer<HttpResponse> {
    let Body(Credentials { email, password }) = body;
    let opened = sessions::sign_in::sign_in(&app, &from.0, &email, password)
        .await
        .in_language(reading.0)?;
    let mut answer = HttpResponse::Created();
    cookies::set(&app, &mut answer, &opened);
    Ok(answer.json(AccessToken {
        access_token: opened.access_token,
        expires_in: opened.expires_in,
    }))
}
