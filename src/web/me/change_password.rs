//! `PUT /me/password`

use crate::app::App;
use crate::services::accounts::password;
use crate::web::body::Body;
use crate::web::caller::{Caller, SignedIn};
use crate::web::client::From;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, put, web};
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;

/// The current password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// Current password
    #[schema(value_type = String)]
    current: SecretString,
    /// New password: 12 to 200 characters, hard to guess
    #[schema(value_type = String)]
    new: SecretString,
}

/// Changes one's own password and ends all other sessions.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    request_body = PasswordChange,
    responses(
        (status = 204, description = "Changed"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/me/password")]
pub async fn change_password(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    from: From,
    body: Body<PasswordChange>,
) -> Answer<HttpResponse> {
    let Body(PasswordChange { current, new }) = body;
    password::change(&app, caller.actor(), &from.0, current, new)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
