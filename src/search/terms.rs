//! The weighted terms of a query, in the one order in which contributions are summed.

use super::analysis::Stream;
use crate::domain::text::Bilingual;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt;

/// What a term stands for in an explanation.
#[derive(Clone, PartialEq, Eq)]
pub struct Label {
    /// What the seeker wrote, or a word of the seeker's own listing.
    pub surface: String,
    /// The thesaurus entry that led from the surface to the term.
    pub concept: Option<Bilingual>,
}

/// One term with its weight. No `Debug`: it is query text.
#[derive(Clone, PartialEq)]
pub struct ScoreTerm {
    /// The stream in which it is looked up.
    pub stream: Stream,
    /// The token.
    pub text: String,
    /// Its weight in the query, before idf.
    pub weight: f64,
    /// True if every token that starts with the text counts (one-character queries).
    pub prefix: bool,
    /// Its entry in [`ScoreTerms::labels`].
    pub label: usize,
}

/// The terms of a query, sorted by stream and text, each once.
#[derive(Clone, Default, PartialEq)]
pub struct ScoreTerms {
    terms: Vec<ScoreTerm>,
    labels: Vec<Label>,
}

impl ScoreTerms {
    /// The terms in summing order.
    #[must_use]
    pub fn terms(&self) -> &[ScoreTerm] {
        &self.terms
    }

    /// What the terms stand for.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Whether nothing can be scored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl fmt::Debug for ScoreTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScoreTerms")
            .field("terms", &self.terms.len())
            .finish_non_exhaustive()
    }
}

/// Collects terms; of several weights for a term the largest counts, and its label.
#[derive(Clone, Default)]
pub(super) struct TermsBuilder {
    terms: BTreeMap<(Stream, String, bool), (f64, usize)>,
    labels: Vec<Label>,
    /// By surface, the places of the labels.
    places: FxHashMap<CompactString, Vec<usize>>,
}

impl TermsBuilder {
    /// Adds something to be named in explanations.
    pub(super) fn label(&mut self, surface: &str, concept: Option<&Bilingual>) -> usize {
        let label = Label {
            surface: surface.to_owned(),
            concept: concept.cloned(),
        };
        let known = self.places.entry(surface.into()).or_default();
        let same = |place: &&usize| self.labels.get(**place) == Some(&label);
        if let Some(known) = known.iter().find(same) {
            return *known;
        }
        known.push(self.labels.len());
        self.labels.push(label);
        self.labels.len() - 1
    }

    /// Adds a term.
    pub(super) fn add(&mut self, stream: Stream, text: &str, prefix: bool, weight: f64, label: usize) {
        let slot = self
            .terms
            .entry((stream, text.to_owned(), prefix))
            .or_insert((weight, label));
        if weight > slot.0 {
            *slot = (weight, label);
        }
    }

    /// Sorts and freezes.
    pub(super) fn build(self) -> ScoreTerms {
        let terms = self
            .terms
            .into_iter()
            .map(|((stream, text, prefix), (weight, label))| ScoreTerm {
                stream,
                text,
                weight,
                prefix,
                label,
            });
        ScoreTerms {
            terms: terms.collect(),
            labels: self.labels,
        }
    }
}
