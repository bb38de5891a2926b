//! What is nearest to a listing. A listing asks with hundreds of terms, most documents share one of them, and only the best are
//! wanted: so all documents are scored roughly, block by block in single precision, and those that can be among the best are
//! scored canonically. The rough scores only choose; see the tests for that they choose as if there were none.
//!
//! Where there are a great many listings, most of what would be read are the postings of the words that say least. Then the rough
//! scores are those of the most telling words, and choose at least twice as many as are wanted. That too is a function of the
//! query, the statistics and the visible document: the terms are the same for all, and summed in the same order.

use super::collect::Page;
use super::error::SearchError;
use super::filter::Filter;
use super::locate::{Entry, Occurrence, locate};
use super::number::{index, rough, rough_count};
use super::query::{DocumentQuery, MOST_WEIGHED};
use super::run::{Run, Shares};
use super::scoring::{importance, slots};
use super::segment::SegmentView;
use super::terms::ScoreTerm;
use std::cmp::Reverse;
use std::io;
use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

/// By how much a rough score may differ from the canonical one, as a share of it: a hundred times what rounding five hundred
/// summands can do.
const SLACK: f32 = 0.003;
/// At least so many of the best are weighed by how much they say.
const WEIGHED: usize = 100;
/// By so many terms documents are chosen at least, however many postings they have.
const LEAST_TERMS: usize = 16;
/// By the most telling terms at least so many are chosen, which is the same for pages of any size, and twice as many as are wanted.
const CHOSEN: usize = 200;
/// Whoever wants more than this wants everything.
const MOST_CHOSEN: usize = 1_000;
/// So many more than wanted are gathered before the worse ones are dropped.
const GATHERED: usize = 4_096;

/// A document with its rough score.
#[derive(Clone, Copy)]
struct Rough {
    score: f32,
    source: usize,
    segment: usize,
    doc: DocId,
}

/// The documents that can be among the best.
struct Board {
    most: usize,
    /// Who scores less is not among them.
    least: f32,
    gathered: Vec<Rough>,
    /// With so many the worse ones are dropped.
    full: usize,
}

impl Board {
    fn new(most: usize, least: f32) -> Self {
        Self {
            most,
            least,
            gathered: Vec::new(),
            full: most.saturating_mul(2).saturating_add(GATHERED),
        }
    }

    fn gather(&mut self, rough: Rough) {
        self.gathered.push(rough);
        if self.gathered.len() >= self.full {
            self.drop_worse();
            // Where all are as good as each other none is dropped, which must not be tried again for every single one.
            self.full = self.full.max(self.gathered.len().saturating_mul(2));
        }
    }

    fn drop_worse(&mut self) {
        if let Some(last) = self.most.checked_sub(1).filter(|last| *last < self.gathered.len()) {
            let (.., worst, _) = self
                .gathered
                .select_nth_unstable_by(last, |a, b| b.score.total_cmp(&a.score));
            self.least = self.least.max(worst.score * (1.0 - SLACK));
            let least = self.least;
            self.gathered.retain(|rough| rough.score >= least);
        }
    }
}

/// The rough scores of one segment's documents.
struct Scan {
    scores: Vec<f32>,
    /// The pseudo-frequency of one term that stands in several fields, 0 again after it.
    pseudo_frequencies: Vec<f32>,
    touched: Vec<DocId>,
}

/// What a pseudo-frequency is worth.
#[inline]
fn saturated(pseudo_frequency: f32) -> f32 {
    const SATURATION: f32 = rough(super::scoring::SATURATION);
    pseudo_frequency * (SATURATION + 1.0) / (pseudo_frequency + SATURATION)
}

impl Scan {
    fn new(segment: &SegmentView) -> Self {
        let size = slots(segment.max_doc());
        Self {
            scores: vec![0.0; size],
            pseudo_frequencies: vec![0.0; size],
            touched: Vec::new(),
        }
    }

    /// Adds what one term is worth.
    fn add(&mut self, located: &[Occurrence<'_>], importance: f32, run: &Run<'_>) -> io::Result<()> {
        let mut parts = Vec::with_capacity(located.len());
        for occurrence in located {
            let slot = occurrence.slot;
            if let Some(table) = run.scorer.worths().rough(slot.stream, slot.text_field) {
                parts.push((Part::open(occurrence)?, table, &slot.lengths));
            }
        }
        let is_only = parts.len() == 1;
        let Self {
            scores,
            pseudo_frequencies,
            touched,
            ..
        } = self;
        touched.clear();
        for (part, table, lengths) in parts {
            part.each(|doc, frequency| {
                let worth = table.get(usize::from(lengths.fieldnorm_id(doc))).copied();
                let pseudo_frequency = frequency * worth.unwrap_or_default();
                if is_only {
                    if let Some(score) = scores.get_mut(index(doc)) {
                        *score += importance * saturated(pseudo_frequency);
                    }
                } else if let Some(sum) = pseudo_frequencies.get_mut(index(doc)) {
                    *sum += pseudo_frequency;
                    touched.push(doc);
                }
            });
        }
        for doc in touched {
            if let (Some(score), Some(sum)) = (scores.get_mut(index(*doc)), pseudo_frequencies.get_mut(index(*doc))) {
                *score += importance * saturated(std::mem::take(sum));
            }
        }
        Ok(())
    }
}

/// Where one term stands in one field.
enum Part<'a> {
    Term(Box<tantivy::postings::BlockSegmentPostings>),
    Sums(&'a [(DocId, u32)]),
}

impl<'a> Part<'a> {
    fn open(Occurrence { slot, entry }: &'a Occurrence<'_>) -> io::Result<Self> {
        Ok(match entry {
            Entry::Sums(sums) => Self::Sums(sums),
            Entry::Term(info) => {
                let postings = slot
                    .inverted
                    .read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                Self::Term(Box::new(postings))
            }
        })
    }

    /// Tells every document with how often the term stands in it.
    #[inline]
    fn each(self, mut tell: impl FnMut(DocId, f32)) {
        match self {
            Self::Sums(sums) => sums
                .iter()
                .for_each(|(doc, frequency)| tell(*doc, rough_count(*frequency))),
            Self::Term(mut postings) => {
                while postings.block_len() > 0 {
                    for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
                        tell(*doc, rough_count(*frequency));
                    }
                    postings.advance();
                }
            }
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whoever_can_be_among_the_best_is_kept(scores in proptest::collection::vec(0_u16..2_000, 0..12_000), most in 1_usize..50) {
            let mut board = Board::new(most, 0.0);
            for (doc, score) in (0..).zip(&scores) {
                let rough = Rough { score: f32::from(*score), source: 0, segment: 0, doc };
                // As `Run::near` does.
                if rough.score >= board.least {
                    board.gather(rough);
                }
            }
            board.drop_worse();
            let mut sorted = scores.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            let last = sorted.get(most - 1).or(sorted.last()).copied().unwrap_or_default();
            let mut kept: Vec<DocId> = board.gathered.iter().map(|rough| rough.doc).collect();
            kept.sort_unstable();
            let close = f32::from(last) * (1.0 - SLACK);
            let wanted: Vec<DocId> = (0..).zip(&scores).filter(|(_, score)| f32::from(**score) >= close).map(|(doc, _)| doc).collect();
            prop_assert_eq!(kept, wanted);
        }
    }
}
