//! One search: stage one, stage two if that finds nothing, the page, the explanation. Everything is a function of the
//! request, the epoch and the visible documents.

use super::collect::{Page, Place};
use super::cursor::Cursor;
use super::error::SearchError;
use super::filter::{Filter, Verdict};
use super::locate::{Occurrence, locate};
use super::matching::{all, any, contained_in, documents};
use super::number::wide;
use super::query::{Node, Query};
use super::ranking::Ranking;
use super::request::{After, Ask, Hit, MAX_LIMIT, MatchedTerm, SearchRequest, SearchResult, Sort};
use super::scoring::{Scorer, contribution, importance, strongest};
use super::segment::{SegmentView, Snapshot};
use super::terms::ScoreTerms;
use crate::domain::ids::ListingId;
use std::collections::{BTreeSet, HashMap, HashSet};
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

/// What carried the scores of documents, by source, segment and number: labels of the query with their shares, where that was
/// noted when they were scored.
pub(super) type Shares = HashMap<(usize, usize, DocId), Vec<(usize, f64)>>;

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
        let mut shares = Shares::new();
        let mut page = self.stage(relaxed, size, &mut shares)?;
        if page.total() == 0
            && !relaxed
            && matches!(&self.request.ask, Ask::Keywords(query) if !query.relaxed().is_empty())
        {
            relaxed = true;
            page = self.stage(relaxed, size, &mut shares)?;
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
        Ok(SearchResult {
            hits: self.hits(&places, &shares)?,
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
        let (places, _) = self.stage(false, self.request.limit, &mut Shares::new())?.finish(&[]);
        let listings = places.into_iter().take(self.request.limit);
        let wanted = listings.filter(|place| {
            let source = self.sources.get(place.source);
            let segment = source.and_then(|source| source.snapshot.segments().get(place.segment));
            segment.is_some_and(|segment| is_wanted(segment, place.doc))
        });
        Ok(wanted.map(|place| place.listing.0).collect())
    }

    /// Gathers one page and one hit more, to know whether there is a next page.
    fn stage(&self, relaxed: bool, size: usize, shares: &mut Shares) -> Result<Page, SearchError> {
        let mut page = Page::new(self.request, size.saturating_add(1));
        let query = match &self.request.ask {
            Ask::Everything => None,
            Ask::Keywords(query) => Some(&**query),
            Ask::Document(query) => {
                self.near(query, size, &mut page, shares)?;
                return Ok(page);
            }
        };
        let least = self.request.filters.min_score;
        let scored = self.request.sort == Sort::Relevance || least.is_some();
        for (source_number, source) in self.sources.iter().enumerate() {
            for (number, segment) in source.snapshot.segments().iter().enumerate() {
                let filter = Filter::new(self.request, segment, source.replaced);
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
                return filter.passes(doc);
            }
            let verdict = filter.verdict(doc);
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

    /// Scores a few documents of a segment, which are in order, term by term.
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
            let located = locate(segment, term)?;
            self.add(&located, importance, &mut scores, |_, _| ())?;
        }
        Ok(scores)
    }

    /// Adds to the scores of a few documents, which are in order, what one term is worth, and tells it with the place of each.
    pub(super) fn add(
        &self,
        located: &[Occurrence<'_>],
        importance: f64,
        scores: &mut [(DocId, f64)],
        mut tell: impl FnMut(usize, f64),
    ) -> Result<(), SearchError> {
        if located.is_empty() {
            return Ok(());
        }
        let mut cursor = Cursor::open(located, self.scorer.worths())?;
        for (at, (doc, score)) in scores.iter_mut().enumerate() {
            let pseudo_frequency = cursor.at(*doc);
            if pseudo_frequency > 0.0 {
                let share = contribution(importance, pseudo_frequency);
                *score += share;
                tell(at, share);
            }
        }
        Ok(())
    }

    /// The hits of a page, with what carried their scores if that was asked for.
    pub(super) fn hits(&self, places: &[Place], shares: &Shares) -> Result<Vec<Hit>, SearchError> {
        let explained = if self.request.explained {
            self.explain(places, shares)?
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
    fn explain(&self, places: &[Place], noted: &Shares) -> Result<Vec<Vec<MatchedTerm>>, SearchError> {
        let none = ScoreTerms::default();
        let terms = match &self.request.ask {
            Ask::Everything => &none,
            Ask::Keywords(query) => query.terms(),
            Ask::Document(query) => query.terms(),
        };
        let mut all = Vec::with_capacity(places.len());
        for place in places {
            let at = (place.source, place.segment, place.doc);
            let shares = match noted.get(&at) {
                Some(shares) => shares.clone(),
                None => self.shares(place, terms)?,
            };
            let mut labels = vec![0.0; terms.labels().len()];
            for (label, share) in shares {
                if let Some(sum) = labels.get_mut(label) {
                    *sum += share;
                }
            }
            all.push(strongest(terms, &labels, MAX_MATCHED));
        }
        Ok(all)
    }

    /// What each term adds to the score of one document.
    fn shares(&self, place: &Place, terms: &ScoreTerms) -> Result<Vec<(usize, f64)>, SearchError> {
        let source = self.sources.get(place.source);
        let Some(segment) = source.and_then(|source| source.snapshot.segments().get(place.segment)) else {
            return Ok(Vec::new());
        };
        let mut shares = Vec::new();
        for term in terms.terms() {
            let importance = importance(term, self.scorer.epoch());
            let mut score = [(place.doc, 0.0)];
            self.add(&locate(segment, term)?, importance, &mut score, |_, share| {
                shares.push((term.label, share))
            })?;
        }
        Ok(shares)
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
