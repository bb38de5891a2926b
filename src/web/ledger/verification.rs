//! `GET /ledger/verification`

use crate::app::App;
use crate::services::ledger::{self, Verification};
use crate::web::caller::{Auditors, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};

/// Checks every log from its first entry to its head.
#[utoipa::path(
    tag = "ledger",
    security(("access_token" = [])),
    responses(
        (status = 200, body = Vec<Verification>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/ledger/verification")]
pub async fn verify_ledger(app: web::Data<App>, caller: Caller<Auditors>) -> Answer<HttpResponse> {
    Ok(HttpResponse::Ok().json(ledger::verify(&app).await.in_language(caller.locale())?))
}
