//! A listing as a query: its most telling terms, weighted, any of which may match. For matching, not for typing.

use super::keys::{Key, keys_of};
use super::tokens::{Weighted, weighted};
use super::widening::span;
use crate::search::analysis::Stream;
use crate::search::analysis::script::{is_cjk, is_hiragana};
use crate::search::calibration::{Writing, least_score, normalise};
use crate::search::concepts::{Concepts, Found, Name};
use crate::search::document::TextField;
use crate::search::epoch::StatisticsEpoch;
use crate::search::fields::FieldTokens;
use crate::search::number::{float, wide};
use crate::search::scoring::{AnalysedText, TextFrequencies, Worths, contribution, importance};
use crate::search::signature::{MOST_WORDS, Subject, breadth};
use crate::search::terms::{ScoreTerms, TermsBuilder};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::fmt;

/// Most terms that are looked up, in [`Stream::ALL`] order; measured: fewer words cost quality on long texts, more bigrams
/// add noise.
const MAX_TERMS: [usize; 2] = [160, 80];
/// Most concepts that widen a listing.
const MAX_CONCEPTS: usize = 24;
/// How much more a word counts that stands there repeatedly, for each time that the number of times grows e-fold.
const REPETITION: f64 = 0.5;
/// How much an occurrence in a field counts, in [`TextField::ALL`] order.
const FIELD_WEIGHTS: [f64; 4] = [3.0, 2.0, 2.0, 1.0];

/// A listing as a query. `Debug` shows sizes only.
#[derive(Clone)]
pub struct DocumentQuery {
    terms: ScoreTerms,
    /// What a text in the same language is measured by: the listing's own, without unit.
    self_score: f64,
    /// The most that a text in the other language can be expected to score.
    english_score: f64,
    /// How much a listing of usual length would say in which every word says as much as in this one; at least what it says.
    breadth: f64,
}

/// Weight of another name of a concept against a word of the listing itself: over a whole listing names add up to what it is
/// about, and between languages they are all there is.
const EXPANSION_WEIGHT: f64 = 0.5;

/// How much of a rare word's score is expected of another text: what no two listings share says little about how near they are.
const RARE_SHARE: f64 = 0.3;

/// By how much a score is raised or lowered at most for how much the other text says.
pub(in crate::search) const MOST_WEIGHED: f64 = 2.0;

/// Which part of a text's words are different ones that say something.
const DISTINCT: f64 = 0.5;

/// What a word of one Japanese character counts: often a fragment of a longer one that the dictionary does not know.
const ONE_CHARACTER: f64 = 0.5;

/// The share of its own score that a listing expects at least of a text in another language: one shared concept must not
/// look like a perfect match.
const LEAST_EXPECTED: f64 = 0.4;

impl DocumentQuery {
    /// Chooses the terms of a listing's texts that say most under the given statistics.
    #[must_use]
    pub fn new(texts: &[(TextField, &str)], concepts: &Concepts, epoch: &StatisticsEpoch) -> Self {
        Self::of(&AnalysedText::new(texts), texts, concepts, epoch)
    }

    /// [`Self::new`] of texts that are analysed already.
    #[must_use]
    pub fn of(
        analysed: &AnalysedText,
        texts: &[(TextField, &str)],
        concepts: &Concepts,
        epoch: &StatisticsEpoch,
    ) -> Self {
        let mut builder = TermsBuilder::default();
        for stream in Stream::ALL {
            let chosen = chosen(stream, analysed.tokens(), epoch);
            let written = written(stream, &chosen, (analysed.tokens(), texts));
            for (text, prefix, weight) in chosen {
                let label = builder.label(written.get(&text).unwrap_or(&text.as_str()), None);
                builder.add(stream, &text, prefix, weight, label);
            }
        }
        let own = builder.clone().build();
        let worths = Worths::new(epoch);
        let self_score = self_score(analysed.frequencies(), &own, epoch, &worths);
        let Subject { words, length_ids } = analysed.subject();
        let breadth = breadth(words.iter().copied(), *length_ids, epoch, &worths);
        widen(&mut builder, (analysed.tokens(), texts), concepts);
        let terms = builder.build();
        let english_score = latin_score(&terms, epoch).clamp(self_score * LEAST_EXPECTED, self_score);
        Self {
            terms,
            self_score,
            english_score,
            breadth: lengthening(words.len(), epoch) * breadth,
        }
    }

    /// A score, weighed by how much the scored text says against how much the listing does: a text about everything shares
    /// words with every listing. What is usual is the pivot (Singhal, Buckley and Mitra, 1996): a short need must not be told that
    /// every seed says too much. The same text keeps its score.
    pub(in crate::search) fn weighed(&self, score: f64, breadth: f64) -> f64 {
        if breadth <= 0.0 || self.breadth <= 0.0 {
            return score;
        }
        score * (self.breadth / breadth).sqrt().clamp(1.0 / MOST_WEIGHED, MOST_WEIGHED)
    }

    /// What is scored.
    #[must_use]
    pub const fn terms(&self) -> &ScoreTerms {
        &self.terms
    }

    /// A score on the scale 0 to 100 that means the same for every query, given how the scored text is written: no English
    /// text can have a Japanese listing's words, only its concepts.
    #[must_use]
    pub fn normalise(&self, score: f64, writing: Writing) -> u8 {
        normalise(
            score,
            match writing {
                Writing::Japanese => self.self_score,
                Writing::English => self.english_score,
            },
        )
    }

    /// A score that is surely needed for a calibrated score, however the scored text is written.
    #[must_use]
    pub fn least_score(&self, calibrated: u8) -> f64 {
        least_score(calibrated, self.english_score)
    }
}

impl fmt::Debug for DocumentQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentQuery")
            .field("terms", &self.terms.terms().len())
            .finish_non_exhaustive()
    }
}

/// What the listing's own text scores, its rare words counted in part.
fn self_score(frequencies: &TextFrequencies, own: &ScoreTerms, epoch: &StatisticsEpoch, worths: &Worths) -> f64 {
    let shares = own.terms().iter().map(|term| {
        let share = if epoch.is_rare(term.stream, &term.text) {
            RARE_SHARE
        } else {
            1.0
        };
        share * frequencies.share(term, epoch, worths)
    });
    shares.sum()
}

/// What a text without Japanese would score that holds every term it can hold, once.
fn latin_score(terms: &ScoreTerms, epoch: &StatisticsEpoch) -> f64 {
    let latin = terms.terms().iter().filter(|term| !term.text.chars().any(is_cjk));
    latin.map(|term| contribution(importance(term, epoch), 1.0)).sum()
}

/// The most telling terms of one stream with their weights.
fn chosen(stream: Stream, tokens: &FieldTokens, epoch: &StatisticsEpoch) -> Vec<(CompactString, bool, f64)> {
    let mut counts: FxHashMap<(CompactString, bool), (f64, f64)> = FxHashMap::default();
    for (field, field_weight) in TextField::ALL.into_iter().zip(FIELD_WEIGHTS) {
        let words = if stream == Stream::Words {
            tokens.get(stream, field)
        } else {
            &[]
        };
        let bigrams = if stream == Stream::Bigrams {
            tokens.get(stream, field)
        } else {
            &[]
        };
        for Weighted {
            text, prefix, weight, ..
        } in weighted(words, bigrams)
        {
            if prefix || stream == Stream::Bigrams && text.chars().all(is_hiragana) {
                continue;
            }
            let slot = counts.entry((text, prefix)).or_default();
            slot.0 += field_weight;
            slot.1 = slot.1.max(weight);
        }
    }
    let mut ranked: Vec<(f64, CompactString, bool, f64)> = counts
        .into_iter()
        .map(|((text, prefix), (count, weight))| {
            let mut weight = weight * (1.0 + REPETITION * count.ln());
            if stream == Stream::Words && is_one_character(&text) {
                weight *= ONE_CHARACTER;
            }
            (weight * epoch.idf(stream, &text), text, prefix, weight)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.1, a.2).cmp(&(&b.1, b.2))));
    ranked.truncate(MAX_TERMS.get(stream.ordinal()).copied().unwrap_or_default());
    ranked
        .into_iter()
        .map(|(_, text, prefix, weight)| (text, prefix, weight))
        .collect()
}

/// How chosen words are written where they first stand: what is looked up is often a stem, which nobody reads as a word.
fn written<'a>(
    stream: Stream,
    chosen: &[(CompactString, bool, f64)],
    (tokens, texts): (&FieldTokens, &[(TextField, &'a str)]),
) -> FxHashMap<CompactString, &'a str> {
    let mut found = FxHashMap::default();
    if stream != Stream::Words {
        return found;
    }
    let wanted: FxHashSet<&str> = chosen.iter().map(|(text, ..)| text.as_str()).collect();
    for ((_, text), (words, _)) in texts.iter().zip(tokens.by_text()) {
        for token in words.iter().filter(|token| wanted.contains(token.text.as_str())) {
            // What a line break cuts is not a word as it stands there.
            let place = text.get(token.start..token.end);
            if let Some(place) = place.filter(|place| !place.contains(char::is_control)) {
                found.entry(token.text.clone()).or_insert(place);
            }
        }
    }
    found
}

/// By how much the breadth of so many words grows if they become as many as a listing usually has.
fn lengthening(words: usize, epoch: &StatisticsEpoch) -> f64 {
    let length: f64 = TextField::ALL
        .map(|field| epoch.average_length(Stream::Words, field))
        .iter()
        .sum();
    let usual = (length * DISTINCT).min(float(wide(MOST_WORDS)));
    (usual / float(wide(words.max(1)))).max(1.0).sqrt()
}

fn is_one_character(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(is_cjk) && characters.next().is_none()
}

/// A concept that the texts name, at its first place.
struct Named<'a> {
    hit: Found<'a>,
    text: &'a str,
    keys: &'a [Key],
    /// How often, by the weights of the fields
    weight: f64,
}

/// Adds the other names of the concepts that the texts name, the most frequent first.
fn widen(builder: &mut TermsBuilder, (tokens, texts): (&FieldTokens, &[(TextField, &str)]), concepts: &Concepts) {
    let analysed = texts
        .iter()
        .zip(tokens.by_text())
        .map(|((field, text), (words, bigrams))| {
            let weight = FIELD_WEIGHTS.get(field.ordinal()).copied().unwrap_or(1.0);
            (weight, *text, keys_of(words, bigrams))
        });
    let analysed: Vec<(f64, &str, Vec<Key>)> = analysed.collect();
    let mut counted: BTreeMap<[Option<&str>; 2], Named<'_>> = BTreeMap::new();
    for (weight, text, keys) in &analysed {
        for hit in concepts.find(keys) {
            let title = [hit.concept.title.ja.as_deref(), hit.concept.title.en.as_deref()];
            let first = Named {
                hit,
                text,
                keys,
                weight: 0.0,
            };
            counted.entry(title).or_insert(first).weight += weight;
        }
    }
    let mut ranked: Vec<_> = counted.into_iter().collect();
    ranked.sort_by(|(a, one), (b, other)| other.weight.total_cmp(&one.weight).then_with(|| a.cmp(b)));
    for (_, named) in ranked.into_iter().take(MAX_CONCEPTS) {
        let Named {
            hit,
            text,
            keys,
            weight: count,
        } = named;
        let written = span(keys, hit.from, hit.to).and_then(|(start, end)| text.get(start..end));
        let label = builder.label(written.unwrap_or_default(), Some(&hit.concept.title));
        for token in hit.others(keys).flat_map(Name::terms) {
            builder.add(
                token.stream,
                &token.text,
                token.prefix,
                token.weight * EXPANSION_WEIGHT * (1.0 + count.ln()),
                label,
            );
        }
    }
}
