//! `DELETE /announcements/{id}`

use crate::app::App;
use crate::domain::ids::AnnouncementId;
use crate::services::announcements;
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, delete, web};

/// Removes an announcement.
#[utoipa::path(
    tag = "announcements",
    params(("id" = AnnouncementId, Path), ("If-Match" = String, Header)),
    security(("access_token" = [])),
    responses(
        (status = 204),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/announcements/{id}")]
pub async fn remove_announcement(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<AnnouncementId>,
    version: IfMatch,
) -> Answer<HttpResponse> {
    announcements::remove(&app, caller.actor(), id.0, version.0)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::NoContent().finish())
}
