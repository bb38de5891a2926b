//! Typed words by relevance. What has every word is the list; if nothing has, what has any. The best hits are ordered anew by
//! what they have in common (`feedback.rs`), and a list that is short is followed by what has some of the words, and then by
//! what is about the same. Everything is computed from what the viewer may see.

use super::collect::{Page, Place};
use super::error::SearchError;
use super::feedback::{Feedback, HEARD, REORDERED};
use super::filter::Filter;
use super::matching::documents;
use super::number::wide;
use super::query::Query;
use super::request::{After, SearchRequest, SearchResult};
use super::run::{Run, Shares};
use super::segment::SegmentView;
use super::signature::Subject;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use tantivy::DocId;

/// A list with fewer hits is followed by others, up to this number together.
const SHORT: usize = 10;
/// So many documents with some of the words are enough to choose from; those with the rarest words come first.
const ENOUGH: usize = 300;
/// In so many documents related ones are looked for.
const ABOUT: u64 = 20_000;
/// So many related documents are looked at closely.
const RELATED: usize = 50;
/// Set in the sort key of what was ordered anew: it stands above the rest. Scores are positive, so their sign is free.
const REORDERED_KEY: u64 = 1 << 63;

/// A document with what it scores by the query's own words.
#[derive(Clone, Copy)]
struct Found {
    source: usize,
    segment: usize,
    doc: DocId,
    score: f64,
}

impl Found {
    const fn place(&self) -> (usize, usize, DocId) {
        (self.source, self.segment, self.doc)
    }
}

/// A ranking under way.
pub(super) struct Ranking<'a> {
    run: &'a Run<'a>,
    query: &'a Query,
}

impl<'a> Ranking<'a> {
    /// Ranks what a run finds.
    pub(super) const fn new(run: &'a Run<'a>, query: &'a Query) -> Self {
        Self { run, query }
    }

    /// One page.
    pub(super) fn search(&self, size: usize) -> Result<SearchResult, SearchError> {
        let request = self.run.request;
        let mut page = Page::new(request, size.saturating_add(1));
        let can_relax = !self.query.relaxed().is_empty();
        let mut relaxed = request.after.is_some_and(|after| after.relaxed);
        let mut list = self.gather(relaxed, &mut page)?;
        if list.is_empty() && can_relax && !relaxed {
            relaxed = true;
            page = Page::new(request, size.saturating_add(1));
            list = self.gather(relaxed, &mut page)?;
        }
        let is_whole = request.after.is_none() && list.len() <= size;
        let is_short = request.also && is_whole && list.len() < SHORT;
        let some = if is_short && !relaxed && can_relax {
            self.some(&list)?
        } else {
            Vec::new()
        };
        let best = self.best(&list, REORDERED);
        let best_of_some = self.best(&some, REORDERED);
        let feedback = self.feedback(best.iter().chain(&best_of_some).take(HEARD));
        let heard = feedback.fingerprint();
        if request.after.is_some_and(|after| after.heard != heard) {
            // Other hits are the best now: what was on the pages before is no longer known.
            return Err(SearchError::StaleCursor);
        }
        self.fill(&mut page, &list, &best, &feedback);
        let also = if is_short {
            self.also(&list, &some, &best_of_some, &feedback)?
        } else {
            Vec::new()
        };
        let total = wide(page.total());
        let (mut places, facets) = page.finish(&request.facets);
        let more = places.len() > size;
        places.truncate(size);
        let epoch = self.run.scorer.epoch().id();
        let next = places.last().filter(|_| more).map(|last| After {
            key: last.key,
            listing: last.listing.0,
            relaxed,
            heard,
            epoch,
        });
        Ok(SearchResult {
            hits: self.run.hits(&places, &Shares::new())?,
            also: self.run.hits(&also, &Shares::new())?,
            total,
            facets,
            relaxed,
            epoch,
            next,
        })
    }

    /// What matches and passes, with its scores, counted.
    fn gather(&self, relaxed: bool, page: &mut Page) -> Result<Vec<Found>, SearchError> {
        let mut found = Vec::new();
        for (source, number, segment, filter) in self.segments() {
            for (doc, score) in self
                .run
                .candidates(segment, (Some(self.query), &filter), relaxed, true, page)?
            {
                page.count(segment, doc);
                found.push(Found {
                    source,
                    segment: number,
                    doc,
                    score,
                });
            }
        }
        Ok(found)
    }

    /// What has some of the words, besides the list: not counted, and of what has only common words not all.
    fn some(&self, list: &[Found]) -> Result<Vec<Found>, SearchError> {
        let mut holders: Vec<Vec<(usize, usize, DocId)>> = vec![Vec::new(); self.query.relaxed().len()];
        for (source, number, segment, filter) in self.segments() {
            let excluded = self.run.excluded(segment, self.query)?;
            for (node, docs) in self.query.relaxed().iter().zip(&mut holders) {
                let found = documents(segment, node)?.into_iter();
                let found = found.filter(|doc| !excluded.contains(doc) && filter.passes(*doc));
                docs.extend(found.map(|doc| (source, number, doc)));
            }
        }
        holders.sort_by_key(Vec::len);
        let listed: HashSet<_> = list.iter().map(Found::place).collect();
        let mut chosen = BTreeSet::new();
        for docs in holders {
            if chosen.len() >= SHORT && chosen.len() + docs.len() > ENOUGH {
                break;
            }
            chosen.extend(docs.into_iter().filter(|place| !listed.contains(place)));
        }
        let chosen: Vec<_> = chosen.into_iter().collect();
        let mut some = Vec::with_capacity(chosen.len());
        for group in chosen.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((source, number, _)) = group.first().copied() else {
                continue;
            };
            let Some(segment) = self.view(source, number) else {
                continue;
            };
            let docs = group.iter().map(|(_, _, doc)| *doc).collect();
            let scores = self.run.sparse(segment, docs, self.query.terms())?;
            some.extend(scores.into_iter().map(|(doc, score)| Found {
                source,
                segment: number,
                doc,
                score,
            }));
        }
        Ok(some)
    }

    /// All segments, with what must hold for their documents.
    fn segments(&self) -> impl Iterator<Item = (usize, usize, &'a SegmentView, Filter<'a>)> {
        let Run { request, sources, .. } = self.run;
        sources.iter().enumerate().flat_map(move |(source, one)| {
            let segments = one.snapshot.segments().iter().enumerate();
            segments
                .map(move |(number, segment)| (source, number, segment, Filter::new(request, segment, one.replaced)))
        })
    }

    /// The best by score, in order; ties by listing.
    fn best(&self, found: &[Found], most: usize) -> Vec<Found> {
        let order = |one: &Found| Reverse(one.score.to_bits());
        let mut least = 0;
        if found.len() > most {
            let mut scores: Vec<u64> = found.iter().map(|one| one.score.to_bits()).collect();
            // Whoever is as good as the last one may be among the best: the listings decide.
            least = *scores.select_nth_unstable_by(most - 1, |a, b| b.cmp(a)).1;
        }
        let mut best: Vec<Found> = found
            .iter()
            .filter(|one| one.score.to_bits() >= least)
            .copied()
            .collect();
        best.sort_by_cached_key(|one| (order(one), self.segment(one).map(|segment| segment.listing(one.doc))));
        best.truncate(most);
        best
    }

    /// What the best hits have in common.
    fn feedback<'f>(&self, heard: impl Iterator<Item = &'f Found>) -> Feedback {
        let heard: Vec<Subject> = heard
            .filter_map(|found| Some(self.segment(found)?.subject(found.doc)))
            .collect();
        Feedback::new(self.query.terms(), &heard, self.run.scorer)
    }

    fn gain(&self, found: &Found, feedback: &Feedback) -> f64 {
        let segment = self.segment(found).filter(|_| !feedback.is_empty());
        segment.map_or(0.0, |segment| {
            let (words, length_ids) = (segment.signature(found.doc), segment.length_ids(found.doc));
            feedback.gain(words, length_ids, self.run.scorer)
        })
    }

    /// Puts the list on the page: first what is ordered anew.
    fn fill(&self, page: &mut Page, list: &[Found], best: &[Found], feedback: &Feedback) {
        for found in best {
            let score = found.score + self.gain(found, feedback);
            self.keep(page, found, (score.to_bits() | REORDERED_KEY, score));
        }
        let Some(least) = best.last().map(|last| last.score).filter(|_| list.len() > best.len()) else {
            return;
        };
        let reordered: HashSet<_> = best.iter().map(Found::place).collect();
        for found in list {
            if found.score < least || !reordered.contains(&found.place()) {
                self.keep(page, found, (found.score.to_bits(), found.score));
            }
        }
    }

    fn keep(&self, page: &mut Page, found: &Found, sorted: (u64, f64)) {
        if let Some(segment) = self.segment(found) {
            page.keep(segment, (found.source, found.segment), found.doc, sorted);
        }
    }

    /// What follows a short list.
    fn also(
        &self,
        list: &[Found],
        some: &[Found],
        best_of_some: &[Found],
        feedback: &Feedback,
    ) -> Result<Vec<Place>, SearchError> {
        let mut also = self.ordered(best_of_some, SHORT - list.len(), feedback);
        let matching = list.len() + some.len();
        if matching < SHORT {
            let known: HashSet<_> = list.iter().chain(some).map(Found::place).collect();
            let related = self.related(&known, feedback)?;
            also.extend(self.ordered(&related, SHORT - matching, feedback));
        }
        Ok(also)
    }

    /// Documents ordered by score and gain, at most `most`.
    fn ordered(&self, found: &[Found], most: usize, feedback: &Feedback) -> Vec<Place> {
        let mut page = Page::new(
            &SearchRequest {
                facets: Vec::new(),
                after: None,
                ..self.run.request.clone()
            },
            most,
        );
        for one in found {
            let score = one.score + self.gain(one, feedback);
            self.keep(&mut page, one, (score.to_bits(), score));
        }
        page.finish(&[]).0
    }

    /// What has none of the words, but is about what the hits are about: the best by what the words weigh that it has.
    fn related(&self, known: &HashSet<(usize, usize, DocId)>, feedback: &Feedback) -> Result<Vec<Found>, SearchError> {
        let mut found = Vec::new();
        let words = feedback.rarest(ABOUT, self.run.scorer.epoch());
        for (source, number, segment, filter) in self.segments() {
            let mut weights: HashMap<DocId, f64> = HashMap::new();
            for (head, weight) in &words {
                segment.about(*head, |doc| *weights.entry(doc).or_default() += weight)?;
            }
            let excluded = self.run.excluded(segment, self.query)?;
            let docs = weights.into_iter().filter(|(doc, _)| {
                !known.contains(&(source, number, *doc)) && !excluded.contains(doc) && filter.passes(*doc)
            });
            found.extend(docs.map(|(doc, score)| Found {
                source,
                segment: number,
                doc,
                score,
            }));
        }
        let mut best = self.best(&found, RELATED);
        best.iter_mut().for_each(|one| one.score = 0.0);
        Ok(best)
    }

    fn segment(&self, found: &Found) -> Option<&'a SegmentView> {
        self.view(found.source, found.segment)
    }

    fn view(&self, source: usize, segment: usize) -> Option<&'a SegmentView> {
        self.run.sources.get(source)?.snapshot.segments().get(segment)
    }
}
