//! The statistics epoch: how common each term is and how long texts are, frozen, as one organisation may know it. Computing
//! lives in `statistics.rs`, what is frozen together for all in `frozen.rs`; storing is the caller's.

use super::analysis::Stream;
use super::document::TextField;
use super::frequencies::{Frequencies, term_key};
use super::number::float;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Fewer documents than this say nothing about how common a word is: what two of three listings share would count as noise.
const FEWEST_DOCUMENTS: u64 = 50;

/// Documents that the built-in statistics pretend to know.
const NOMINAL_DOCUMENTS: u64 = 1000;

/// Words that are common in any text; the built-in statistics give them no weight to speak of. In order.
const COMMON_WORDS: [&str; 58] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "not", "of", "on",
    "or", "that", "the", "their", "these", "this", "to", "was", "we", "were", "which", "with", "ある", "い", "いる",
    "から", "が", "こと", "さ", "し", "した", "して", "する", "た", "て", "で", "と", "な", "など", "に", "の", "は",
    "へ", "も", "や", "より", "る", "れ", "を", "性",
];

/// Whether a word is grammar.
pub(super) fn is_common(word: &str) -> bool {
    COMMON_WORDS.binary_search(&word).is_ok()
}

/// Tokens of the texts that are present, and how many those are.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Length {
    /// Tokens.
    pub(super) tokens: u64,
    /// Texts.
    pub(super) texts: u64,
}

/// Lengths by stream and field.
pub(super) type Lengths = [[Length; 4]; 2];

/// How much text there is.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Documents.
    pub(super) documents: u64,
    /// Their texts.
    pub(super) lengths: Lengths,
}

impl Extent {
    /// What is left without a part of it.
    pub(super) fn without(&self, part: &Self) -> Self {
        let mut left = *self;
        left.documents = left.documents.saturating_sub(part.documents);
        for (left, part) in left.lengths.iter_mut().flatten().zip(part.lengths.iter().flatten()) {
            left.tokens = left.tokens.saturating_sub(part.tokens);
            left.texts = left.texts.saturating_sub(part.texts);
        }
        left
    }
}

/// Document frequencies by stream. Of everything, terms that occur in at least two documents.
pub(super) type Tables = [Frequencies; 2];

/// Frozen corpus statistics as one organisation may know them.
#[derive(Clone)]
pub struct StatisticsEpoch {
    id: u64,
    extent: Extent,
    all: Arc<Tables>,
    /// In how many of all documents that the organisation may not see a term occurs.
    hidden: Option<Arc<Tables>>,
    counted: bool,
}

impl StatisticsEpoch {
    /// Statistics of what an organisation may see: of everything, or of everything without what is hidden from it. Where that
    /// is too little to count, the built-in ones under this name.
    pub(super) fn of(id: u64, extent: Extent, all: &Arc<Tables>, hidden: Option<&Arc<Tables>>) -> Self {
        if extent.documents < FEWEST_DOCUMENTS {
            return Self { id, ..Self::built_in() };
        }
        Self {
            id,
            extent,
            all: Arc::clone(all),
            hidden: hidden.map(Arc::clone),
            counted: true,
        }
    }

    /// The statistics of an empty system: every term is equally rare but for a few words of grammar.
    #[must_use]
    pub fn built_in() -> Self {
        let words: BTreeMap<u64, u32> = COMMON_WORDS.into_iter().map(|word| (term_key(word), 900)).collect();
        let lengths = [[12, 20, 12, 250], [20, 40, 20, 500]];
        Self {
            id: 0,
            extent: Extent {
                documents: NOMINAL_DOCUMENTS,
                lengths: lengths.map(|fields| fields.map(|tokens| Length { tokens, texts: 1 })),
            },
            all: Arc::new([words.into(), Frequencies::default()]),
            hidden: None,
            counted: false,
        }
    }

    /// Names these statistics; 0 is the built-in epoch.
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.id
    }

    /// How many documents were counted.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.extent.documents
    }

    /// Mean length of a field, in tokens, at least 1.
    #[must_use]
    pub fn average_length(&self, stream: Stream, field: TextField) -> f64 {
        let fields = self.extent.lengths.get(stream.ordinal());
        match fields.and_then(|fields| fields.get(field.ordinal())) {
            Some(Length { tokens, texts }) if *texts > 0 => (float(*tokens) / float(*texts)).max(1.0),
            _ if self.counted => Self::built_in().average_length(stream, field),
            _ => 1.0,
        }
    }

    /// In how many documents a term occurs; a term that is not listed counts as occurring in one.
    #[must_use]
    pub fn document_frequency(&self, stream: Stream, term: &str) -> u32 {
        let of = |tables: &Tables| tables.get(stream.ordinal())?.get(term);
        let all = of(&self.all).unwrap_or(1);
        let hidden = self.hidden.as_deref().and_then(of).unwrap_or_default();
        all.saturating_sub(hidden).max(1)
    }

    /// Whether a term is known to occur in one document at most. The built-in statistics know of no rare terms.
    #[must_use]
    pub fn is_rare(&self, stream: Stream, term: &str) -> bool {
        self.counted && self.document_frequency(stream, term) <= 1
    }

    /// In how many documents a word occurs, by the head of its key; `None` if that is not known to be more than one. Of words
    /// with the same head it is the first that the organisation may see more than once.
    pub(super) fn frequency_of_head(&self, head: u64) -> Option<u32> {
        let place = Stream::Words.ordinal();
        let hidden = self.hidden.as_ref().and_then(|tables| tables.get(place));
        let mut left = self.all.get(place)?.of_head(head).map(|(key, frequency)| {
            let hidden = hidden.and_then(|hidden| hidden.get_by_key(key));
            frequency.saturating_sub(hidden.unwrap_or_default())
        });
        left.find(|left| self.counted && *left > 1)
    }

    /// Inverse document frequency of a term, in nats, positive.
    #[must_use]
    pub fn idf(&self, stream: Stream, term: &str) -> f64 {
        self.idf_of(self.document_frequency(stream, term))
    }

    /// Inverse document frequency of what occurs in so many documents.
    pub(super) fn idf_of(&self, frequency: u32) -> f64 {
        let frequency = f64::from(frequency);
        let documents = float(self.documents()).max(frequency).max(1.0);
        (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
    }
}

impl fmt::Debug for StatisticsEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatisticsEpoch")
            .field("id", &self.id)
            .field("documents", &self.documents())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_are_found() {
        assert!(COMMON_WORDS.is_sorted());
        assert!(COMMON_WORDS.iter().all(|word| is_common(word)));
        assert!(!is_common("statin"));
    }
}
