//! `POST /listings/{id}/renew`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::Move;

use crate::services::listings::moves::{self, Step};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::StandingBody;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

/// How long it is to stay published.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// Until when; the usual validity from now if absent
    #[serde(default)]
    valid_until: Option<DateTime<Utc>>,
}

/// Renews a published or expired listing. Others see the new end at once.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    request_body = Renewal,
    responses(
        (status = 200, body = StandingBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/renew")]
pub async fn renew_listing(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    body: Body<Renewal>,
) -> Answer<HttpResponse> {
    let Body(Renewal { valid_until }) = body;
    let step = Step {
        valid_until,
        ..Step::plain(Move::Renew)
    };
    let standing = moves::make(&app, caller.actor(), id.0, step)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(standing.version))
        .json(StandingBody::from(standing)))
}
