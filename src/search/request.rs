//! What a search asks and what it answers. Plain data; the work is in `index.rs` and its neighbours.

use super::document::{Facet, Kind};
use super::query::{DocumentQuery, Query};
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::text::Bilingual;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The largest page, in hits.
pub const MAX_LIMIT: usize = 100;

/// What is looked for. No readable `Debug`: what a company looks for is confidential.
#[derive(Clone)]
pub enum Ask {
    /// Every listing that passes the filters.
    Everything,
    /// Words typed by a person: all must match, or any if that finds nothing.
    Keywords(Arc<Query>),
    /// A listing's own text: the nearest of what shares a term with it. They are one page, without a count of the rest.
    Document(Arc<DocumentQuery>),
}

/// The order of the hits. Ties are always broken by listing id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best score first.
    #[default]
    Relevance,
    /// Latest publication first.
    Newest,
    /// Earliest end of validity first.
    Expiring,
}

/// Hard constraints: a listing that breaks one is never a hit.
#[derive(Clone, Default)]
pub struct Filters {
    /// Only seeds or only needs.
    pub kind: Option<Kind>,
    /// For each named facet, at least one of the codes.
    pub any_of: Vec<(Facet, Vec<String>)>,
    /// For each named facet, none of the codes.
    pub none_of: Vec<(Facet, Vec<String>)>,
    /// For each named facet, a listing that has any code of it has one of these.
    pub compatible: Vec<(Facet, Vec<String>)>,
    /// For each named facet, a listing that has any code of it has one besides these.
    pub not_only: Vec<(Facet, Vec<String>)>,
    /// What is chosen of facets: like the other constraints, but a facet's own counts ignore what is chosen of it.
    pub chosen: Vec<Choice>,
    /// Stage range that must overlap (ordinals, inclusive); a listing without stages passes.
    pub stages: Option<(u8, u8)>,
    /// Never listings of this organisation (the seeker's own).
    pub not_organisation: Option<OrganisationId>,
    /// Never these listings (the query's own, or those already dismissed).
    pub not_listings: Vec<ListingId>,
    /// Only these listings, if any are named.
    pub only_listings: Option<BTreeSet<ListingId>>,
    /// Only listings with at least this score (same unit as [`Hit::score`]).
    pub min_score: Option<f64>,
}

/// What is chosen of one facet.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Choice {
    /// At least one of the codes of a coded facet.
    Codes(Facet, Vec<String>),
    /// At least one of the stage ranges must overlap (ordinals, inclusive); a listing without stages passes.
    Stages(Vec<(u8, u8)>),
    /// Published within so many days.
    Days(u32),
}

impl Choice {
    /// The facet.
    #[must_use]
    pub const fn facet(&self) -> Facet {
        match self {
            Self::Codes(facet, _) => *facet,
            Self::Stages(_) => Facet::Stage,
            Self::Days(_) => Facet::Freshness,
        }
    }
}

/// Which facet values to count: the vocabulary comes from the caller, never from an index. The codes of stages are those of
/// the whole vocabulary, in order; the codes of freshness are numbers of days.
#[derive(Clone, Debug)]
pub struct FacetRequest {
    /// The facet.
    pub facet: Facet,
    /// Its vocabulary, in the order in which counts are wanted.
    pub codes: Vec<String>,
}

/// The place in a list after which the next page starts. The caller signs it before it leaves the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct After {
    /// Order-preserving bits of the sort key of the last hit.
    pub key: u64,
    /// The last hit.
    pub listing: ListingId,
    /// Whether the list was found by the relaxed stage.
    pub relaxed: bool,
    /// What the best hits told when the list was begun; 0 if nothing.
    pub heard: u64,
    /// The statistics with which the list was scored.
    pub epoch: u64,
}

/// A search by one viewer.
#[derive(Clone)]
pub struct SearchRequest {
    /// The viewer's organisation; listings that block it do not exist for this search.
    pub viewer: OrganisationId,
    /// What is looked for.
    pub ask: Ask,
    /// Hard constraints.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// Continue after this place.
    pub after: Option<After>,
    /// Hits per page; a page holds at most [`MAX_LIMIT`].
    pub limit: usize,
    /// Facet values to count over all hits.
    pub facets: Vec<FacetRequest>,
    /// Of typed words, by relevance: whether what the best hits have in common may order them.
    pub widen: bool,
    /// Whether what follows a short list is wanted; only of searches that may widen.
    pub also: bool,
    /// Whether to say what carried the score of each hit.
    pub explained: bool,
    /// The instant of the search, microseconds since 1970 UTC.
    pub now: i64,
}

/// One term that carried a score. `surface` comes from the query, never from a document.
#[derive(Clone, PartialEq)]
pub struct MatchedTerm {
    /// What the seeker wrote.
    pub surface: String,
    /// The thesaurus entry by which it matched, if it did not match as written.
    pub concept: Option<Bilingual>,
    /// Its share of the score, in the unit of [`Hit::score`].
    pub contribution: f64,
}

/// One listing found.
#[derive(Clone, PartialEq)]
pub struct Hit {
    /// The listing.
    pub listing: ListingId,
    /// The canonical score, without unit: a function of query, visible text and statistics, and of what the best hits have in
    /// common if the search may widen.
    pub score: f64,
    /// What carried the score, largest first, if that was asked for.
    pub matched: Vec<MatchedTerm>,
}

/// Counts of one facet, in the order of the request's codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// Each code of the request with the number of hits that carry it, whatever is chosen of this facet.
    pub counts: Vec<(String, u64)>,
}

/// The answer to a search.
#[derive(Clone, PartialEq)]
pub struct SearchResult {
    /// This page.
    pub hits: Vec<Hit>,
    /// Below the only page of a list that is short, if asked for: what has some of the words, or is about the same, best first.
    /// It takes no part in any count.
    pub also: Vec<Hit>,
    /// All hits, on every page.
    pub total: u64,
    /// Facet counts over all hits.
    pub facets: Vec<FacetCounts>,
    /// True when not every word could be matched and any was enough.
    pub relaxed: bool,
    /// The statistics used.
    pub epoch: u64,
    /// Where the next page starts; absent on the last page.
    pub next: Option<After>,
}
