//! `GET /candidates`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::matching::CandidateState;
use crate::services::cursor;
use crate::services::matching::show::{self, CandidateView, Wanted};
use crate::web::body::Params;
use crate::web::caller::{Bound, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which matches.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CandidateParams {
    /// Only those of this own listing
    listing: Option<ListingId>,
    /// Only those in this state
    state: Option<CandidateState>,
    /// Matches per page, 1 to 100
    limit: Option<usize>,
    /// Where the page begins, from the page before
    cursor: Option<String>,
}

/// A page of matches, best first.
#[derive(Serialize, ToSchema)]
pub struct CandidatePage {
    /// Matches
    items: Vec<CandidateView>,
    /// Where the next page begins
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Lists matches of the caller's listings.
#[utoipa::path(
    tag = "matches",
    params(CandidateParams),
    security(("access_token" = [])),
    responses(
        (status = 200, body = CandidatePage),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/candidates")]
pub async fn list(app: web::Data<App>, caller: Caller<Bound>, params: Params<CandidateParams>) -> Answer<HttpResponse> {
    let Params(CandidateParams {
        listing,
        state,
        limit,
        cursor: page,
    }) = params;
    let limit = limit.unwrap_or(20).clamp(1, 100);
    let question = ("candidates", listing, state.map(CandidateState::code));
    let locale = caller.locale();
    let offset: usize = match page {
        Some(page) => cursor::open(&app, caller.member, &question, &page).in_language(locale)?,
        None => 0,
    };
    let (items, more) = show::list(&app, &caller, Wanted { listing, state }, offset, limit)
        .await
        .in_language(locale)?;
    let next_cursor = if more {
        Some(cursor::sign(&app, caller.member, &question, &(offset + limit)).in_language(locale)?)
    } else {
        None
    };
    Ok(HttpResponse::Ok().json(CandidatePage { items, next_cursor }))
}
