//! Keeps the best page of hits and counts all of them, in one pass over what passed the filters.

use super::columns::{Codes, Columns};
use super::document::Facet;
use super::filter::days_before;
use super::number::wide;
use super::request::{After, FacetCounts, FacetRequest, SearchRequest, Sort};
use super::schema::code_key;
use super::segment::SegmentView;
use crate::domain::ids::ListingId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
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

/// Stages count up to here; there are a dozen.
const STAGES: usize = 64;

/// What is counted of one facet, in the order of the request.
struct Counter {
    facet: Facet,
    values: Values,
    counts: Vec<u64>,
}

/// What a facet's codes are in columns, in the order of the request.
enum Values {
    /// Column values.
    Codes(Vec<u64>),
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
            _ => Values::Codes(codes.iter().map(|code| code_key(code)).collect()),
        };
        Self {
            facet: request.facet,
            values,
            counts: vec![0; codes.len()],
        }
    }
}

/// What is counted in one segment: by places in its columns, which mean nothing in another.
struct Tally {
    columns: Arc<Columns>,
    /// By facet for which documents are counted that are no hits only because of it; without one the hits.
    counted: Vec<(Option<Facet>, Counted)>,
}

/// Documents by what they have.
struct Counted {
    wanted: Codes,
    codes: Vec<u64>,
    /// By lowest and highest stage.
    stages: Vec<u64>,
    published: Vec<i64>,
}

impl Counted {
    fn new(columns: &Columns, only: Option<Facet>) -> Self {
        Self {
            wanted: columns.select(|facet, _| only.is_none_or(|only| only == facet)),
            codes: vec![0; columns.known().len()],
            stages: vec![0; STAGES * STAGES],
            published: Vec::new(),
        }
    }

    #[inline]
    fn count(&mut self, columns: &Columns, doc: DocId) {
        let Some(row) = columns.row(doc) else { return };
        columns.each(doc, &self.wanted, |place| {
            if let Some(count) = self.codes.get_mut(place) {
                *count += 1;
            }
        });
        let stage = |ordinal: u8| usize::from(ordinal).min(STAGES - 1);
        if let Some(count) = self
            .stages
            .get_mut(stage(row.stage_low) * STAGES + stage(row.stage_high))
        {
            *count += 1;
        }
        self.published.push(row.published);
    }

    /// Adds what was counted to the counts of a facet.
    fn add_to(&self, columns: &Columns, Counter { facet, values, counts }: &mut Counter) {
        match values {
            Values::Codes(codes) => {
                for (code, count) in codes.iter().zip(counts) {
                    let place = columns.known().binary_search(&(*facet, *code)).ok();
                    *count += place
                        .and_then(|place| self.codes.get(place))
                        .copied()
                        .unwrap_or_default();
                }
            }
            Values::Stages => {
                for (place, number) in self.stages.iter().enumerate().filter(|(_, number)| **number > 0) {
                    let range = place / STAGES..=place % STAGES;
                    for (_, count) in counts.iter_mut().enumerate().filter(|(stage, _)| range.contains(stage)) {
                        *count += number;
                    }
                }
            }
            Values::Since(instants) => {
                for (since, count) in instants.iter().zip(counts) {
                    *count += wide(self.published.iter().filter(|published| *published >= since).count());
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
    tally: Option<Tally>,
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
            tally: None,
        }
    }

    /// Counts a hit.
    #[inline]
    pub(super) fn count(&mut self, segment: &SegmentView, doc: DocId) {
        self.total += 1;
        self.tally(segment, None, doc);
    }

    #[inline]
    fn tally(&mut self, segment: &SegmentView, only: Option<Facet>, doc: DocId) {
        if self.counters.is_empty() {
            return;
        }
        let same = |tally: &Tally| Arc::ptr_eq(&tally.columns, &segment.columns);
        if !self.tally.as_ref().is_some_and(same) {
            self.settle();
        }
        let tally = self.tally.get_or_insert_with(|| Tally {
            columns: Arc::clone(&segment.columns),
            counted: Vec::new(),
        });
        let known = tally.counted.iter().position(|(other, _)| *other == only);
        let place = known.unwrap_or_else(|| {
            tally.counted.push((only, Counted::new(&tally.columns, only)));
            tally.counted.len() - 1
        });
        if let Some((_, counted)) = tally.counted.get_mut(place) {
            counted.count(&tally.columns, doc);
        }
    }

    /// Adds what was counted in a segment to the counts.
    fn settle(&mut self) {
        let Some(Tally { columns, counted }) = self.tally.take() else {
            return;
        };
        for (only, counted) in counted {
            for counter in &mut self.counters {
                if only.is_none_or(|only| only == counter.facet) {
                    counted.add_to(&columns, counter);
                }
            }
        }
    }

    /// Counts a hit and keeps it if it belongs on the page.
    #[inline]
    pub(super) fn offer(&mut self, segment: &SegmentView, place: (usize, usize), doc: DocId, score: f64) {
        self.count(segment, doc);
        let key = match self.sort {
            Sort::Relevance => score.to_bits(),
            Sort::Newest => rising(segment.columns.row(doc).map_or(i64::MIN, |row| row.published)),
            Sort::Expiring => !rising(segment.columns.row(doc).map_or(i64::MAX, |row| row.valid_until)),
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
        let listing = Reverse(segment.listing(doc));
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
        self.tally(segment, Some(facet), doc);
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
    pub(super) fn finish(mut self, facets: &[FacetRequest]) -> (Vec<Place>, Vec<FacetCounts>) {
        self.settle();
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
