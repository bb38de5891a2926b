//! Keeps the best page of hits and counts all of them, in one pass over what passed the filters.

use super::document::Facet;
use super::filter::days_before;
use super::request::{After, FacetCounts, FacetRequest, SearchRequest, Sort};
use super::schema::code_key;
use super::segment::SegmentView;
use crate::domain::ids::ListingId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use tantivy::DocId;

/// A hit and where it stands. The order is the order of the page: greatest is first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Order-preserving bits of the sort key.
    pub(super) key: u64,
    /// The listing; the smaller id comes first.
    pub(super) listing: Reverse<ListingId>,
    /// Number of the source.
    pub(super) source: usize,
    /// Number of the segment within the source.
    pub(super) segment: usize,
    /// Number of the document within the segment.
    pub(super) doc: DocId,
    /// Bits of the score.
    pub(super) score: u64,
}

/// Counts the codes of one facet.
struct Counter {
    facet: Facet,
    values: Values,
    counts: Vec<u64>,
}

/// What a facet's codes are in columns, in the order of the request unless told otherwise.
enum Values {
    /// Column values of the requested codes, sorted, with their places in the request.
    Codes(Vec<(u64, usize)>),
    /// The ordinals.
    Stages,
    /// Published since.
    Since(Vec<i64>),
}

impl Counter {
    fn new(request: &FacetRequest, now: i64) -> Self {
        let codes = &request.codes;
        let values = match request.facet {
            Facet::Stage => Values::Stages,
            Facet::Freshness => {
                let days = codes.iter().map(|code| code.parse().unwrap_or_default());
                Values::Since(days.map(|days| days_before(now, days)).collect())
            }
            _ => {
                let mut keys: Vec<(u64, usize)> = codes
                    .iter()
                    .enumerate()
                    .map(|(at, code)| (code_key(code), at))
                    .collect();
                keys.sort_unstable();
                Values::Codes(keys)
            }
        };
        Self {
            facet: request.facet,
            values,
            counts: vec![0; codes.len()],
        }
    }

    fn count(&mut self, segment: &SegmentView, doc: DocId) {
        let Self { facet, values, counts } = self;
        let columns = &segment.columns;
        match values {
            Values::Codes(codes) => {
                for code in columns
                    .facet(*facet)
                    .into_iter()
                    .flat_map(|column| column.values_for_doc(doc))
                {
                    let slot = codes
                        .binary_search_by_key(&code, |(known, _)| *known)
                        .ok()
                        .and_then(|found| codes.get(found));
                    if let Some(count) = slot.and_then(|(_, at)| counts.get_mut(*at)) {
                        *count += 1;
                    }
                }
            }
            Values::Stages => {
                let low = columns.stage_low.first(doc).unwrap_or(0);
                let high = columns.stage_high.first(doc).unwrap_or(u64::MAX);
                for (_, count) in (0..).zip(counts).filter(|(stage, _)| (low..=high).contains(stage)) {
                    *count += 1;
                }
            }
            Values::Since(instants) => {
                let published = columns.published.first(doc).unwrap_or(i64::MIN);
                for (_, count) in instants.iter().zip(counts).filter(|(since, _)| published >= **since) {
                    *count += 1;
                }
            }
        }
    }
}

/// The page being gathered.
pub(super) struct Page {
    sort: Sort,
    after: Option<After>,
    size: usize,
    best: BinaryHeap<Reverse<Place>>,
    total: usize,
    counters: Vec<Counter>,
}

impl Page {
    /// An empty page that will hold at most `size` hits.
    pub(super) fn new(request: &SearchRequest, size: usize) -> Self {
        let SearchRequest { sort, after, .. } = *request;
        let counters = request.facets.iter().map(|facet| Counter::new(facet, request.now));
        Self {
            sort,
            after,
            size,
            best: BinaryHeap::new(),
            total: 0,
            counters: counters.collect(),
        }
    }

    /// Counts a hit.
    #[inline]
    pub(super) fn count(&mut self, segment: &SegmentView, doc: DocId) {
        self.total += 1;
        for counter in &mut self.counters {
            counter.count(segment, doc);
        }
    }

    /// Counts a hit and keeps it if it belongs on the page.
    #[inline]
    pub(super) fn offer(&mut self, segment: &SegmentView, place: (usize, usize), doc: DocId, score: f64) {
        self.count(segment, doc);
        let key = match self.sort {
            Sort::Relevance => score.to_bits(),
            Sort::Newest => rising(segment.columns.published.first(doc).unwrap_or(i64::MIN)),
            Sort::Expiring => !rising(segment.columns.valid_until.first(doc).unwrap_or(i64::MAX)),
        };
        self.keep(segment, place, doc, (key, score));
    }

    /// Keeps a hit if it belongs on the page.
    #[inline]
    pub(super) fn keep(
        &mut self,
        segment: &SegmentView,
        (source, number): (usize, usize),
        doc: DocId,
        (key, score): (u64, f64),
    ) {
        let full = self.best.len() >= self.size;
        if self.after.is_some_and(|after| key > after.key)
            || full && self.best.peek().is_some_and(|worst| key < worst.0.key)
        {
            return;
        }
        let listing = Reverse(segment.columns.listing(doc));
        if self
            .after
            .is_some_and(|after| key == after.key && listing >= Reverse(after.listing))
        {
            return;
        }
        self.best.push(Reverse(Place {
            key,
            listing,
            source,
            segment: number,
            doc,
            score: score.to_bits(),
        }));
        if self.best.len() > self.size {
            self.best.pop();
        }
    }

    /// Counts, for one facet, a document that is no hit only because of what is chosen of that facet.
    #[inline]
    pub(super) fn offer_to(&mut self, facet: Facet, segment: &SegmentView, doc: DocId) {
        for counter in self.counters.iter_mut().filter(|counter| counter.facet == facet) {
            counter.count(segment, doc);
        }
    }

    /// Whether counts of facets are wanted.
    pub(super) const fn counts_facets(&self) -> bool {
        !self.counters.is_empty()
    }

    /// How many hits there are on all pages.
    pub(super) const fn total(&self) -> usize {
        self.total
    }

    /// The hits in order, and the facet counts.
    pub(super) fn finish(self, facets: &[FacetRequest]) -> (Vec<Place>, Vec<FacetCounts>) {
        let places = self
            .best
            .into_sorted_vec()
            .into_iter()
            .map(|Reverse(place)| place)
            .collect();
        let counts = facets.iter().zip(self.counters).map(|(request, counter)| FacetCounts {
            facet: counter.facet,
            counts: request.codes.iter().cloned().zip(counter.counts).collect(),
        });
        (places, counts.collect())
    }
}

/// An instant as bits that sort like it.
const fn rising(instant: i64) -> u64 {
    instant.cast_unsigned() ^ (1 << 63)
}
