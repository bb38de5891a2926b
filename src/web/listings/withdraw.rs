//! `POST /listings/{id}/withdraw`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::Move;
use crate::domain::vocabulary::Code;
use crate::services::listings::moves::{self, Step};
use crate::web::body::{Body, Id};
use crate::web::caller::{Caller, Party};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::listings::view::StandingBody;
use crate::web::precondition::row_tag;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Code of `outcomes`
    #[serde(default)]
    reason: Option<Code>,
}

/// Takes a listing back for good, at once.
#[utoipa::path(
    tag = "listings",
    security(("access_token" = [])),
    params(("id" = ListingId, Path)),
    request_body = Withdrawal,
    responses(
        (status = 200, body = StandingBody, headers(("ETag" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/listings/{id}/withdraw")]
pub async fn withdraw_listing(
    app: web::Data<App>,
    caller: Caller<Party>,
    id: Id<ListingId>,
    body: Body<Withdrawal>,
) -> Answer<HttpResponse> {
    let Body(Withdrawal { reason }) = body;
    let step = Step {
        reason,
        ..Step::plain(Move::Withdraw)
    };
    let standing = moves::make(&app, caller.actor(), id.0, step)
        .await
        .in_language(caller.locale())?;
    Ok(HttpResponse::Ok()
        .insert_header(row_tag(standing.version))
        .json(StandingBody::from(standing)))
}
