//! `GET /undertakings/{id}/acceptances`

use crate::app::App;
use crate::domain::ids::UndertakingId;
use crate::services::undertakings;
use crate::web::body::{Id, Params};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::page::{Page, Paging};
use crate::web::undertakings::view::SignatureView;
use actix_web::web::Json;
use actix_web::{get, web};

/// Lists who accepted a version, first one first.
#[utoipa::path(
    tag = "undertakings",
    params(("id" = UndertakingId, Path), Paging),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Page<SignatureView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/undertakings/{id}/acceptances")]
pub async fn list_acceptances(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<UndertakingId>,
    query: Params<Paging>,
) -> Answer<Json<Page<SignatureView>>> {
    let page = undertakings::acceptances(&app, &caller, id.0, query.0.into()).await;
    let page = page.in_language(caller.locale())?;
    Ok(Json(page.map(SignatureView::from).into()))
}
