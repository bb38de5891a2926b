//! The canonical score: BM25F in f64, terms in sorted order, fields in fixed order. A score is a function of the query's
//! terms, the document's visible text and the statistics epoch, and of nothing else: no segment, merge, deletion or
//! hidden document can change a bit of it. Where the term frequencies come from is the callers' affair.

use super::analysis::Stream;
use super::breadth::{Breadths, SegmentBreadths};
use super::calibration::Writing;
use super::document::TextField;
use super::epoch::StatisticsEpoch;
use super::fields::FieldTokens;
use super::number::{count, index, rough};
use super::query::DocumentQuery;
use super::request::MatchedTerm;
use super::segment::SegmentView;
use super::signature::{Subject, breadth};
use super::terms::{ScoreTerm, ScoreTerms};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use tantivy::fieldnorm::FieldNormReader;

/// How soon repetition stops paying.
pub(super) const SATURATION: f64 = 1.6;
/// How much an occurrence in a field weighs against one in the body, in [`TextField::ALL`] order.
pub(super) const FIELD_WEIGHTS: [f64; 4] = [2.5, 2.0, 1.5, 1.0];
/// How strongly length is normalised, in [`TextField::ALL`] order.
const LENGTH_NORMALISATION: [f64; 4] = [0.4, 0.4, 0.4, 0.7];

/// What one occurrence is worth, for each quantised field length, stream and field: everything of the score that depends
/// on the epoch but not on the query.
pub(super) struct Worths {
    tables: [[[f64; 256]; 4]; 2],
    /// The same in single precision.
    rough: [[[f32; 256]; 4]; 2],
}

impl Worths {
    /// Tabulates an epoch.
    pub(super) fn new(epoch: &StatisticsEpoch) -> Self {
        let mut tables = [[[0.0; 256]; 4]; 2];
        for stream in Stream::ALL {
            for (field, (weight, b)) in TextField::ALL
                .into_iter()
                .zip(FIELD_WEIGHTS.into_iter().zip(LENGTH_NORMALISATION))
            {
                let average = epoch.average_length(stream, field);
                let Some(table) = tables
                    .get_mut(stream.ordinal())
                    .and_then(|fields| fields.get_mut(field.ordinal()))
                else {
                    continue;
                };
                for (id, worth) in (0..=u8::MAX).zip(table.iter_mut()) {
                    let length = f64::from(FieldNormReader::id_to_fieldnorm(id));
                    *worth = weight / (1.0 - b + b * length / average);
                }
            }
        }
        let rough = tables.map(|fields| fields.map(|table| table.map(rough)));
        Self { tables, rough }
    }

    /// The table of one stream and field in single precision, by quantised length.
    pub(super) fn rough(&self, stream: Stream, field: TextField) -> Option<&[f32; 256]> {
        self.rough.get(stream.ordinal())?.get(field.ordinal())
    }

    /// The table of one stream and field, by quantised length.
    pub(super) fn table(&self, stream: Stream, field: TextField) -> Option<&[f64; 256]> {
        self.tables.get(stream.ordinal())?.get(field.ordinal())
    }
}

/// What `frequency` occurrences in one field of this quantised length add to a term's pseudo-frequency.
#[inline]
pub(super) fn occurrences(table: &[f64; 256], frequency: u32, length_id: u8) -> f64 {
    f64::from(frequency) * table.get(usize::from(length_id)).copied().unwrap_or_default()
}

/// What a term adds to the score, given its pseudo-frequency and its weight times idf.
#[inline]
pub(super) fn contribution(importance: f64, pseudo_frequency: f64) -> f64 {
    importance * saturated(pseudo_frequency)
}

/// What a pseudo-frequency is worth: more for repetition, ever less.
#[inline]
pub(super) fn saturated(pseudo_frequency: f64) -> f64 {
    pseudo_frequency * (SATURATION + 1.0) / (pseudo_frequency + SATURATION)
}

/// Weight times idf of a term.
pub(super) fn importance(term: &ScoreTerm, epoch: &StatisticsEpoch) -> f64 {
    term.weight * epoch.idf(term.stream, &term.text)
}

/// The tokens of one field in one stream, counted.
struct Counted {
    stream: Stream,
    field: TextField,
    frequencies: FxHashMap<CompactString, u32>,
    /// The quantised number of tokens.
    length_id: u8,
}

/// The term frequencies of one listing's visible text, held in memory.
pub(super) struct TextFrequencies {
    slots: Vec<Counted>,
}

impl TextFrequencies {
    /// Counts tokens.
    pub(super) fn new(tokens: &FieldTokens) -> Self {
        let mut slots = Vec::with_capacity(8);
        for stream in Stream::ALL {
            for field in TextField::ALL {
                let tokens = tokens.get(stream, field);
                let mut frequencies: FxHashMap<CompactString, u32> = FxHashMap::default();
                for token in tokens {
                    *frequencies.entry(token.text.clone()).or_default() += 1;
                }
                let length_id = FieldNormReader::fieldnorm_to_id(count(tokens.len()));
                slots.push(Counted {
                    stream,
                    field,
                    frequencies,
                    length_id,
                });
            }
        }
        Self { slots }
    }

    /// The pseudo-frequency of a term.
    fn pseudo_frequency(&self, term: &ScoreTerm, worths: &Worths) -> f64 {
        let mut sum = 0.0;
        for Counted {
            stream,
            field,
            frequencies,
            length_id,
        } in self.slots.iter().filter(|slot| slot.stream == term.stream)
        {
            let frequency = if term.prefix {
                frequencies
                    .iter()
                    .filter(|(text, _)| text.starts_with(&term.text))
                    .map(|(_, frequency)| frequency)
                    .sum()
            } else {
                frequencies.get(term.text.as_str()).copied().unwrap_or_default()
            };
            if frequency > 0
                && let Some(table) = worths.table(*stream, *field)
            {
                sum += occurrences(table, frequency, *length_id);
            }
        }
        sum
    }

    /// The canonical score.
    pub(super) fn score(&self, terms: &ScoreTerms, epoch: &StatisticsEpoch, worths: &Worths) -> f64 {
        let mut score = 0.0;
        for term in terms.terms() {
            let share = self.share(term, epoch, worths);
            if share > 0.0 {
                score += share;
            }
        }
        score
    }

    /// What one term adds to the canonical score.
    pub(super) fn share(&self, term: &ScoreTerm, epoch: &StatisticsEpoch, worths: &Worths) -> f64 {
        let pseudo_frequency = self.pseudo_frequency(term, worths);
        if pseudo_frequency > 0.0 {
            contribution(importance(term, epoch), pseudo_frequency)
        } else {
            0.0
        }
    }
}

/// A text ready to be scored by any number of queries, or to become one. No `Debug`: it holds text.
pub struct AnalysedText {
    tokens: FieldTokens,
    frequencies: TextFrequencies,
    subject: Subject,
    writing: Writing,
}

impl AnalysedText {
    /// Analyses the texts of one listing.
    #[must_use]
    pub fn new(texts: &[(TextField, &str)]) -> Self {
        let tokens = FieldTokens::new(texts.iter().copied());
        Self {
            frequencies: TextFrequencies::new(&tokens),
            subject: Subject::new(&tokens),
            writing: Writing::of(texts),
            tokens,
        }
    }

    /// Its tokens.
    pub(super) const fn tokens(&self) -> &FieldTokens {
        &self.tokens
    }

    /// How often its terms stand in it.
    pub(super) const fn frequencies(&self) -> &TextFrequencies {
        &self.frequencies
    }

    /// What it is about.
    pub(super) const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// How it is written.
    #[must_use]
    pub const fn writing(&self) -> Writing {
        self.writing
    }
}

/// Scores under fixed statistics: texts without any index, and what a search finds.
pub struct Scorer {
    epoch: StatisticsEpoch,
    worths: Worths,
    /// Where many share these statistics.
    breadths: Option<Breadths>,
}

impl Scorer {
    /// Tabulates statistics.
    #[must_use]
    pub fn new(epoch: StatisticsEpoch) -> Self {
        let worths = Worths::new(&epoch);
        Self {
            epoch,
            worths,
            breadths: None,
        }
    }

    /// Tabulates statistics that many share: how much documents say is remembered.
    pub(super) fn shared(epoch: StatisticsEpoch) -> Self {
        Self {
            breadths: Some(Breadths::default()),
            ..Self::new(epoch)
        }
    }

    /// How much the documents of a segment say.
    pub(super) fn breadths<'a>(&'a self, segment: &'a SegmentView) -> SegmentBreadths<'a> {
        SegmentBreadths::new(self, segment, self.breadths.as_ref())
    }

    /// The statistics.
    #[must_use]
    pub const fn epoch(&self) -> &StatisticsEpoch {
        &self.epoch
    }

    /// What is tabulated of them.
    pub(super) const fn worths(&self) -> &Worths {
        &self.worths
    }

    /// The canonical score: the same bits as a search over an index that holds this text.
    #[must_use]
    pub fn score(&self, terms: &ScoreTerms, text: &AnalysedText) -> f64 {
        text.frequencies.score(terms, &self.epoch, &self.worths)
    }

    /// The canonical score of a text as the answer to a listing: the same bits as of a search with that listing.
    #[must_use]
    pub fn likeness(&self, query: &DocumentQuery, text: &AnalysedText) -> f64 {
        let Subject { words, length_ids } = &text.subject;
        let breadth = breadth(words.iter().copied(), *length_ids, &self.epoch, &self.worths);
        query.weighed(self.score(query.terms(), text), breadth)
    }

    /// What carried the score of a text, strongest first, at most `most`: the counterpart of a hit's `matched`.
    #[must_use]
    pub fn explain(&self, terms: &ScoreTerms, text: &AnalysedText, most: usize) -> Vec<MatchedTerm> {
        let mut shares = vec![0.0_f64; terms.labels().len()];
        for term in terms.terms() {
            if let Some(share) = shares.get_mut(term.label) {
                *share += text.frequencies.share(term, &self.epoch, &self.worths);
            }
        }
        strongest(terms, &shares, most)
    }
}

/// The labels that carried a score, strongest first, at most `most`.
pub(super) fn strongest(terms: &ScoreTerms, shares: &[f64], most: usize) -> Vec<MatchedTerm> {
    let carried = terms.labels().iter().zip(shares).filter(|(_, share)| **share > 0.0);
    let mut matched: Vec<MatchedTerm> = carried
        .map(|(label, contribution)| MatchedTerm {
            surface: label.surface.clone(),
            concept: label.concept.clone(),
            contribution: *contribution,
        })
        .collect();
    matched.sort_by(|a, b| {
        b.contribution
            .total_cmp(&a.contribution)
            .then_with(|| a.surface.cmp(&b.surface))
    });
    matched.truncate(most);
    matched
}

/// How many entries a dense accumulator needs.
pub(super) fn slots(max_doc: u32) -> usize {
    index(max_doc)
}
