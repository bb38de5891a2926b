//! `POST /search/seeds/export` and `POST /search/needs/export`

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::vocabulary::Code;
use crate::services::exports::{self, TableFormat};
use crate::services::search::{Order, Question};
use crate::web::body::{Body, File};
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::file::attachment;
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A search whose hits are wanted as a file. All but the format is as in a search.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportBody {
    /// `xlsx` or `csv`
    format: TableFormat,
    /// Words
    #[serde(default)]
    text: String,
    /// At least one of the codes, by facet name
    #[serde(default)]
    filters: BTreeMap<String, Vec<Code>>,
    /// First stage wanted, as a range
    stage_min: Option<Code>,
    /// Last stage wanted, as a range
    stage_max: Option<Code>,
    /// Order
    #[serde(default = "best_first")]
    order: Order,
    /// Whether what goes by another name of the thesaurus is found too
    #[serde(default = "by_any_name")]
    expand: bool,
    /// Most listings, 1 to 500: as many as there can be unless it is said
    limit: Option<usize>,
}

const fn best_first() -> Order {
    Order::Relevance
}

const fn by_any_name() -> bool {
    true
}

async fn answer(app: &App, caller: &Caller<Reader>, kind: ListingKind, body: ExportBody) -> Answer<HttpResponse> {
    let ExportBody {
        format,
        text,
        filters,
        stage_min,
        stage_max,
        order,
        expand,
        limit,
    } = body;
    let question = Question {
        kind,
        text,
        filters,
        stage_min,
        stage_max,
        order,
        expand,
    };
    let file = exports::search(app, caller, question, limit, format, caller.locale()).await;
    Ok(attachment(file.in_language(caller.locale())?))
}

/// What a search for seeds finds, as a file. Its owners see in their evidence that it was taken along.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = ExportBody,
    responses(
        (status = 200, description = "The file", content(
            (File = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/csv"),
        ), headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/seeds/export")]
pub async fn export_seeds(app: web::Data<App>, caller: Caller<Reader>, body: Body<ExportBody>) -> Answer<HttpResponse> {
    answer(&app, &caller, ListingKind::Seed, body.0).await
}

/// What a search for needs finds, as a file. Its owners see in their evidence that it was taken along.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = ExportBody,
    responses(
        (status = 200, description = "The file", content(
            (File = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/csv"),
        ), headers(("Content-Disposition" = String))),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/needs/export")]
pub async fn export_needs(app: web::Data<App>, caller: Caller<Reader>, body: Body<ExportBody>) -> Answer<HttpResponse> {
    answer(&app, &caller, ListingKind::Need, body.0).await
}
