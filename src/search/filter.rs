//! The hard constraints of a search, compiled once per search and tested per document.

use super::document::Facet;
use super::request::{Choice, Filters, SearchRequest};
use super::schema::{code_key, kind_code, organisation_key};
use super::segment::SegmentView;
use crate::domain::ids::ListingId;
use std::collections::HashSet;
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
    Codes(Vec<u64>),
    Stages(Vec<(u64, u64)>),
    Since(i64),
}

impl Chosen {
    fn new(choice: &Choice, now: i64) -> Self {
        let wanted = match choice {
            Choice::Codes(_, codes) => Wanted::Codes(codes.iter().map(|code| code_key(code)).collect()),
            Choice::Stages(ranges) => {
                let ranges = ranges.iter().map(|(low, high)| (u64::from(*low), u64::from(*high)));
                Wanted::Stages(ranges.collect())
            }
            Choice::Days(days) => Wanted::Since(days_before(now, *days)),
        };
        Self {
            facet: choice.facet(),
            wanted,
        }
    }

    #[inline]
    fn holds(&self, segment: &SegmentView, doc: DocId) -> bool {
        let columns = &segment.columns;
        match &self.wanted {
            Wanted::Codes(codes) => columns
                .facet(self.facet)
                .is_some_and(|column| column.values_for_doc(doc).any(|code| codes.contains(&code))),
            Wanted::Stages(ranges) => ranges.iter().any(|(low, high)| {
                columns.stage_low.first(doc).is_none_or(|other| other <= *high)
                    && columns.stage_high.first(doc).is_none_or(|other| other >= *low)
            }),
            Wanted::Since(since) => columns
                .published
                .first(doc)
                .is_some_and(|published| published >= *since),
        }
    }
}

/// The instant so many days before another, in microseconds.
pub(super) fn days_before(now: i64, days: u32) -> i64 {
    now.saturating_sub(i64::from(days) * 86_400_000_000)
}

/// Constraints in the form of column values.
pub(super) struct Filter<'a> {
    viewer: u64,
    now: i64,
    kind: Option<u64>,
    own: Option<u64>,
    stages: Option<(u64, u64)>,
    any_of: Vec<(Facet, Vec<u64>)>,
    none_of: Vec<(Facet, Vec<u64>)>,
    compatible: Vec<(Facet, Vec<u64>)>,
    not_only: Vec<(Facet, Vec<u64>)>,
    chosen: Vec<Chosen>,
    not_listings: HashSet<ListingId>,
    only_listings: Option<HashSet<ListingId>>,
    /// Listings that another, higher source answers for.
    replaced: Option<&'a HashSet<ListingId>>,
}

impl<'a> Filter<'a> {
    /// Compiles the constraints of a request.
    pub(super) fn new(request: &SearchRequest, replaced: Option<&'a HashSet<ListingId>>) -> Self {
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
        let compiled = |lists: &[(Facet, Vec<String>)]| {
            lists
                .iter()
                .map(|(facet, codes)| (*facet, codes.iter().map(|code| code_key(code)).collect()))
                .collect()
        };
        Self {
            viewer: organisation_key(request.viewer),
            now: request.now,
            kind: kind.map(kind_code),
            own: not_organisation.map(organisation_key),
            stages: stages.map(|(low, high)| (u64::from(low), u64::from(high))),
            any_of: compiled(any_of),
            none_of: compiled(none_of),
            compatible: compiled(compatible),
            not_only: compiled(not_only),
            chosen: chosen.iter().map(|choice| Chosen::new(choice, request.now)).collect(),
            not_listings: not_listings.iter().copied().collect(),
            only_listings: only_listings
                .as_ref()
                .map(|listings| listings.iter().copied().collect()),
            replaced: replaced.filter(|listings| !listings.is_empty()),
        }
    }

    /// Whether a document is a hit of this search.
    #[inline]
    pub(super) fn passes(&self, segment: &SegmentView, doc: DocId) -> bool {
        self.is_there(segment, doc) && self.chosen.iter().all(|chosen| chosen.holds(segment, doc))
    }

    /// What a document is to this search: a hit, or all but a hit.
    #[inline]
    pub(super) fn verdict(&self, segment: &SegmentView, doc: DocId) -> Verdict {
        if !self.is_there(segment, doc) {
            return Verdict::Nothing;
        }
        let mut missed = None;
        for chosen in self.chosen.iter().filter(|chosen| !chosen.holds(segment, doc)) {
            if missed.is_some_and(|other| other != chosen.facet) {
                return Verdict::Nothing;
            }
            missed = Some(chosen.facet);
        }
        missed.map_or(Verdict::Hit, Verdict::HitBut)
    }

    /// Whether a document exists for this search, whatever is chosen of facets.
    #[inline]
    fn is_there(&self, segment: &SegmentView, doc: DocId) -> bool {
        if segment.is_deleted(doc) {
            return false;
        }
        let columns = &segment.columns;
        let has = |facet: Facet, codes: &[u64]| {
            columns
                .facet(facet)
                .is_some_and(|column| column.values_for_doc(doc).any(|code| codes.contains(&code)))
        };
        let lacks = |facet: Facet| columns.facet(facet).is_none_or(|column| column.first(doc).is_none());
        let has_other = |facet: Facet, codes: &[u64]| {
            columns
                .facet(facet)
                .is_some_and(|column| column.values_for_doc(doc).any(|code| !codes.contains(&code)))
        };
        columns.valid_until.first(doc).is_some_and(|end| end > self.now)
            && self.kind.is_none_or(|kind| columns.kind.first(doc) == Some(kind))
            && self.own.is_none_or(|own| columns.organisation.first(doc) != Some(own))
            && !columns
                .blocked
                .values_for_doc(doc)
                .any(|organisation| organisation == self.viewer)
            && self.stages.is_none_or(|(low, high)| {
                columns.stage_low.first(doc).is_none_or(|other| other <= high)
                    && columns.stage_high.first(doc).is_none_or(|other| other >= low)
            })
            && self.any_of.iter().all(|(facet, codes)| has(*facet, codes))
            && !self.none_of.iter().any(|(facet, codes)| has(*facet, codes))
            && (self.compatible.iter()).all(|(facet, codes)| lacks(*facet) || has(*facet, codes))
            && (self.not_only.iter()).all(|(facet, codes)| lacks(*facet) || has_other(*facet, codes))
            && self.may_be(segment, doc)
    }

    /// What depends on which listing it is.
    #[inline]
    fn may_be(&self, segment: &SegmentView, doc: DocId) -> bool {
        if self.not_listings.is_empty() && self.only_listings.is_none() && self.replaced.is_none() {
            return true;
        }
        let listing = segment.columns.listing(doc);
        !self.not_listings.contains(&listing)
            && self.only_listings.as_ref().is_none_or(|only| only.contains(&listing))
            && self.replaced.is_none_or(|listings| !listings.contains(&listing))
    }
}
