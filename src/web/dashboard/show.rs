//! `GET /dashboard`

use crate::app::App;
use crate::services::dashboard::{self, Dashboard};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::get;
use actix_web::web::{Data, Json};

/// The operator's statistics: counts over everything, and no content. For the secretariat alone: they count also what is hidden
/// from liaisons, and auditors read the ledger.
#[utoipa::path(
    tag = "dashboard",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Dashboard),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/dashboard")]
pub async fn show_dashboard(app: Data<App>, caller: Caller<Secretariats>) -> Answer<Json<Dashboard>> {
    let counted = dashboard::dashboard(&app, &caller).await;
    Ok(Json(counted.in_language(caller.locale())?))
}
