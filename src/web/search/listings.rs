//! `POST /search/seeds` and `POST /search/needs`

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::vocabulary::Code;
use crate::services::search::{Order, Page, Question, Wanted, search};
use crate::web::body::Body;
use crate::web::caller::{Caller, Reader};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, post, web};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A search. Everything is optional: an empty one lists all that the member may see, newest first.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SearchBody {
    /// Words; "a phrase" must stand as written, -word must not occur, OR between two means either, (brackets) group, beginn* stands
    /// for any ending. `title:`, `indication:` and `target:` look in those texts, `org:` for an owner whose name is shown to the
    /// member, `modality:` and `area:` narrow to a code or a name of the vocabulary. What makes no sense as an operator is text, so
    /// nothing is refused but more than 1,000 characters
    text: String,
    /// At least one of the codes, by facet name (`disease_areas`, `icd10_chapters`, `modalities`, `ip_status`, `collaborations`,
    /// `institution_type`, `approval_class`, `target_class`, `language`, `stage`, `freshness` in days: `7`, `30`, `90`, `365`)
    filters: BTreeMap<String, Vec<Code>>,
    /// First stage wanted, as a range
    stage_min: Option<Code>,
    /// Last stage wanted, as a range
    stage_max: Option<Code>,
    /// Order
    order: Order,
    /// Whether what goes by another name of the thesaurus is found too
    expand: bool,
    /// Whether to count facets: of each facet, how many hits there would be if nothing else were chosen of it
    facets: bool,
    /// Whether what follows a list of fewer than ten hits is wanted too: what has some of the words, or is about the same, at most
    /// ten together with the hits. It takes longer than the list, so ask for it once the list is shown
    also: bool,
    /// Hits per page, 1 to 100
    limit: usize,
    /// Where the page begins, from the page before
    cursor: Option<String>,
}

impl Default for SearchBody {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: BTreeMap::new(),
            stage_min: None,
            stage_max: None,
            order: Order::Relevance,
            expand: true,
            facets: true,
            also: false,
            limit: 20,
            cursor: None,
        }
    }
}

async fn answer(app: &App, caller: &Caller<Reader>, kind: ListingKind, body: SearchBody) -> Answer<HttpResponse> {
    let SearchBody {
        text,
        filters,
        stage_min,
        stage_max,
        order,
        expand,
        facets,
        also,
        limit,
        cursor,
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
    let wanted = Wanted { limit, facets, also };
    let page = search(app, caller, question, cursor.as_deref(), wanted).await;
    Ok(HttpResponse::Ok().json(page.in_language(caller.locale())?))
}

/// Searches seeds.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = SearchBody,
    responses(
        (status = 200, body = Page),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/seeds")]
pub async fn seeds(app: web::Data<App>, caller: Caller<Reader>, body: Body<SearchBody>) -> Answer<HttpResponse> {
    answer(&app, &caller, ListingKind::Seed, body.0).await
}

/// Searches needs.
#[utoipa::path(
    tag = "search",
    security(("access_token" = [])),
    request_body = SearchBody,
    responses(
        (status = 200, body = Page),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/search/needs")]
pub async fn needs(app: web::Data<App>, caller: Caller<Reader>, body: Body<SearchBody>) -> Answer<HttpResponse> {
    answer(&app, &caller, ListingKind::Need, body.0).await
}
