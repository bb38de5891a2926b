//! `PUT /listings/{id}/public/agreement`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::listings::public;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Liaisons};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::public::{PublicBody, answer};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the liaison says to it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicAgreement {
    /// Whether the listing may be public
    agreed: bool,
}

/// Agrees to what the team asked for, so that anybody may read it from now on, or takes that back, which ends it at once. For the
/// liaison in charge.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of where it stands"),
    ),
    request_body = PublicAgreement,
    responses(
        (status = 200, body = PublicBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/public/agreement")]
pub async fn agree_public(
    app: web::Data<App>,
    caller: Caller<Liaisons>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<PublicAgreement>,
) -> Answer<HttpResponse> {
    let standing = public::agree(&app, caller.actor(), id.0, seen.0, body.0.agreed).await;
    Ok(answer(standing.in_language(caller.locale())?))
}
