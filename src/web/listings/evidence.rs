//! `GET /listings/{id}/evidence`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::evidence;
use crate::web::body::{File, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::file::attachment;
use actix_web::{HttpResponse, get, web};

/// The evidence about a listing for its team: who could and who did see which field of which version, with everything that proves it
/// without this installation. Whom the team never met stays sealed.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, description = "The pack", body = File, content_type = "application/zip",
            headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/evidence")]
pub async fn listing_evidence(app: web::Data<App>, caller: Caller<Party>, id: Id<ListingId>) -> Answer<HttpResponse> {
    let file = evidence::of_team(&app, &caller, id.0).await;
    Ok(attachment(file.in_language(caller.locale())?))
}
