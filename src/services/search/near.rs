//! What is near to a whole text, of what a member may see: the common part of `similar.rs` and `about.rs`.

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::search::{Ask, DocumentQuery, Filters, Highlighter, Hit, Kind, SearchRequest, Sort, TextField};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::overlay::overlay;
use crate::services::indexing::pending::pending;
use crate::services::listings::access::{self, Known, Sealed, Surface};
use crate::services::search::hit::{SearchHit, hit};
use crate::store::db::{Reads, Rx};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The calibrated score that a listing must at least have; less is chance.
const LEAST_LIKENESS: u8 = 15;
/// Most words named of what two texts share.
const MOST_SHARED: usize = 8;

/// Listings near to a text, best first, of those that the member may see.
#[derive(Clone, Serialize, ToSchema)]
pub struct Similar {
    /// The nearest
    pub items: Vec<SimilarListing>,
}

/// One listing with what it shares with the given text.
#[derive(Clone, Serialize, ToSchema)]
pub struct SimilarListing {
    /// As in a search
    #[serde(flatten)]
    pub hit: SearchHit,
    /// Words of the given text that this listing carries too, strongest first
    pub shared: Vec<SharedWord>,
}

/// A word that two texts share.
#[derive(Clone, Serialize, ToSchema)]
pub struct SharedWord {
    /// As it stands in the given text
    pub surface: String,
    /// The thesaurus entry by which they meet, if not as written
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<Bilingual>,
}

/// What was found, still sealed.
pub(super) struct Near {
    query: Arc<DocumentQuery>,
    hits: Vec<Hit>,
    sealed: Vec<Sealed>,
}

impl Near {
    /// Finds at most `most` listings of a kind that are near to the texts. `whose` is the listing that the texts are of, if they
    /// are of one: its words are shown, so that is entered too.
    pub(super) fn find(
        app: &App,
        rx: &mut Rx<'_>,
        actor: &Actor,
        (texts, whose): (&[(TextField, &str)], Option<Known>),
        (mut filters, most): (Filters, usize),
    ) -> Outcome<Self> {
        let index = app.index()?;
        let scorer = index.scorer(actor.organisation)?;
        let query = Arc::new(DocumentQuery::new(texts, &app.concepts(), scorer.epoch()));
        filters.not_listings.extend(pending(rx, app, actor.organisation)?);
        filters.not_listings.extend(whose.iter().map(|known| known.listing.id));
        filters.min_score = Some(query.least_score(LEAST_LIKENESS));
        let request = SearchRequest {
            viewer: actor.organisation,
            ask: Ask::Document(Arc::clone(&query)),
            filters,
            sort: Sort::Relevance,
            after: None,
            limit: most,
            facets: Vec::new(),
            widen: false,
            also: false,
            explained: true,
            now: rx.now().timestamp_micros(),
        };
        let overlay = overlay(app, rx, actor.organisation)?;
        let found = index.search(&request, overlay.as_deref()).map_err(Error::Search)?;
        let ids = found.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>();
        let mut shown: Vec<Known> = whose.into_iter().collect();
        shown.extend(access::known_of(rx, actor, &ids)?);
        Ok(Self {
            query,
            hits: found.hits,
            sealed: access::seal_published(rx, shown)?,
        })
    }

    /// Enters in the ledger what is shown, and shows it.
    pub(super) async fn show(self, app: &App, actor: &Actor) -> Outcome<Similar> {
        let Self { query, hits, sealed } = self;
        let views = access::show_all(app, actor, Surface::Search, sealed).await?;
        let items = views.into_iter().filter_map(|view| {
            let found = hits.iter().find(|hit| hit.listing == view.header.id)?;
            let shared = found.matched.get(..MOST_SHARED).unwrap_or(&found.matched);
            let highlighter = Highlighter::explaining(query.terms(), shared);
            let words = shared.iter().map(|term| SharedWord {
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
}

/// What the search room calls a kind.
pub(super) const fn kind_of(kind: ListingKind) -> Kind {
    match kind {
        ListingKind::Seed => Kind::Seed,
        ListingKind::Need => Kind::Need,
    }
}
