//! `GET /announcements/all`

use crate::app::App;
use crate::services::announcements;
use crate::web::announcements::view::AnnouncementView;
use crate::web::body::Params;
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use actix_web::get;
use actix_web::web::{Data, Json};

/// All announcements, past and to come, the one shown last first.
#[utoipa::path(
    tag = "announcements",
    params(Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<AnnouncementView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/announcements/all")]
pub async fn all_announcements(
    app: Data<App>,
    caller: Caller<Secretariats>,
    query: Params<Paging>,
) -> Answer<Json<Page<AnnouncementView>>> {
    let page = announcements::all(&app, &caller, query.0.into()).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(AnnouncementView::from).into()))
}
