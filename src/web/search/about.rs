//! `POST /search/about`

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::vocabulary::Code;
use crate::services::search::{Order, Question, Similar, about};
use crate::web::body::Body;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A whole text instead of words.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AboutBody {
    /// Seeds or needs
    kind: ListingKind,
    /// An abstract, a call, a need in plain words: 1 to 20,000 characters in either language. It is not kept
    text: String,
    /// As in a search
    #[serde(default)]
    filters: BTreeMap<String, Vec<Code>>,
    /// First stage wanted, as a range
    stage_min: Option<Code>,
    /// Last stage wanted, as a range
    stage_max: Option<Code>,
    /// Most listings, 1 to 100
    #[serde(default = "usual_limit")]
    limit: usize,
}

const fn usual_limit() -> usize {
    20
}

/// Lists what is about the same as a text, the nearest first.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = AboutBody,
    responses(
        (status = 200, body = Similar),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/about")]
pub async fn listings_about(
    app: web::Data<App>,
    caller: Caller<Reader>,
    body: Body<AboutBody>,
) -> Answer<HttpResponse> {
    let AboutBody {
        kind,
        text,
        filters,
        stage_min,
        stage_max,
        limit,
    } = body.0;
    let question = Question {
        kind,
        text: String::new(),
        filters,
        stage_min,
        stage_max,
        order: Order::Relevance,
        expand: true,
    };
    let found = about(&app, &caller, text, question, limit).await;
    Ok(HttpResponse::Ok().json(found.in_language(caller.locale())?))
}
