//! The statistics epoch: how common each term is and how long texts are, frozen. It is computed from the shared index
//! only, so that nothing hidden can move a score. Computing lives in `statistics.rs`; storing is the caller's.

use super::analysis::Stream;
use super::document::TextField;
use super::error::SearchError;
use super::number::{count, float, index};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// Starts the stored form and names its version.
const MAGIC: &[u8; 8] = b"ENEPOCH1";

/// Documents that the built-in statistics pretend to know.
const NOMINAL_DOCUMENTS: u64 = 1000;

/// Words that are common in any text; the built-in statistics give them no weight to speak of.
const COMMON_WORDS: [&str; 58] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "not", "of", "on",
    "or", "that", "the", "their", "these", "this", "to", "was", "were", "which", "with", "we", "の", "に", "を", "は",
    "が", "と", "で", "も", "や", "て", "た", "し", "れ", "い", "る", "する", "した", "して", "ある", "いる", "こと",
    "から", "など", "さ", "な", "へ", "より", "性",
];

/// Frozen corpus statistics. `Debug` shows sizes only: terms are text.
#[derive(Clone, PartialEq)]
pub struct StatisticsEpoch {
    id: u64,
    documents: u64,
    /// Mean length in tokens of the texts that are present, by stream and field.
    average_lengths: [[f64; 4]; 2],
    /// Document frequency of terms that occur in at least two documents, by stream.
    frequencies: [Frequencies; 2],
}

/// Document frequencies by term: the terms in order, one after the other, because there are a great many of them.
#[derive(Clone, Default, PartialEq)]
struct Frequencies {
    terms: String,
    /// Where each term ends, and its frequency.
    entries: Vec<(u32, u32)>,
}

impl Frequencies {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn term(&self, place: usize) -> Option<&str> {
        let end = |place: usize| self.entries.get(place).map(|(end, _)| index(*end));
        let start = place.checked_sub(1).map_or(Some(0), end)?;
        self.terms.get(start..end(place)?)
    }

    /// Adds a term, which must come after those that are there.
    fn push(&mut self, term: &str, frequency: u32) -> Result<(), SearchError> {
        let last = self.len().checked_sub(1).and_then(|last| self.term(last));
        if last.is_some_and(|last| last >= term) {
            return Err(SearchError::Statistics("terms are not in order"));
        }
        self.terms.push_str(term);
        self.entries.push((count(self.terms.len()), frequency));
        Ok(())
    }

    fn get(&self, term: &str) -> Option<u32> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.term(middle)?.cmp(term) {
                Ordering::Equal => return self.entries.get(middle).map(|(_, frequency)| *frequency),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(place, (_, frequency))| Some((self.term(place)?, *frequency)))
    }
}

impl From<BTreeMap<&str, u32>> for Frequencies {
    fn from(terms: BTreeMap<&str, u32>) -> Self {
        let mut out = Self::default();
        for (term, frequency) in terms {
            out.terms.push_str(term);
            out.entries.push((count(out.terms.len()), frequency));
        }
        out.terms.shrink_to_fit();
        out.entries.shrink_to_fit();
        out
    }
}

impl StatisticsEpoch {
    /// Puts together computed statistics; `id` is chosen by the caller and grows.
    #[must_use]
    pub(super) fn new(
        id: u64,
        documents: u64,
        average_lengths: [[f64; 4]; 2],
        frequencies: [BTreeMap<&str, u32>; 2],
    ) -> Self {
        Self {
            id,
            documents,
            average_lengths,
            frequencies: frequencies.map(Frequencies::from),
        }
    }

    /// The statistics of an empty system: every term is equally rare but for a few words of grammar.
    #[must_use]
    pub fn built_in() -> Self {
        let words = COMMON_WORDS.into_iter().map(|word| (word, 900)).collect();
        Self::new(
            0,
            NOMINAL_DOCUMENTS,
            [[12.0, 20.0, 12.0, 250.0], [20.0, 40.0, 20.0, 500.0]],
            [words, BTreeMap::new()],
        )
    }

    /// Names these statistics; 0 is the built-in epoch.
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.id
    }

    /// How many documents were counted.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.documents
    }

    /// Mean length of a field, in tokens, at least 1.
    #[must_use]
    pub fn average_length(&self, stream: Stream, field: TextField) -> f64 {
        self.average_lengths
            .get(stream.ordinal())
            .and_then(|fields| fields.get(field.ordinal()))
            .map_or(1.0, |length| length.max(1.0))
    }

    /// In how many documents a term occurs; a term that is not listed counts as occurring in one.
    #[must_use]
    pub fn document_frequency(&self, stream: Stream, term: &str) -> u32 {
        self.frequencies
            .get(stream.ordinal())
            .and_then(|terms| terms.get(term))
            .unwrap_or(1)
    }

    /// Whether a term is known to occur in one document at most. The built-in statistics know of no rare terms.
    #[must_use]
    pub fn is_rare(&self, stream: Stream, term: &str) -> bool {
        self.id > 0 && self.document_frequency(stream, term) <= 1
    }

    /// Inverse document frequency of a term, in nats, positive.
    #[must_use]
    pub fn idf(&self, stream: Stream, term: &str) -> f64 {
        let frequency = f64::from(self.document_frequency(stream, term));
        let documents = float(self.documents).max(frequency).max(1.0);
        (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
    }

    /// The stored form. The same statistics always give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.id.to_le_bytes());
        out.extend(self.documents.to_le_bytes());
        for length in self.average_lengths.iter().flatten() {
            out.extend(length.to_bits().to_le_bytes());
        }
        for terms in &self.frequencies {
            out.extend(count(terms.len()).to_le_bytes());
            for (term, frequency) in terms.iter() {
                out.extend(count(term.len()).to_le_bytes());
                out.extend(term.as_bytes());
                out.extend(frequency.to_le_bytes());
            }
        }
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When the bytes are not a whole stored epoch.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SearchError> {
        let mut reader = Reader(
            bytes
                .strip_prefix(MAGIC)
                .ok_or(SearchError::Statistics("unknown format"))?,
        );
        let id = reader.u64()?;
        let documents = reader.u64()?;
        let mut average_lengths = [[0.0; 4]; 2];
        for length in average_lengths.iter_mut().flatten() {
            *length = f64::from_bits(reader.u64()?);
            if !length.is_finite() || *length < 0.0 {
                return Err(SearchError::Statistics("a length is not a number"));
            }
        }
        let mut frequencies = [Frequencies::default(), Frequencies::default()];
        for terms in &mut frequencies {
            for _ in 0..reader.u32()? {
                let length = reader.u32()?;
                let term = std::str::from_utf8(reader.take(index(length))?)
                    .map_err(|_| SearchError::Statistics("a term is not text"))?;
                terms.push(term, reader.u32()?)?;
            }
        }
        if reader.0.is_empty() {
            Ok(Self {
                id,
                documents,
                average_lengths,
                frequencies,
            })
        } else {
            Err(SearchError::Statistics("too long"))
        }
    }
}

impl fmt::Debug for StatisticsEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatisticsEpoch")
            .field("id", &self.id)
            .field("documents", &self.documents)
            .finish_non_exhaustive()
    }
}

/// What is left to read of a stored epoch.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], SearchError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(SearchError::Statistics("cut off"))?;
        self.0 = rest;
        Ok(head)
    }

    fn u32(&mut self) -> Result<u32, SearchError> {
        let bytes = self
            .take(4)?
            .try_into()
            .map_err(|_| SearchError::Statistics("cut off"))?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn u64(&mut self) -> Result<u64, SearchError> {
        let bytes = self
            .take(8)?
            .try_into()
            .map_err(|_| SearchError::Statistics("cut off"))?;
        Ok(u64::from_le_bytes(bytes))
    }
}
