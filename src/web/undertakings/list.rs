//! `GET /undertakings`

use crate::app::App;
use crate::services::undertakings;
use crate::web::body::Params;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use crate::web::undertakings::view::UndertakingView;
use actix_web::web::Json;
use actix_web::{get, web};

/// Lists all versions, newest first.
#[utoipa::path(
    tag = "undertakings",
    params(Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<UndertakingView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/undertakings")]
pub async fn list_undertakings(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    query: Params<Paging>,
) -> Answer<Json<Page<UndertakingView>>> {
    let page = undertakings::all(&app, &caller, query.0.into()).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(UndertakingView::from).into()))
}
