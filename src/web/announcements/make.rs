//! `POST /announcements`

use crate::app::App;
use crate::services::announcements;
use crate::web::announcements::view::{AnnouncementToSave, AnnouncementView, answer};
use crate::web::body::Body;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};

/// Makes an announcement.
#[utoipa::path(
    tag = "announcements",
    request_body = AnnouncementToSave,
    security(("access_token" = [])),
    responses(
        (status = 201, body = AnnouncementView, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/announcements")]
pub async fn make_announcement(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    body: Body<AnnouncementToSave>,
) -> Answer<HttpResponse> {
    let made = announcements::make(&app, caller.actor(), body.0.into()).await;
    Ok(answer(StatusCode::CREATED, made.in_language(caller.locale())?))
}
