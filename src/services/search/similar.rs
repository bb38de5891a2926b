//! Listings like a given one: its text, as far as this member may see it, is the query; what this member may see is searched.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::search::{Ask, DocumentQuery, Filters, Highlighter, Hit, Kind, SearchRequest, Sort};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::documents::readable_one;
use crate::services::indexing::overlay::overlay;
use crate::services::indexing::pending::pending;
use crate::services::listings::access::{self, Sealed, Surface};
use crate::services::search::hit::{SearchHit, hit};
use crate::store::db::{Reads, Rx};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Most that are shown.
const MOST: usize = 10;
/// The calibrated score that a listing must at least have; less is chance.
const LEAST_LIKENESS: u8 = 15;
/// Most words named of what two listings share.
const MOST_SHARED: usize = 8;

/// Listings like one that the member may see, best first.
#[derive(Clone, Serialize, ToSchema)]
pub struct Similar {
    /// At most ten, of the same kind
    pub items: Vec<SimilarListing>,
}

/// One listing with what it shares with the given one.
#[derive(Clone, Serialize, ToSchema)]
pub struct SimilarListing {
    /// As in a search
    #[serde(flatten)]
    pub hit: SearchHit,
    /// Words of the given listing that this one carries too, strongest first
    pub shared: Vec<SharedWord>,
}

/// A word that two listings share.
#[derive(Clone, Serialize, ToSchema)]
pub struct SharedWord {
    /// As it stands in the given listing
    pub surface: String,
    /// The thesaurus entry by which they meet, if not as written
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<Bilingual>,
}

struct Found {
    query: Arc<DocumentQuery>,
    hits: Vec<Hit>,
    /// The given listing, whose words are shown, and then the hits
    sealed: Vec<Sealed>,
}

/// Listings like the given one. One that the actor may not know of is absent.
pub async fn similar(app: &App, actor: &Actor, id: ListingId) -> Outcome<Similar> {
    let (shared, reader) = (app.clone(), actor.clone());
    let found = app.db.read(move |rx| find(&shared, rx, &reader, id)).await?;
    let Some(Found { query, hits, sealed }) = found else {
        return Ok(Similar { items: Vec::new() });
    };
    let views = access::show_all(app, actor, Surface::Search, sealed).await?;
    let highlighter = Highlighter::new(query.terms());
    let items = views.into_iter().filter_map(|view| {
        let found = hits.iter().find(|hit| hit.listing == view.header.id)?;
        let words = found.matched.iter().take(MOST_SHARED).map(|term| SharedWord {
            surface: term.surface.clone(),
            concept: term.concept.clone(),
        });
        Some(SimilarListing {
            shared: words.collect(),
            hit: hit(view, Some(&highlighter), actor.locale, found.score),
        })
    });
    Ok(Similar { items: items.collect() })
}

fn find(app: &App, rx: &mut Rx<'_>, actor: &Actor, id: ListingId) -> Outcome<Option<Found>> {
    let known = access::known(rx, actor, id)?;
    let Some(own) = readable_one(rx, app, id, known.clearance.tier())? else {
        return Ok(None);
    };
    let index = app.index()?;
    let query = Arc::new(DocumentQuery::new(
        &own.borrowed(),
        &app.concepts(),
        index.scorer(actor.organisation)?.epoch(),
    ));
    let request = SearchRequest {
        viewer: actor.organisation,
        ask: Ask::Document(Arc::clone(&query)),
        filters: Filters {
            kind: Some(match known.listing.kind {
                ListingKind::Seed => Kind::Seed,
                ListingKind::Need => Kind::Need,
            }),
            not_listings: pending(rx, app, actor.organisation)?.into_iter().chain([id]).collect(),
            min_score: Some(query.least_score(LEAST_LIKENESS)),
            ..Filters::default()
        },
        sort: Sort::Relevance,
        after: None,
        limit: MOST,
        facets: Vec::new(),
        widen: false,
        also: false,
        explained: true,
        now: rx.now().timestamp_micros(),
    };
    let overlay = overlay(app, rx, actor.organisation)?;
    let found = index.search(&request, overlay.as_deref()).map_err(Error::Search)?;
    let ids = found.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>();
    let mut shown = vec![known];
    shown.extend(access::known_of(rx, actor, &ids)?);
    Ok(Some(Found {
        query,
        hits: found.hits,
        sealed: access::seal_published(rx, shown)?,
    }))
}
