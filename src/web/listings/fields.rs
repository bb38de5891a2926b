//! `GET /listing-fields/{kind}`

use crate::domain::listing::ListingKind;
use crate::domain::listing::content::Content;
use crate::domain::listing::field::FieldSpec;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::problem::Refusal;
use crate::web::body::segment;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, Problem, Rejection};
use actix_web::{HttpRequest, get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// The fields of a kind of listing.
#[derive(Serialize, ToSchema)]
pub struct Fields {
    /// In the order of a form: name, floor tier, rule of submission
    fields: &'static [FieldSpec],
}

/// Every field of a seed or a need with the tier it never goes below and what submission asks of it.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("kind" = ListingKind, Path)),
    responses(
        (status = 200, body = Fields),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/listing-fields/{kind}")]
pub async fn listing_fields(caller: Caller<SignedIn>, request: HttpRequest) -> Answer<web::Json<Fields>> {
    let code: String = segment(&request, "kind")?;
    let fields = match ListingKind::from_code(&code) {
        Some(ListingKind::Seed) => SeedContent::FIELDS,
        Some(ListingKind::Need) => NeedContent::FIELDS,
        None => return Err(Rejection::new(Refusal::NotFound, caller.locale())),
    };
    Ok(web::Json(Fields { fields }))
}
