//! `PUT /listings/{id}/matching`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::services::matching::threshold;
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::matching::MatchingBody;
use crate::web::precondition::{IfMatch, row_tag};
use actix_web::{HttpResponse, put, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// From which score on candidates are to be shown.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchingToSave {
    /// 0 to 100; null leaves it to what is usual and to what decisions teach
    threshold: Option<u8>,
}

/// Sets from which score on candidates are shown; the board is judged anew in the background. For the team.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(
        ("id" = ListingId, Path),
        ("If-Match" = String, Header, description = "`ETag` of the settings"),
    ),
    request_body = MatchingToSave,
    responses(
        (status = 200, body = MatchingBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/listings/{id}/matching")]
pub async fn save_matching(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    seen: IfMatch,
    body: Body<MatchingToSave>,
) -> Answer<HttpResponse> {
    let Body(MatchingToSave { threshold: wanted }) = body;
    let set = threshold::set(&app, caller.actor(), id.0, seen.0, wanted).await;
    let set = set.in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(set.version))
        .json(MatchingBody::from(set)))
}
