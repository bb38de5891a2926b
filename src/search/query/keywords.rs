//! A query as a person types it: what must match (stage one), what may match (stage two), what is scored, what is excluded,
//! and what narrows by something other than text.

use super::lower::{Lowering, loose};
use super::narrowing::{CodesOf, Narrowing, narrow};
use super::node::{Node, TextPositions};
use super::tree::{items, wanted};
use crate::search::concepts::Concepts;
use crate::search::document::TextField;
use crate::search::fields::FieldTokens;
use crate::search::terms::{ScoreTerms, TermsBuilder};
use std::fmt;

/// A typed query, understood. `Debug` shows sizes only.
#[derive(Clone, Default)]
pub struct Query {
    units: Vec<Node>,
    relaxed: Vec<Node>,
    excluded: Vec<Node>,
    terms: ScoreTerms,
    narrowings: Vec<Narrowing>,
}

impl Query {
    /// Understands any text without vocabularies; never fails.
    #[must_use]
    pub fn parse(text: &str, concepts: &Concepts) -> Self {
        Self::parse_with(text, concepts, &|_, _| Vec::new())
    }

    /// Understands any text; never fails.
    #[must_use]
    pub fn parse_with(text: &str, concepts: &Concepts, codes_of: CodesOf<'_>) -> Self {
        let (narrowings, items) = narrow(&items(text), codes_of);
        let mut lowering = Lowering {
            concepts,
            terms: TermsBuilder::default(),
        };
        for (clause, _) in wanted(&items) {
            lowering.score(clause);
        }
        let units = lowering.needed(&items);
        let excluded = lowering.excluded(&items);
        let mut relaxed = loose(&items);
        relaxed.extend(units.iter().cloned());
        Self {
            units,
            relaxed,
            excluded,
            terms: lowering.terms.build(),
            narrowings,
        }
    }

    /// Whether no text was asked for that could match anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.excluded.is_empty()
    }

    /// What is scored.
    #[must_use]
    pub const fn terms(&self) -> &ScoreTerms {
        &self.terms
    }

    /// What narrows by something other than text: the caller makes filters of it.
    #[must_use]
    pub fn narrowings(&self) -> &[Narrowing] {
        &self.narrowings
    }

    /// Whether a text fulfils the query strictly: every clause and no exclusion (saved searches, standing needs). Narrowings
    /// are not looked at.
    #[must_use]
    pub fn matches(&self, texts: &[(TextField, &str)]) -> bool {
        let tokens = FieldTokens::new(texts.iter().copied());
        let text = TextPositions::new(&tokens);
        self.units.iter().all(|unit| unit.matches(&text)) && !self.excluded.iter().any(|node| node.matches(&text))
    }

    /// Stage one.
    pub(in crate::search) fn strict(&self) -> &[Node] {
        &self.units
    }

    /// Stage two; empty if it could not find more than stage one.
    pub(in crate::search) fn relaxed(&self) -> &[Node] {
        if self.relaxed.len() > 1 { &self.relaxed } else { &[] }
    }

    /// What must not match in either stage.
    pub(in crate::search) fn excluded(&self) -> &[Node] {
        &self.excluded
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("units", &self.units.len())
            .field("excluded", &self.excluded.len())
            .finish_non_exhaustive()
    }
}
