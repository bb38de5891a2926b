//! Asking the queries through the normal use cases, and measuring the answers.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::ListingKind;
use crate::domain::matching::Constraints;
use crate::domain::policy::Actor;
use crate::search::{DocumentQuery, Kind, TextField};
use crate::services::error::Outcome;
use crate::services::evaluation::collection::{Judgments, Query};
use crate::services::evaluation::interval::{Estimate, estimate, quantile};
use crate::services::evaluation::measures::{ndcg, recall, reciprocal_rank};
use crate::services::evaluation::record::Mode;
use crate::services::matching::nearest_for_owner;
use crate::services::search::{Order, Question, Wanted, search};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

/// So many results of a query are looked at.
const DEPTH: usize = 100;
/// Hits on a page: more than one page, so that the cursor is part of what is measured.
const PAGE: usize = 50;

/// A query with what it should find.
pub struct Judged<'a> {
    /// The query
    pub query: &'a Query,
    /// The relevant documents
    pub judgments: &'a Judgments,
}

/// What came of all queries.
pub struct Measured {
    /// nDCG of the first 10 results
    pub ndcg_10: Estimate,
    /// Recall among the first 100 results
    pub recall_100: Estimate,
    /// Mean reciprocal rank of the first relevant result
    pub mrr: Estimate,
    /// Milliseconds that half of the queries took at most
    pub p50_ms: f64,
    /// Milliseconds that 99 of 100 queries took at most
    pub p99_ms: f64,
}

/// Asks one query after the other. `documents` says which document each listing came from; `progress` hears of every query.
pub async fn ask(
    app: &App,
    actor: &Actor,
    mode: Mode,
    queries: &[Judged<'_>],
    documents: &HashMap<ListingId, String>,
    progress: impl Fn(),
) -> Outcome<Measured> {
    let (mut gains, mut recalls, mut firsts, mut times) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for Judged { query, judgments } in queries {
        let (found, took) = match mode {
            Mode::Search => typed(app, actor, query).await?,
            Mode::Match => matched(app, actor, query).await?,
        };
        let named = found.iter().filter_map(|listing| documents.get(listing));
        let others = named.filter(|document| Some(*document) != query.itself.as_ref());
        let ranking: Vec<u32> = others
            .take(DEPTH)
            .map(|document| judgments.get(document).copied().unwrap_or_default())
            .collect();
        let judged: Vec<u32> = judgments.values().copied().collect();
        gains.push(ndcg(&ranking, &judged, 10));
        recalls.push(recall(&ranking, &judged, DEPTH));
        firsts.push(reciprocal_rank(&ranking));
        times.push(took.as_secs_f64() * 1_000.0);
        progress();
    }
    times.sort_by(f64::total_cmp);
    Ok(Measured {
        ndcg_10: estimate(&gains),
        recall_100: estimate(&recalls),
        mrr: estimate(&firsts),
        p50_ms: quantile(&times, 500),
        p99_ms: quantile(&times, 990),
    })
}

/// The words as the search takes them.
#[must_use]
pub fn words(query: &Query) -> String {
    format!("{} {}", query.title, query.text).trim().to_owned()
}

/// As the handler of `POST /search/seeds` asks: with facets on the first page, on with the cursor; what follows a short list
/// follows it here.
async fn typed(app: &App, actor: &Actor, query: &Query) -> Outcome<(Vec<ListingId>, Duration)> {
    let question = Question {
        kind: ListingKind::Seed,
        text: words(query),
        filters: BTreeMap::new(),
        stage_min: None,
        stage_max: None,
        order: Order::Relevance,
        expand: true,
    };
    let (begun, mut found) = (Instant::now(), Vec::new());
    let mut cursor: Option<String> = None;
    loop {
        let wanted = Wanted {
            limit: PAGE,
            facets: cursor.is_none(),
            also: true,
        };
        let page = search(app, actor, question.clone(), cursor.as_deref(), wanted).await?;
        found.extend(page.items.iter().chain(&page.also).map(|hit| hit.header.id));
        cursor = page.next_cursor;
        // One more where the query's own document may be among them.
        let wanted = DEPTH + usize::from(query.itself.is_some());
        if found.len() >= wanted || cursor.is_none() {
            return Ok((found, begun.elapsed()));
        }
    }
}

/// As a need of the company would look for seeds on its owner's behalf.
async fn matched(app: &App, actor: &Actor, query: &Query) -> Outcome<(Vec<ListingId>, Duration)> {
    let (begun, shared, actor, query) = (Instant::now(), app.clone(), actor.clone(), query.clone());
    let found = app
        .db
        .read(move |rx| {
            let texts = [(TextField::Title, query.title.as_str()), (TextField::Body, &query.text)];
            let scorer = shared.index()?.scorer(actor.organisation)?;
            let asked = DocumentQuery::new(&texts, &shared.concepts(), scorer.epoch());
            let any = Constraints {
                unfiled_acceptable: true,
                ..Constraints::default()
            };
            let threshold = shared.config().matching.default_threshold;
            nearest_for_owner(rx, &shared, actor.organisation, Kind::Seed, &any, asked, threshold)
        })
        .await?;
    Ok((found, begun.elapsed()))
}
