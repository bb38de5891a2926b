//! Carrying a search out: index, then re-authorisation and text in one snapshot, then the ledger, then the answer.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::search::{
    After, Ask, FacetRequest, Filters, Highlighter, MAX_LIMIT, Query, SearchError, SearchRequest, SearchResult,
};
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use crate::services::indexing::overlay::overlay;
use crate::services::indexing::pending::pending;
use crate::services::listings::access::{self, Sealed, Surface};
use crate::services::search::hit::{SearchHit, hit};
use crate::services::search::question::{FACETS, Question, codes_of};
use crate::services::search::typed::{narrow, understood};
use crate::store::db::{Reads, Rx};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// Fewer hits than this are few enough to ask whether something else was meant.
const LITTLE: u64 = 3;
/// Where nothing is found, so many hits of what may have been meant are shown.
const INSTEAD: usize = 10;

/// One value of a facet and how many of all hits carry it.
#[derive(Clone, Serialize, ToSchema)]
pub struct FacetCount {
    /// Code
    pub code: String,
    /// Hits
    pub count: u64,
}

/// One page of an answer.
#[derive(Clone, Serialize, ToSchema)]
pub struct Page {
    /// Hits
    pub items: Vec<SearchHit>,
    /// If asked for, where all hits are few: what follows them, because it has some of the words, or is about the same; where
    /// there are none, what `did_you_mean` finds. Not counted anywhere
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<SearchHit>,
    /// All hits, on every page
    pub total: u64,
    /// Counts by facet name
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// Not every word could be matched, so any was enough
    pub relaxed: bool,
    /// The text with near spellings from the thesaurus and from visible titles, where it finds little
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// Where the next page begins
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// How much of an answer is wanted.
#[derive(Clone, Copy)]
pub struct Wanted {
    /// Hits per page
    pub limit: usize,
    /// Whether facets are counted
    pub facets: bool,
    /// Whether what follows a short list is looked for
    pub also: bool,
}

/// Searches what the actor may see.
pub async fn search(app: &App, actor: &Actor, question: Question, page: Option<&str>, wanted: Wanted) -> Outcome<Page> {
    let after: Option<After> = page
        .map(|text| cursor::open(app, actor.member, &question, text))
        .transpose()?;
    let query = Arc::new(understood(app, &question));
    let has_words = !query.is_empty();
    let request = request(app, actor, (&question, &query), after, wanted)?;
    let (shared, reader, asked) = (app.clone(), actor.clone(), Arc::clone(&query));
    let asking = question.clone();
    let (found, sealed, meant) = app
        .db
        .read(move |rx| find(&shared, rx, &reader, (&asked, &asking), request))
        .await?;
    let hits = found.hits.iter().map(|hit| (hit.listing, (hit.score, true)));
    let also = found.also.iter().map(|hit| (hit.listing, (hit.score, false)));
    let scores: BTreeMap<ListingId, (f64, bool)> = also.chain(hits).collect();
    let views = access::show_all(app, actor, Surface::Search, sealed).await?;
    let highlighter = has_words.then(|| Highlighter::new(query.terms()));
    let (mut items, mut also) = (Vec::with_capacity(found.hits.len()), Vec::new());
    for view in views {
        let (score, is_hit) = scores.get(&view.header.id).copied().unwrap_or_default();
        let list = if is_hit { &mut items } else { &mut also };
        list.push(hit(view, highlighter.as_ref(), actor.locale, score));
    }
    Ok(Page {
        items,
        also,
        total: found.total,
        facets: named(found.facets),
        relaxed: found.relaxed,
        did_you_mean: meant,
        next_cursor: found
            .next
            .map(|after| cursor::sign(app, actor.member, &question, &after))
            .transpose()?,
    })
}

/// What the index is asked; `find` adds what depends on the database.
pub(super) fn request(
    app: &App,
    actor: &Actor,
    (question, query): (&Question, &Arc<Query>),
    after: Option<After>,
    wanted: Wanted,
) -> Outcome<SearchRequest> {
    let facets = FACETS.iter().filter(|_| wanted.facets);
    Ok(SearchRequest {
        viewer: actor.organisation,
        ask: if query.is_empty() {
            Ask::Everything
        } else {
            Ask::Keywords(Arc::clone(query))
        },
        filters: question.constraints(&app.vocabularies).map_err(Error::Invalid)?,
        sort: question.sort(!query.terms().is_empty()),
        after,
        limit: wanted.limit.clamp(1, MAX_LIMIT),
        facets: facets
            .map(|(_, facet, vocabulary)| FacetRequest {
                facet: *facet,
                codes: codes_of(&app.vocabularies, vocabulary),
            })
            .collect(),
        widen: question.expand,
        also: wanted.also && question.expand,
        explained: false,
        now: 0,
    })
}

/// What the index finds, re-authorised and still sealed, and what else may have been meant.
pub(super) fn find(
    app: &App,
    rx: &mut Rx<'_>,
    actor: &Actor,
    (query, question): (&Query, &Question),
    mut request: SearchRequest,
) -> Outcome<(SearchResult, Vec<Sealed>, Option<String>)> {
    narrow(rx, actor, query, &mut request.filters)?;
    let pending = pending(rx, app, actor.organisation)?;
    request.filters.not_listings.extend(&pending);
    let overlay = overlay(app, rx, actor.organisation)?;
    let request = SearchRequest {
        now: rx.now().timestamp_micros(),
        ..request
    };
    let index = app.index()?;
    let mut found = index
        .search(&request, overlay.as_deref())
        .map_err(|error| match error {
            SearchError::StaleCursor => Error::Refused(Refusal::BadCursor),
            error => Error::Search(error),
        })?;
    let finds_little = request.after.is_none() && (found.relaxed || found.total < LITTLE);
    let meant = if finds_little {
        correction(app, &request, pending, &question.text)?
    } else {
        None
    };
    if let Some(meant) = meant.as_ref().filter(|_| request.also && found.total == 0) {
        let question = Question {
            text: meant.clone(),
            ..question.clone()
        };
        let instead = SearchRequest {
            ask: Ask::Keywords(Arc::new(understood(app, &question))),
            also: false,
            facets: Vec::new(),
            limit: INSTEAD,
            ..request
        };
        found.also = index.search(&instead, overlay.as_deref())?.hits;
    }
    let shown = found.hits.iter().chain(&found.also);
    let ids = shown.map(|hit| hit.listing).collect::<Vec<_>>();
    let known = access::known_of(rx, actor, &ids)?;
    if known.len() < ids.len() {
        // Either the index lags by an instant, or a visibility rule differs between index and policy: the latter is a bug.
        app.metrics.search_hits_refused(ids.len() - known.len());
    }
    Ok((found, access::seal_published(rx, known)?, meant))
}

/// The text with near spellings of the words that nothing visible of the kind has.
fn correction(app: &App, request: &SearchRequest, pending: Vec<ListingId>, text: &str) -> Outcome<Option<String>> {
    let of_kind = Filters {
        kind: request.filters.kind,
        not_listings: pending,
        ..Filters::default()
    };
    let request = SearchRequest {
        filters: of_kind,
        ..request.clone()
    };
    Ok(app.index()?.correction(&request, &app.concepts(), text)?)
}

fn named(counts: Vec<crate::search::FacetCounts>) -> BTreeMap<String, Vec<FacetCount>> {
    let name = |facet| {
        FACETS
            .iter()
            .find(|(_, known, _)| *known == facet)
            .map(|(name, ..)| (*name).to_owned())
    };
    let entries = counts.into_iter().filter_map(|one| {
        let counts = one
            .counts
            .into_iter()
            .map(|(code, count)| FacetCount { code, count })
            .collect();
        Some((name(one.facet)?, counts))
    });
    entries.collect()
}
