//! Feedback from the best hits (pseudo-relevance feedback, after Rocchio): what they have in common and the query does not name
//! moves those up that share it. Everything comes from documents that the viewer may see, by statistics of what the viewer may
//! see, so a score stays a function of the query, the visible texts and the epoch. `docs/ranking.md` has what it is worth.

use super::analysis::Stream;
use super::epoch::StatisticsEpoch;
use super::number::float;
use super::scoring::{Scorer, importance, saturated};
use super::signature::{Subject, head, head_of, pseudo_frequency};
use super::terms::ScoreTerms;
use std::collections::{BTreeMap, BTreeSet};

/// How many of the best hits are heard.
pub(super) const HEARD: usize = 15;
/// How many of the best hits are ordered anew.
pub(super) const REORDERED: usize = 200;
/// How soon the ranks below the first count for less.
const RANK_POWER: f64 = -0.8;
/// Most telling words of a hit that are heard.
const WORDS_OF_ONE: usize = 24;
/// Most words that are added to the query.
const ADDED: usize = 30;
/// What all added words weigh together against the query's own.
const SHARE: f64 = 1.4;
/// A word in a larger part of all documents says nothing.
const COMMON: f64 = 0.25;

/// Words that the query does not name, with their weight times idf.
#[derive(Default)]
pub(super) struct Feedback {
    /// By head, in order.
    words: Vec<(u64, f64)>,
    /// A bit for each of the words: most words of a document are none of them.
    bits: u64,
}

/// The bit of a head.
const fn bit(head: u64) -> u64 {
    1 << (head & 63)
}

impl Feedback {
    /// Listens to the best hits, best first.
    pub(super) fn new(terms: &ScoreTerms, best: &[Subject], scorer: &Scorer) -> Self {
        let epoch = scorer.epoch();
        let own: BTreeSet<u64> = terms
            .terms()
            .iter()
            .filter(|term| term.stream == Stream::Words)
            .map(|term| head(&term.text))
            .collect();
        let mut heard: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
        let ranks = (1..=u32::MAX).map(|rank| f64::from(rank).powf(RANK_POWER));
        for (subject, weight) in best.iter().zip(ranks) {
            let mut words: Vec<(f64, u64, f64, f64)> = subject
                .words
                .iter()
                .filter(|packed| !own.contains(&head_of(**packed)))
                .filter_map(|packed| {
                    let idf = telling(head_of(*packed), epoch)?;
                    let share = saturated(pseudo_frequency(*packed, subject.length_ids, scorer.worths()));
                    Some((share * idf, head_of(*packed), share, idf))
                })
                .collect();
            words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (_, head, share, idf) in words.into_iter().take(WORDS_OF_ONE) {
                heard.entry(head).or_insert((0.0, idf)).0 += weight * share;
            }
        }
        let mut words: Vec<(u64, f64)> = heard.into_iter().map(|(head, (sum, idf))| (head, sum * idf)).collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(ADDED);
        let (all, mass) = (words.iter().map(|(_, weight)| weight).sum::<f64>(), mass(terms, epoch));
        if mass <= 0.0 {
            // Words of a single document: what else it says is no more than what else it says.
            return Self::default();
        }
        for (_, weight) in &mut words {
            *weight *= SHARE * mass / all;
        }
        words.sort_by_key(|(head, _)| *head);
        let bits = words.iter().fold(0, |bits, (head, _)| bits | bit(*head));
        Self { words, bits }
    }

    /// What a document gains: summed in the order of its signature, which is the same wherever it is indexed.
    pub(super) fn gain(&self, words: impl Iterator<Item = u64>, length_ids: [u8; 4], scorer: &Scorer) -> f64 {
        let mut gain = 0.0;
        for packed in words {
            let head = head_of(packed);
            if self.bits & bit(head) != 0
                && let Ok(place) = self.words.binary_search_by_key(&head, |(other, _)| *other)
                && let Some((_, weight)) = self.words.get(place)
            {
                gain += weight * saturated(pseudo_frequency(packed, length_ids, scorer.worths()));
            }
        }
        gain
    }

    /// Whether nothing was heard.
    pub(super) const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The heads of the added words with their weights, the rarest first, of so many documents together at most.
    pub(super) fn rarest(&self, most: u64, epoch: &StatisticsEpoch) -> Vec<(u64, f64)> {
        let words = self.words.iter();
        let mut words: Vec<_> = words
            .map(|(head, weight)| (epoch.frequency_of_head(*head).unwrap_or(1), *head, *weight))
            .collect();
        words.sort_by_key(|(frequency, head, _)| (*frequency, *head));
        let mut together = 0;
        words.retain(|(frequency, ..)| {
            together += u64::from(*frequency);
            together <= most
        });
        words.into_iter().map(|(_, head, weight)| (head, weight)).collect()
    }

    /// Tells whether the same was heard.
    pub(super) fn fingerprint(&self) -> u64 {
        let words = self.words.iter().flat_map(|(head, weight)| [*head, weight.to_bits()]);
        words.fold(0, |all, one| {
            (all.rotate_left(5) ^ one).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    }
}

/// The idf of a word that is neither all but unique nor everywhere.
fn telling(head: u64, epoch: &StatisticsEpoch) -> Option<f64> {
    let frequency = epoch.frequency_of_head(head)?;
    let most = float(epoch.documents()) * COMMON;
    (frequency >= 2 && f64::from(frequency) <= most).then(|| epoch.idf_of(frequency))
}

/// What the query's words weigh together, as far as they occur in more than one document.
fn mass(terms: &ScoreTerms, epoch: &StatisticsEpoch) -> f64 {
    let known = terms
        .terms()
        .iter()
        .filter(|term| epoch.document_frequency(term.stream, &term.text) > 1);
    known.map(|term| importance(term, epoch)).sum()
}
