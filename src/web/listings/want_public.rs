//! `PUT /listings/{id}/public`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::listings::public;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::public::{PublicBody, answer};
use crate::web::precondition::IfMatch;
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What the team wants.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicWish {
    /// Whether the listing is to be public
    wanted: bool,
}

/// Asks that anybody may read a few fields of a seed, or takes that back, which ends it at once. It begins when the liaison in charge
/// agrees, and only for a seed whose patent application lies open. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of where it stands"),
    ),
    request_body = PublicWish,
    responses(
        (status = 200, body = PublicBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/public")]
pub async fn want_public(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<PublicWish>,
) -> Answer<HttpResponse> {
    let standing = public::want(&app, caller.actor(), id.0, seen.0, body.0.wanted).await;
    Ok(answer(standing.in_language(caller.locale())?))
}
