//! The hard constraints of a search, compiled once per search and tested per document.

use super::columns::{Codes, Row};
use super::document::Facet;
use super::request::{Choice, Filters, SearchRequest};
use super::schema::{code_key, kind_code, organisation_key};
use super::segment::SegmentView;
use crate::domain::ids::ListingId;
use std::collections::{BTreeSet, HashSet};
use tantivy::DocId;

/// What a document is to a search.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A hit.
    Hit,
    /// It would be one, were it not for what is chosen of one facet.
    HitBut(Facet),
    /// Neither.
    Nothing,
}

/// What is chosen of a facet, in the form of column values.
struct Chosen {
    facet: Facet,
    wanted: Wanted,
}

enum Wanted {
    Codes(Codes),
    Stages(Vec<(u8, u8)>),
    Since(i64),
}

/// The instant so many days before another, in microseconds.
pub(super) fn days_before(now: i64, days: u32) -> i64 {
    now.saturating_sub(i64::from(days) * 86_400_000_000)
}

/// Constraints in the form of a segment's column values.
pub(super) struct Filter<'a> {
    segment: &'a SegmentView,
    viewer: u64,
    now: i64,
    kind: Option<u8>,
    own: Option<u64>,
    stages: Option<(u8, u8)>,
    any_of: Vec<Codes>,
    none_of: Vec<Codes>,
    /// All codes of a facet, and of those the ones of which a document that has any must have one.
    within: Vec<(Codes, Codes)>,
    chosen: Vec<Chosen>,
    not_listings: HashSet<ListingId>,
    only_listings: Option<&'a BTreeSet<ListingId>>,
    /// Listings that another, higher source answers for.
    replaced: Option<&'a HashSet<ListingId>>,
}

impl<'a> Filter<'a> {
    /// Compiles the constraints of a request for a segment.
    pub(super) fn new(
        request: &'a SearchRequest,
        segment: &'a SegmentView,
        replaced: Option<&'a HashSet<ListingId>>,
    ) -> Self {
        let Filters {
            kind,
            any_of,
            none_of,
            compatible,
            not_only,
            chosen,
            stages,
            not_organisation,
            not_listings,
            only_listings,
            min_score: _,
        } = &request.filters;
        let columns = &segment.columns;
        let of = |facet: Facet| columns.select(|other, _| other == facet);
        let among = |facet: Facet, codes: &[String]| {
            let keys: Vec<u64> = codes.iter().map(|code| code_key(code)).collect();
            columns.select(|other, code| other == facet && keys.contains(&code))
        };
        let except = |facet: Facet, codes: &[String]| {
            let keys: Vec<u64> = codes.iter().map(|code| code_key(code)).collect();
            columns.select(|other, code| other == facet && !keys.contains(&code))
        };
        let among_all =
            |lists: &[(Facet, Vec<String>)]| lists.iter().map(|(facet, codes)| among(*facet, codes)).collect();
        let compatible = compatible
            .iter()
            .map(|(facet, codes)| (of(*facet), among(*facet, codes)));
        let not_only = not_only
            .iter()
            .map(|(facet, codes)| (of(*facet), except(*facet, codes)));
        let chosen = chosen.iter().map(|choice| Chosen {
            facet: choice.facet(),
            wanted: match choice {
                Choice::Codes(facet, codes) => Wanted::Codes(among(*facet, codes)),
                Choice::Stages(ranges) => Wanted::Stages(ranges.clone()),
                Choice::Days(days) => Wanted::Since(days_before(request.now, *days)),
            },
        });
        Self {
            segment,
            viewer: organisation_key(request.viewer),
            now: request.now,
            kind: kind.map(kind_code),
            own: not_organisation.map(organisation_key),
            stages: *stages,
            any_of: among_all(any_of),
            none_of: among_all(none_of),
            within: compatible.chain(not_only).collect(),
            chosen: chosen.collect(),
            not_listings: not_listings.iter().copied().collect(),
            only_listings: only_listings.as_ref(),
            replaced: replaced.filter(|listings| !listings.is_empty()),
        }
    }

    /// Whether a document is a hit of this search.
    #[inline]
    pub(super) fn passes(&self, doc: DocId) -> bool {
        let row = self.there(doc);
        row.is_some_and(|row| self.chosen.iter().all(|chosen| self.is_chosen(chosen, row, doc)))
    }

    /// What a document is to this search: a hit, or all but a hit.
    #[inline]
    pub(super) fn verdict(&self, doc: DocId) -> Verdict {
        let Some(row) = self.there(doc) else {
            return Verdict::Nothing;
        };
        let mut missed = None;
        for chosen in self.chosen.iter().filter(|chosen| !self.is_chosen(chosen, row, doc)) {
            if missed.is_some_and(|other| other != chosen.facet) {
                return Verdict::Nothing;
            }
            missed = Some(chosen.facet);
        }
        missed.map_or(Verdict::Hit, Verdict::HitBut)
    }

    #[inline]
    fn is_chosen(&self, chosen: &Chosen, row: &Row, doc: DocId) -> bool {
        match &chosen.wanted {
            Wanted::Codes(codes) => self.segment.columns.has(doc, codes),
            Wanted::Stages(ranges) => ranges.iter().any(|range| overlaps(row, *range)),
            Wanted::Since(since) => row.published >= *since,
        }
    }

    /// The facts of a document that exists for this search, whatever is chosen of facets.
    #[inline]
    fn there(&self, doc: DocId) -> Option<&'a Row> {
        let columns = &self.segment.columns;
        let row = columns.row(doc)?;
        let is_there = row.valid_until > self.now
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.own.is_none_or(|own| row.organisation != own)
            && self.stages.is_none_or(|range| overlaps(row, range))
            && self.any_of.iter().all(|codes| columns.has(doc, codes))
            && !self.none_of.iter().any(|codes| columns.has(doc, codes))
            && (self.within.iter()).all(|(all, codes)| !columns.has(doc, all) || columns.has(doc, codes))
            && !(row.is_closed
                && self
                    .segment
                    .blocked(doc)
                    .any(|organisation| organisation == self.viewer))
            && !self.segment.is_deleted(doc)
            && self.may_be(doc);
        is_there.then_some(row)
    }

    /// What depends on which listing it is.
    #[inline]
    fn may_be(&self, doc: DocId) -> bool {
        if self.not_listings.is_empty() && self.only_listings.is_none() && self.replaced.is_none() {
            return true;
        }
        let listing = self.segment.listing(doc);
        !self.not_listings.contains(&listing)
            && self.only_listings.is_none_or(|only| only.contains(&listing))
            && self.replaced.is_none_or(|listings| !listings.contains(&listing))
    }
}

/// Whether a document's stages overlap a range; one without stages has them all.
const fn overlaps(row: &Row, (low, high): (u8, u8)) -> bool {
    row.stage_low <= high && row.stage_high >= low
}
