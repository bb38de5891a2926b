//! `DELETE /me/sessions/{id}`

use crate::app::App;
use crate::domain::ids::SessionId;
use crate::services::sessions::end;
use crate::web::body::Id;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, delete, web};

/// Ends one of one's own sessions; it is refused from its next request on.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    params(("id" = SessionId, Path, description = "Session")),
    responses(
        (status = 204, description = "Ended"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/me/sessions/{id}")]
pub async fn end_session(app: web::Data<App>, caller: Caller<SignedIn>, id: Id<SessionId>) -> Answer<HttpResponse> {
    end::end(&app, caller.actor(), id.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
