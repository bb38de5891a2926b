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

/// Searches what the actor may see.
pub async fn search(
    app: &App,
    actor: &Actor,
    question: Question,
    page: Option<&str>,
    limit: usize,
    with_facets: bool,
) -> Outcome<Page> {
    let filters = question.constraints(&app.vocabularies).map_err(Error::Invalid)?;
    let after: Option<After> = page
        .map(|text| cursor::open(app, actor.member, &question, text))
        .transpose()?;
    let query = Arc::new(understood(app, &question));
    let has_words = !query.is_empty();
    let facets = FACETS.iter().filter(|_| with_facets);
    let request = SearchRequest {
        viewer: actor.organisation,
        ask: if has_words {
            Ask::Keywords(Arc::clone(&query))
        } else {
            Ask::Everything
        },
        filters,
        sort: question.sort(!query.terms().is_empty()),
        after,
        limit: limit.clamp(1, MAX_LIMIT),
        facets: facets
            .map(|(_, facet, vocabulary)| FacetRequest {
                facet: *facet,
                codes: codes_of(&app.vocabularies, vocabulary),
            })
            .collect(),
        now: 0,
    };
    let (shared, reader, asked) = (app.clone(), actor.clone(), Arc::clone(&query));
    let text = question.text.clone();
    let (found, sealed, meant) = app
        .db
        .read(move |rx| find(&shared, rx, &reader, (&asked, &text), request))
        .await?;
    let scores: BTreeMap<ListingId, f64> = found.hits.iter().map(|hit| (hit.listing, hit.score)).collect();
    let views = access::show_all(app, actor, Surface::Search, sealed).await?;
    let highlighter = has_words.then(|| Highlighter::new(query.terms()));
    let items = views.into_iter().map(|view| {
        let score = scores.get(&view.header.id).copied().unwrap_or_default();
        hit(view, highlighter.as_ref(), actor.locale, score)
    });
    Ok(Page {
        items: items.collect(),
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

fn find(
    app: &App,
    rx: &mut Rx<'_>,
    actor: &Actor,
    (query, text): (&Query, &str),
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
    let found = app
        .index()?
        .search(&request, overlay.as_deref())
        .map_err(|error| match error {
            SearchError::StaleCursor => Error::Refused(Refusal::BadCursor),
            error => Error::Search(error),
        })?;
    let ids = found.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>();
    let known = access::known_of(rx, actor, &ids)?;
    if known.len() < ids.len() {
        // Either the index lags by an instant, or a visibility rule differs between index and policy: the latter is a bug.
        app.metrics.search_hits_refused(ids.len() - known.len());
    }
    let sealed = access::seal_published(rx, known)?;
    let finds_little = request.after.is_none() && (found.relaxed || found.total < LITTLE);
    let meant = if finds_little {
        let of_kind = Filters {
            kind: request.filters.kind,
            not_listings: pending,
            ..Filters::default()
        };
        let request = SearchRequest {
            filters: of_kind,
            ..request
        };
        app.index()?.correction(&request, &app.concepts(), text)?
    } else {
        None
    };
    Ok((found, sealed, meant))
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
