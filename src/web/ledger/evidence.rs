//! `GET /ledger/listings/{id}/evidence`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::evidence;
use crate::web::body::{File, Id};
use crate::web::caller::{Auditors, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::file::attachment;
use actix_web::{HttpResponse, get, web};

/// The evidence about any listing, everybody named: who could and who did see which field of which version. It has no text of the
/// listing. That it was taken is itself in the ledger.
#[utoipa::path(
    tag = "ledger",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, description = "The pack", body = File, content_type = "application/zip",
            headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/ledger/listings/{id}/evidence")]
pub async fn ledger_evidence(app: web::Data<App>, caller: Caller<Auditors>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let file = evidence::of_auditor(&app, &caller, id.0).await;
    Ok(attachment(file.in_language(caller.locale())?))
}
