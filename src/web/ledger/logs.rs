//! `GET /ledger/logs`

use crate::app::App;
use crate::services::ledger::{self, LogHead};
use crate::web::caller::{Auditors, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};

/// Lists the logs with their heads.
#[utoipa::path(
    tag = "ledger",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Vec<LogHead>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/ledger/logs")]
pub async fn list_logs(app: web::Data<App>, caller: Caller<Auditors>) -> Answer<HttpResponse> {
    Ok(HttpResponse::Ok().json(ledger::logs(&app).await.in_language(caller.locale())?))
}
