//! Queries: what a person typed, or a whole listing, turned into what must match and what is scored. Nothing here touches
//! an index, and the engine's own query parser is never used.

mod clauses;
mod compounds;
mod document;
mod keys;
mod keywords;
mod lower;
mod narrowing;
mod node;
mod pattern;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;
mod unspaced;
mod widening;
mod words;

pub use document::DocumentQuery;
pub(super) use document::MOST_WEIGHED;
pub(super) use keys::{Key, keys};
pub use keywords::Query;
pub use narrowing::{CodesOf, Narrowing, OrganisationName};
pub(super) use node::{Node, Phrase, TextPositions};
pub(super) use pattern::pattern;
pub(super) use tokens::{Weighted, is_slight, weighted};
pub(super) use unspaced::content;
