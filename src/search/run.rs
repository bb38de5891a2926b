//! One search: stage one, stage two if that finds nothing, the page, the explanation. Everything is a function of the
//! request, the epoch and the visible documents.

use super::collect::{Page, Place};
use super::cursor::Cursor;
use super::error::SearchError;
use super::filter::{Filter, Verdict};
use super::matching::{all, any, contained_in, documents};
use super::number::wide;
use super::query::{Node, Query};
use super::ranking::Ranking;
use super::request::{After, Ask, Hit, MAX_LIMIT, MatchedTerm, SearchRequest, SearchResult, Sort};
use super::scoring::{Scorer, contribution, importance, strongest};
use super::segment::{SegmentView, Snapshot};
use super::terms::ScoreTerms;
use crate::domain::ids::ListingId;
use std::collections::{BTreeSet, HashSet};
use tantivy::DocId;

/// Most terms named in an explanation.
const MAX_MATCHED: usize = 12;

/// Documents of one index that the search may see.
pub(super) struct Source<'a> {
    /// The index.
    pub(super) snapshot: &'a Snapshot,
    /// Listings that another source answers for.
    pub(super) replaced: Option<&'a HashSet<ListingId>>,
}

/// A search under way.
pub(super) struct Run<'a> {
    /// What is asked.
    pub(super) request: &'a SearchRequest,
    /// Where it is looked for.
    pub(super) sources: Vec<Source<'a>>,
    /// The statistics.
    pub(super) scorer: &'a Scorer,
    /// How many postings may be read to choose what is nearest.
    pub(super) postings: u64,
}

impl Run<'_> {
    /// Searches.
    pub(super) fn search(&self) -> Result<SearchResult, SearchError> {
        let size = self.request.limit.clamp(1, MAX_LIMIT);
        if let (Ask::Keywords(query), Sort::Relevance, true) =
            (&self.request.ask, self.request.sort, self.request.widen)
        {
            return Ranking::new(self, query).search(size);
        }
        let mut relaxed = self.request.after.is_some_and(|after| after.relaxed);
        let mut page = self.stage(relaxed, size)?;
        if page.total() == 0
            && !relaxed
            && matches!(&self.request.ask, Ask::Keywords(query) if !query.relaxed().is_empty())
        {
            relaxed = true;
            page = self.stage(relaxed, size)?;
        }
        let is_counted = !matches!(self.request.ask, Ask::Document(_));
        let total = page.total();
        let (mut places, facets) = page.finish(&self.request.facets);
        let epoch = self.scorer.epoch().id();
        let more = is_counted && places.len() > size;
        places.truncate(size);
        let total = wide(if is_counted { total } else { places.len() });
        let next = places.last().filter(|_| more).map(|last| After {
            key: last.key,
            listing: last.listing.0,
            relaxed,
            heard: 0,
            epoch,
        });
        let hits = self.hits(&places)?;
        Ok(SearchResult {
            hits,
            also: Vec::new(),
            total,
            facets,
            relaxed,
            epoch,
            next,
        })
    }

    /// The listings alone, best first, at most `limit` of them.
    pub(super) fn nearest(&self) -> Result<Vec<ListingId>, SearchError> {
        self.nearest_of(|_, _| true)
    }

    /// Of the best `limit` listings those that are wanted, best first.
    pub(super) fn nearest_of(
        &self,
        is_wanted: impl Fn(&SegmentView, DocId) -> bool,
    ) -> Result<Vec<ListingId>, SearchError> {
        let (places, _) = self.stage(false, self.request.limit)?.finish(&[]);
        let listings = places.into_iter().take(self.request.limit);
        let wanted = listings.filter(|place| {
            let source = self.sources.get(place.source);
            let segment = source.and_then(|source| source.snapshot.segments().get(place.segment));
            segment.is_some_and(|segment| is_wanted(segment, place.doc))
        });
        Ok(wanted.map(|place| place.listing.0).collect())
    }

    /// Gathers one page and one hit more, to know whether there is a next page.
    fn stage(&self, relaxed: bool, size: usize) -> Result<Page, SearchError> {
        let mut page = Page::new(self.request, size.saturating_add(1));
        let query = match &self.request.ask {
            Ask::Everything => None,
            Ask::Keywords(query) => Some(&**query),
            Ask::Document(query) => {
                self.near(query, size, &mut page)?;
                return Ok(page);
            }
        };
        let least = self.request.filters.min_score;
        let scored = self.request.sort == Sort::Relevance || least.is_some();
        for (source_number, source) in self.sources.iter().enumerate() {
            let filter = Filter::new(self.request, source.replaced);
            for (number, segment) in source.snapshot.segments().iter().enumerate() {
                for (doc, score) in self.candidates(segment, (query, &filter), relaxed, scored, &mut page)? {
                    if least.is_none_or(|least| score >= least) {
                        page.offer(segment, (source_number, number), doc, score);
                    }
                }
            }
        }
        Ok(page)
    }

    /// The documents of a segment that match what was typed, if anything was, and pass, with their scores if those are wanted.
    pub(super) fn candidates(
        &self,
        segment: &SegmentView,
        (query, filter): (Option<&Query>, &Filter<'_>),
        relaxed: bool,
        scored: bool,
        page: &mut Page,
    ) -> Result<Vec<(DocId, f64)>, SearchError> {
        let counts_others = page.counts_facets() && !self.request.filters.chosen.is_empty();
        let mut passes = |doc: DocId| {
            if !counts_others {
                return filter.passes(segment, doc);
            }
            let verdict = filter.verdict(segment, doc);
            if let Verdict::HitBut(facet) = verdict {
                page.offer_to(facet, segment, doc);
            }
            verdict == Verdict::Hit
        };
        let Some(query) = query else {
            let all = (0..segment.max_doc()).filter(|doc| passes(*doc));
            return Ok(all.map(|doc| (doc, 0.0)).collect());
        };
        let mut docs = matching(segment, query, relaxed)?;
        docs.retain(|doc| passes(*doc));
        if scored {
            self.sparse(segment, docs, query.terms())
        } else {
            Ok(docs.into_iter().map(|doc| (doc, 0.0)).collect())
        }
    }

    /// The documents of a segment that a typed query excludes.
    pub(super) fn excluded(&self, segment: &SegmentView, query: &Query) -> Result<BTreeSet<DocId>, SearchError> {
        let mut excluded = BTreeSet::new();
        for node in query.excluded() {
            excluded.extend(documents(segment, node)?);
        }
        Ok(excluded)
    }

    /// Scores a few documents of a segment, term by term.
    pub(super) fn sparse(
        &self,
        segment: &SegmentView,
        docs: Vec<DocId>,
        terms: &ScoreTerms,
    ) -> Result<Vec<(DocId, f64)>, SearchError> {
        let mut scores: Vec<(DocId, f64)> = docs.into_iter().map(|doc| (doc, 0.0)).collect();
        if scores.is_empty() {
            return Ok(scores);
        }
        for term in terms.terms() {
            let importance = importance(term, self.scorer.epoch());
            let mut cursor = Cursor::open(segment, term, self.scorer.worths())?;
            for (doc, score) in &mut scores {
                let pseudo_frequency = cursor.at(*doc);
                if pseudo_frequency > 0.0 {
                    *score += contribution(importance, pseudo_frequency);
                }
            }
        }
        Ok(scores)
    }

    /// The hits of a page, with what carried their scores if that was asked for.
    pub(super) fn hits(&self, places: &[Place]) -> Result<Vec<Hit>, SearchError> {
        let explained = if self.request.explained {
            self.explain(places)?
        } else {
            Vec::new()
        };
        let mut explained = explained.into_iter();
        let hit = |place: &Place| Hit {
            listing: place.listing.0,
            score: f64::from_bits(place.score),
            matched: explained.next().unwrap_or_default(),
        };
        Ok(places.iter().map(hit).collect())
    }

    /// What carried the scores of a page.
    fn explain(&self, places: &[Place]) -> Result<Vec<Vec<MatchedTerm>>, SearchError> {
        let none = ScoreTerms::default();
        let terms = match &self.request.ask {
            Ask::Everything => &none,
            Ask::Keywords(query) => query.terms(),
            Ask::Document(query) => query.terms(),
        };
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|at| places.get(*at).map(|place| (place.source, place.segment, place.doc)));
        let mut shares: Vec<Vec<f64>> = vec![vec![0.0; terms.labels().len()]; places.len()];
        let same = |a: &usize, b: &usize| {
            places.get(*a).map(|place| (place.source, place.segment))
                == places.get(*b).map(|place| (place.source, place.segment))
        };
        for group in order.chunk_by(same) {
            let first = group.first().and_then(|at| places.get(*at));
            let segment =
                first.and_then(|place| self.sources.get(place.source)?.snapshot.segments().get(place.segment));
            let Some(segment) = segment else { continue };
            for term in terms.terms() {
                let importance = importance(term, self.scorer.epoch());
                let mut cursor = Cursor::open(segment, term, self.scorer.worths())?;
                for at in group {
                    let (Some(place), Some(labels)) = (places.get(*at), shares.get_mut(*at)) else {
                        continue;
                    };
                    let pseudo_frequency = cursor.at(place.doc);
                    if pseudo_frequency > 0.0
                        && let Some(label) = labels.get_mut(term.label)
                    {
                        *label += contribution(importance, pseudo_frequency);
                    }
                }
            }
        }
        Ok(shares
            .iter()
            .map(|labels| strongest(terms, labels, MAX_MATCHED))
            .collect())
    }
}

/// The documents of a segment that a typed query wants.
fn matching(segment: &SegmentView, query: &Query, relaxed: bool) -> Result<Vec<DocId>, SearchError> {
    let wanted: &[Node] = if relaxed { query.relaxed() } else { query.strict() };
    if wanted.is_empty() && query.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = if relaxed {
        any(segment, wanted)?
    } else {
        all(segment, wanted)?
    };
    for node in query.excluded() {
        let excluded = documents(segment, node)?;
        let mut is_excluded = contained_in(&excluded);
        found.retain(|doc| !is_excluded(doc));
    }
    Ok(found)
}
