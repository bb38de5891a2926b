//! `POST /introductions`

use crate::app::App;
use crate::domain::ids::{CandidateId, ListingId};
use crate::services::introductions::{self, Ask};
use crate::web::body::Body;
use crate::web::caller::{Caller, Involved};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::introductions::view::{IntroductionView, answer};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// A request to be introduced.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IntroductionRequest {
    /// The listing asked about
    listing: ListingId,
    /// The asking side's own listing; a liaison names the one whose team is to ask
    own_listing: Option<ListingId>,
    /// The match it comes from
    candidate: Option<CandidateId>,
    /// To the other side, up to 800 characters, nothing confidential
    message: String,
    /// The message holds nothing confidential; must be true
    confirmed_non_confidential: bool,
}

/// Asks to be introduced. A liaison's request is a proposal to the team of `own_listing`.
#[utoipa::path(
    tag = "introductions",
    request_body = IntroductionRequest,
    security(("access_token" = [])),
    responses(
        (status = 201, body = IntroductionView),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/introductions")]
pub async fn ask_for_introduction(
    app: web::Data<App>,
    caller: Caller<Involved>,
    body: Body<IntroductionRequest>,
) -> Answer<HttpResponse> {
    let Body(IntroductionRequest {
        listing,
        own_listing,
        candidate,
        message,
        confirmed_non_confidential,
    }) = body;
    let ask = Ask {
        listing,
        own_listing,
        candidate,
        message,
        confirmed: confirmed_non_confidential,
    };
    let shown = introductions::ask(&app, &caller, ask)
        .await
        .in_language(caller.locale())?;
    Ok(answer(HttpResponse::Created(), shown))
}
