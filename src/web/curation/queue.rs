//! `GET /curation/queue`

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::text::Bilingual;
use crate::services::curation::queue::{self, Question, QueueOrder, Waiting};
use crate::services::paging::{Asked, Page};
use crate::web::body::Params;
use crate::web::caller::{Caller, Reviewers};
use crate::web::curation::view::ReviewAge;
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of the queue.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueQuery {
    /// What comes first; `age` unless said otherwise
    #[param(inline)]
    order: Option<QueueOrder>,
    /// Only seeds or only needs
    kind: Option<ListingKind>,
    /// Most items, 1 to 100; 20 unless said otherwise
    limit: Option<u32>,
    /// Where the page begins, from the page before
    cursor: Option<String>,
}

/// A page of the queue.
#[derive(Serialize, ToSchema)]
pub struct ReviewQueue {
    items: Vec<QueuedReview>,
    /// Where the next page begins; absent on the last one
    next_cursor: Option<String>,
}

/// One listing that waits for a reviewer.
#[derive(Serialize, ToSchema)]
pub struct QueuedReview {
    id: ListingId,
    kind: ListingKind,
    /// Reference number
    reference: String,
    title: Option<Bilingual>,
    /// How a need would show its company
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<NeedVisibility>,
    /// Name of the organisation
    organisation: Option<Bilingual>,
    /// Where the review stands
    state: ListingState,
    /// Whether members see an earlier version meanwhile
    successor: bool,
    age: ReviewAge,
    /// Comments that are not settled
    open_comments: u32,
    /// Sentences to look at
    findings: usize,
    /// Findings, and one more if it is overdue
    risk: usize,
    /// What the reader may do now
    moves: Vec<Move>,
    /// Row version
    version: i64,
}

impl From<Waiting> for QueuedReview {
    fn from(waiting: Waiting) -> Self {
        let Waiting {
            id,
            kind,
            reference,
            title,
            visibility,
            organisation,
            state,
            successor,
            age,
            open_comments,
            findings,
            risk,
            moves,
            version,
        } = waiting;
        Self {
            id,
            kind,
            reference,
            title,
            visibility,
            organisation,
            state,
            successor,
            age: age.into(),
            open_comments,
            findings,
            risk,
            moves,
            version,
        }
    }
}

/// What waits for the liaison or the institution's reviewer, with its age against what is promised.
#[utoipa::path(
    tag = "curation",
    security(("access_token" = [])),
    params(QueueQuery),
    responses(
        (status = 200, body = ReviewQueue),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/curation/queue")]
pub async fn review_queue(
    app: web::Data<App>,
    caller: Caller<Reviewers>,
    query: Params<QueueQuery>,
) -> Answer<web::Json<ReviewQueue>> {
    let Params(QueueQuery {
        order,
        kind,
        limit,
        cursor,
    }) = query;
    let question = Question {
        order: order.unwrap_or(QueueOrder::Age),
        kind,
        page: Asked { limit, cursor },
    };
    let Page { items, next_cursor } = queue::queue(&app, &caller, question)
        .await
        .in_language(caller.locale())?;
    Ok(web::Json(ReviewQueue {
        items: items.into_iter().map(Into::into).collect(),
        next_cursor,
    }))
}
