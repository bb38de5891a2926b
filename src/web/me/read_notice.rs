//! `POST /me/notices/{id}/read`

use crate::app::App;
use crate::domain::ids::NoticeId;
use crate::services::accounts::notices;
use crate::web::body::Id;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};

/// Marks a notice as read.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    params(("id" = NoticeId, Path, description = "Notice")),
    responses(
        (status = 204, description = "Read"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/me/notices/{id}/read")]
pub async fn read_notice(app: web::Data<App>, caller: Caller<SignedIn>, id: Id<NoticeId>) -> Answer<HttpResponse> {
    notices::read(&app, caller.actor(), id.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
