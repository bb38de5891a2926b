//! The hard constraints of a standing search.

use crate::domain::ids::{ListingId, OrganisationId};
use crate::search::document::{Facet, IndexDocument, Kind};
use crate::search::filter::days_before;
use crate::search::request::{Choice, Filters};
use std::collections::BTreeSet;

/// The hard constraints of a search, as they are tested on a document in memory; `filter.rs` tests the same in an index.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Constraints {
    kind: Option<Kind>,
    any_of: Vec<(Facet, Vec<String>)>,
    none_of: Vec<(Facet, Vec<String>)>,
    compatible: Vec<(Facet, Vec<String>)>,
    not_only: Vec<(Facet, Vec<String>)>,
    chosen: Vec<Choice>,
    stages: Option<(u8, u8)>,
    not_organisation: Option<OrganisationId>,
    not_listings: Vec<ListingId>,
    only_listings: Option<BTreeSet<ListingId>>,
}

impl Constraints {
    /// Those of a search.
    pub(super) fn of(filters: &Filters) -> Self {
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
            // Strict fulfilment knows no score.
            min_score: _,
        } = filters;
        Self {
            kind: *kind,
            any_of: any_of.clone(),
            none_of: none_of.clone(),
            compatible: compatible.clone(),
            not_only: not_only.clone(),
            chosen: chosen.clone(),
            stages: *stages,
            not_organisation: *not_organisation,
            not_listings: not_listings.clone(),
            only_listings: only_listings.clone(),
        }
    }

    /// Whether a document meets them.
    pub(super) fn admit(&self, document: &IndexDocument, now: i64) -> bool {
        let holds = |facet: Facet, codes: &[String]| {
            let held = document.facets.codes().iter();
            held.filter(|(known, _)| *known == facet)
                .any(|(_, code)| codes.contains(code))
        };
        let has = |(facet, codes): &(Facet, Vec<String>)| holds(*facet, codes);
        let has_but = |(facet, wanted): &(Facet, Vec<String>), among: bool| {
            let mut held = document
                .facets
                .codes()
                .iter()
                .filter(|(known, _)| known == facet)
                .peekable();
            held.peek().is_none() || held.any(|(_, code)| wanted.contains(code) == among)
        };
        let overlaps = |(low, high): &(u8, u8)| {
            let range = document.facets.stage_range();
            range.is_none_or(|(lowest, highest)| lowest <= *high && highest >= *low)
        };
        let is_chosen = |choice: &Choice| match choice {
            Choice::Codes(facet, codes) => holds(*facet, codes),
            Choice::Stages(ranges) => ranges.iter().any(overlaps),
            Choice::Days(days) => document.published_at >= days_before(now, *days),
        };
        self.kind.is_none_or(|kind| document.kind == kind)
            && self.not_organisation.is_none_or(|own| document.organisation != own)
            && self.stages.as_ref().is_none_or(overlaps)
            && self.chosen.iter().all(is_chosen)
            && self.any_of.iter().all(has)
            && !self.none_of.iter().any(has)
            && self.compatible.iter().all(|list| has_but(list, true))
            && self.not_only.iter().all(|list| has_but(list, false))
            && !self.not_listings.contains(&document.listing)
            && self
                .only_listings
                .as_ref()
                .is_none_or(|only| only.contains(&document.listing))
    }
}
