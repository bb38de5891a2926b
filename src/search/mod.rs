//! Full-text search and matching over what a viewer may see. Knows the domain's ids and nothing else of the house:
//! no database, no permissions, no clock. Callers say what a viewer may see; this room never widens it.
//!
//! The way through: `document` → `fields` (analysed by `analysis`) → `schema` → `writers` of `writable` indexes, or `overlay`; and `query` → `run`
//! (`matching`, `filter` over `columns`, `cursor` over what `locate` found, `scoring`, `collect`; typed words by relevance: `ranking`,
//! `feedback`; a listing: `nearest`, `breadth`) → `request`. What is shown of a hit: `highlight` → `passage`. Statistics: `statistics` →
//! `frozen` → `audience`. `index` is the door.

pub mod analysis;
mod audience;
mod breadth;
mod calibration;
mod collect;
mod columns;
mod concepts;
mod cursor;
mod document;
mod encode;
mod epoch;
mod error;
mod feedback;
mod fields;
mod filter;
mod frequencies;
mod frozen;
mod highlight;
mod index;
mod locate;
mod matching;
mod nearest;
mod number;
mod overlay;
mod passage;
mod query;
mod ranking;
mod request;
mod run;
mod schema;
mod scoring;
mod segment;
mod signature;
mod standing;
mod statistics;
mod suggest;
mod terms;
#[cfg(test)]
mod tests;
mod writable;
mod writers;

pub use audience::Audience;
pub use calibration::Writing;
pub use concepts::{Concepts, ListedConcept, Taken};
pub use document::{Change, Facet, Facets, IndexDocument, Kind, Placement, TextField};
pub use epoch::StatisticsEpoch;
pub use error::SearchError;
pub use frozen::FrozenStatistics;
pub use highlight::{Highlighter, SNIPPET_CHARS};
pub use index::{Options, SearchIndex};
pub use overlay::Overlay;
pub use passage::{Passage, Segment};
pub use query::{CodesOf, DocumentQuery, Narrowing, OrganisationName, Query};
pub use request::{
    After, Ask, Choice, FacetCounts, FacetRequest, Filters, Hit, MAX_LIMIT, MatchedTerm, SearchRequest, SearchResult,
    Sort,
};
pub use scoring::{AnalysedText, Scorer};
pub use standing::StandingSearches;
pub use terms::{Label, ScoreTerm, ScoreTerms};
