//! `POST /search/suggest`

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::services::search::{Suggestions, suggest};
use crate::web::body::Body;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is being typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestBody {
    /// The text so far; its last word is completed
    text: String,
    /// Which listings it is meant for
    kind: ListingKind,
}

/// Suggests how a text may go on.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = SuggestBody,
    responses(
        (status = 200, body = Suggestions),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/suggest")]
pub async fn suggestions(app: web::Data<App>, caller: Caller<Reader>, body: Body<SuggestBody>) -> Answer<HttpResponse> {
    let SuggestBody { text, kind } = body.0;
    let found = suggest(&app, &caller, kind, text).await;
    Ok(HttpResponse::Ok().json(found.in_language(caller.locale())?))
}
