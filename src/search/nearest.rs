//! What is nearest to a listing. A listing asks with hundreds of terms, most documents share one of them, and only the best are
//! wanted: so all documents are scored roughly, block by block in single precision, and those that can be among the best are
//! scored canonically. The rough scores only choose; see the tests for that they choose as if there were none.
//!
//! Where there are a great many listings, most of what would be read are the postings of the words that say least. Then the rough
//! scores are those of the most telling words, and choose at least twice as many as are wanted. That too is a function of the
//! query, the statistics and the visible document: the terms are the same for all, and summed in the same order.

mod board;
mod scan;

use super::collect::Page;
use super::error::SearchError;
use super::filter::Filter;
use super::locate::{Occurrence, locate};
use super::number::rough;
use super::query::{DocumentQuery, MOST_WEIGHED};
use super::run::{Run, Shares};
use super::scoring::importance;
use super::terms::ScoreTerm;
use board::{Board, Rough, SLACK};
use scan::Scan;
use std::cmp::Reverse;
use std::io;
use tantivy::DocId;

/// At least so many of the best are weighed by how much they say.
const WEIGHED: usize = 100;
/// By so many terms documents are chosen at least, however many postings they have.
const LEAST_TERMS: usize = 16;
/// By the most telling terms at least so many are chosen, which is the same for pages of any size, and twice as many as are wanted.
const CHOSEN: usize = 200;
/// Whoever wants more than this wants everything.
const MOST_CHOSEN: usize = 1_000;

impl Run<'_> {
    /// Offers to a page the nearest documents that pass: the best, at least `most` if there are so many, weighed by how much they
    /// say. What carried their scores is noted if that is asked for.
    pub(super) fn near(
        &self,
        query: &DocumentQuery,
        most: usize,
        page: &mut Page,
        shares: &mut Shares,
    ) -> Result<(), SearchError> {
        let least = self.request.filters.min_score.unwrap_or_default();
        let epoch = self.scorer.epoch();
        let weighed = query.terms().terms().iter().map(|term| (term, importance(term, epoch)));
        let terms: Vec<(&ScoreTerm, f64)> = weighed.collect();
        let telling = self.telling(&terms, most);
        let by_all = telling.len() == terms.len();
        let mut board = if by_all {
            Board::new(most.max(WEIGHED), rough(least / MOST_WEIGHED) * (1.0 - SLACK))
        } else {
            Board::new(CHOSEN.max(2 * most), 0.0)
        };
        let mut segments = Vec::new();
        for (source, one) in self.sources.iter().enumerate() {
            for (number, segment) in one.snapshot.segments().iter().enumerate() {
                let filter = Filter::new(self.request, segment, one.replaced);
                let located = terms.iter().map(|(term, _)| locate(segment, term));
                let located: Vec<Vec<Occurrence<'_>>> = located.collect::<io::Result<_>>()?;
                let mut scan = Scan::new(segment);
                for at in &telling {
                    if let (Some(located), Some((_, importance))) = (located.get(*at), terms.get(*at)) {
                        scan.add(located, rough(*importance), self)?;
                    }
                }
                for (doc, score) in (0..).zip(scan.scores) {
                    if score > 0.0 && score >= board.least && filter.passes(doc) {
                        board.gather(Rough {
                            score,
                            source,
                            segment: number,
                            doc,
                        });
                    }
                }
                segments.push((source, number, segment, located));
            }
        }
        board.drop_worse();
        let mut chosen = board.gathered;
        if !by_all {
            let listing = |rough: &Rough| {
                let source = self.sources.get(rough.source)?;
                let segment = source.snapshot.segments().get(rough.segment)?;
                Some(segment.listing(rough.doc))
            };
            chosen.sort_by_cached_key(|rough| (Reverse(rough.score.to_bits()), listing(rough)));
            chosen.truncate(board.most);
        }
        chosen.sort_unstable_by_key(|rough| (rough.source, rough.segment, rough.doc));
        let mut rest = chosen.as_slice();
        for (source, number, segment, located) in segments {
            let here = rest.partition_point(|rough| (rough.source, rough.segment) <= (source, number));
            let (docs, others) = rest.split_at_checked(here).unwrap_or_default();
            rest = others;
            let mut scores: Vec<(DocId, f64)> = docs.iter().map(|rough| (rough.doc, 0.0)).collect();
            if scores.is_empty() {
                continue;
            }
            let mut noted = vec![Vec::new(); if self.request.explained { scores.len() } else { 0 }];
            for ((term, importance), located) in terms.iter().zip(&located) {
                self.add(located, *importance, &mut scores, |at, share| {
                    if let Some(noted) = noted.get_mut(at) {
                        noted.push((term.label, share));
                    }
                })?;
            }
            let mut noted = noted.into_iter();
            let breadths = self.scorer.breadths(segment);
            for (doc, score) in scores {
                let score = query.weighed(score, breadths.of(doc));
                if score >= least {
                    page.offer(segment, (source, number), doc, score);
                }
                shares.extend(noted.next().map(|noted| ((source, number, doc), noted)));
            }
        }
        Ok(())
    }

    /// The places of the terms by which documents are chosen, the most telling first.
    fn telling(&self, terms: &[(&ScoreTerm, f64)], most: usize) -> Vec<usize> {
        let mut telling: Vec<usize> = (0..terms.len()).collect();
        telling.sort_by(|a, b| {
            let importance = |at: &usize| terms.get(*at).map_or(0.0, |(_, importance)| *importance);
            importance(b).total_cmp(&importance(a))
        });
        if most > MOST_CHOSEN {
            return telling;
        }
        let (mut taken, mut read) = (0, 0);
        let epoch = self.scorer.epoch();
        // What cannot be afforded is left out, and what costs less goes on: a rare name in another language weighs little, and may
        // be all that two texts share.
        telling.retain(|at| {
            let frequency = |(term, _): &(&ScoreTerm, f64)| epoch.document_frequency(term.stream, &term.text);
            let cost = u64::from(terms.get(*at).map_or(0, frequency));
            let is_taken = taken < LEAST_TERMS || read + cost <= self.postings;
            if is_taken {
                taken += 1;
                read += cost;
            }
            is_taken
        });
        telling
    }
}
