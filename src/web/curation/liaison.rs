//! `GET /listings/{id}/liaison`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::curation::reassign;
use crate::web::body::Id;
use crate::web::caller::{Caller, Secretariats};
use crate::web::curation::view::LiaisonInCharge;
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, get, web};

/// Who is in charge of a submitted listing. For the secretariat; it shows nothing of what the listing says.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    responses(
        (status = 200, body = LiaisonInCharge),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listings/{id}/liaison")]
pub async fn liaison_in_charge(
    app: web::Data<App>,
    caller: Caller<Secretariats>,
    id: Id<ListingId>,
) -> Answer<HttpResponse> {
    let charge = reassign::charge(&app, id.0).await.in_language(caller.locale())?;
    let tag = row_tag(charge.version);
    Ok(HttpResponse::Ok()
        .insert_header(tag)
        .json(LiaisonInCharge::from(charge)))
}
