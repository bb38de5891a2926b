//! `DELETE /me/sessions`

use crate::app::App;
use crate::services::sessions::end;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, delete, web};

/// Ends all of one's own sessions but the one in use.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/me/sessions")]
pub async fn end_other_sessions(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<HttpResponse> {
    end::end_others(&app, caller.actor())
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
