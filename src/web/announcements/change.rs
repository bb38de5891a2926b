//! `PUT /announcements/{id}`

use crate::app::App;
use crate::domain::ids::AnnouncementId;
use crate::services::announcements;
use crate::web::announcements::view::{AnnouncementToSave, AnnouncementView, answer};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::IfMatch;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, put, web};

/// Replaces an announcement.
#[utoipa::path(
    tag = "announcements",
    params(("id" = AnnouncementId, Path), ("If-Match" = String, Header)),
    request_body = AnnouncementToSave,
    security(("access_token" = [])),
    responses(
        (status = 200, body = AnnouncementView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/announcements/{id}")]
pub async fn change_announcement(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<AnnouncementId>,
    version: IfMatch,
    body: Body<AnnouncementToSave>,
) -> Answer<HttpResponse> {
    let changed = announcements::change(&app, caller.actor(), id.0, version.0, body.0.into()).await;
    Ok(answer(StatusCode::OK, changed.in_language(caller.locale())?))
}
