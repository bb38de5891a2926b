//! `GET /announcements`

use crate::app::App;
use crate::services::announcements;
use crate::web::announcements::view::AnnouncementView;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// What is shown now; no more than fifty, so they come at once.
#[derive(Serialize, ToSchema)]
pub struct Announcements {
    /// Newest first
    items: Vec<AnnouncementView>,
}

/// The announcements in force. For everybody signed in, also before the undertaking is accepted.
#[utoipa::path(
    tag = "announcements",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Announcements),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/announcements")]
pub async fn list_announcements(app: web::Data<App>, caller: Caller<SignedIn>) -> Answer<HttpResponse> {
    let shown = announcements::in_force(&app).await.in_language(caller.locale())?;
    let items = shown.into_iter().map(AnnouncementView::from).collect();
    Ok(HttpResponse::Ok().json(Announcements { items }))
}
