//! What a member asks. It is confidential itself: no `Debug`, never logged, bound into the cursor by its hash only.

use crate::domain::listing::ListingKind;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::vocabulary::{Code, Vocabularies};
use crate::search::{Choice, Facet, Filters, Kind, Sort};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

crate::domain::coded_enum! {
    /// The order of hits.
    Order {
        /// Best first
        Relevance = "relevance",
        /// Newest first
        Newest = "newest",
        /// Ending soonest first
        Expiring = "expiring",
    }
}

/// Facets by API name, with the vocabulary that counts and filters use.
pub const FACETS: &[(&str, Facet, &str)] = &[
    ("disease_areas", Facet::DiseaseArea, "disease_areas"),
    ("icd10_chapters", Facet::Icd10, "icd10"),
    ("modalities", Facet::Modality, "modalities"),
    ("ip_status", Facet::IpStatus, "ip_statuses"),
    ("collaborations", Facet::Collaboration, "collaborations"),
    ("institution_type", Facet::InstitutionType, "organisation_kinds"),
    ("approval_class", Facet::ApprovalClass, "approval_classes"),
    ("target_class", Facet::TargetClass, "target_classes"),
    ("language", Facet::Language, "languages"),
    ("stage", Facet::Stage, STAGES),
    ("freshness", Facet::Freshness, FRESHNESS),
];
const STAGES: &str = "stages";
const FRESHNESS: &str = "freshness";
/// Days since publication that a member can ask for.
const DAYS: [u32; 4] = [7, 30, 90, 365];

/// The codes that a facet counts, in vocabulary order: fixed lists, never what an index happens to hold.
#[must_use]
pub fn codes_of(vocabularies: &Vocabularies, vocabulary: &str) -> Vec<String> {
    if vocabulary == "languages" {
        return vec!["ja".into(), "en".into()];
    }
    if vocabulary == FRESHNESS {
        return DAYS.iter().map(ToString::to_string).collect();
    }
    let terms = vocabularies
        .get(vocabulary)
        .map(|vocabulary| vocabulary.terms.as_slice())
        .unwrap_or_default();
    terms.iter().map(|term| term.code.as_str().to_owned()).collect()
}

/// Longest query text in characters.
pub const TEXT_MAX: usize = 1_000;
/// Most codes that are read of one facet: more than any vocabulary has.
const MOST_CODES: usize = 200;

/// A search.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Seeds or needs
    pub kind: ListingKind,
    /// Words, phrases, exclusions
    #[serde(default)]
    pub text: String,
    /// At least one of the codes, per facet name
    #[serde(default)]
    pub filters: BTreeMap<String, Vec<Code>>,
    /// First stage wanted
    pub stage_min: Option<Code>,
    /// Last stage wanted
    pub stage_max: Option<Code>,
    /// Order
    #[serde(default = "best_first")]
    pub order: Order,
    /// Whether what goes by another name of the thesaurus is found too
    #[serde(default = "by_any_name", skip_serializing_if = "is_by_any_name")]
    pub expand: bool,
}

const fn best_first() -> Order {
    Order::Relevance
}

const fn by_any_name() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_by_any_name(expand: &bool) -> bool {
    *expand
}

impl Question {
    /// The hard constraints for the search room, or the fields that make no sense.
    pub fn constraints(&self, vocabularies: &Vocabularies) -> Result<Filters, Vec<FieldFault>> {
        let mut faults = Vec::new();
        if self.text.chars().count() > TEXT_MAX {
            faults.push(FieldFault::with_limit("text", Fault::TooLong, 1_000));
        }
        let mut filters = Filters {
            kind: Some(match self.kind {
                ListingKind::Seed => Kind::Seed,
                ListingKind::Need => Kind::Need,
            }),
            ..Filters::default()
        };
        for (name, codes) in &self.filters {
            let Some((_, facet, vocabulary)) = FACETS.iter().find(|(known, ..)| known == name) else {
                faults.push(FieldFault::new(format!("filters.{name}"), Fault::UnknownField));
                continue;
            };
            if codes.len() > MOST_CODES {
                faults.push(FieldFault::with_limit(format!("filters.{name}"), Fault::TooLong, 200));
                continue;
            }
            let known = codes_of(vocabularies, vocabulary);
            for (position, code) in codes.iter().enumerate() {
                if !known.iter().any(|known| known == code.as_str()) {
                    faults.push(FieldFault::new(
                        format!("filters.{name}.{position}"),
                        Fault::UnknownCode,
                    ));
                }
            }
            if !codes.is_empty() {
                filters.chosen.push(choice(*facet, codes, &known));
            }
        }
        let mut rank = |name: &str, code: &Option<Code>| {
            let code = code.as_ref()?;
            let rank = vocabularies.get("stages").and_then(|stages| stages.rank(code));
            let rank = rank.and_then(|rank| u8::try_from(rank).ok());
            if rank.is_none() {
                faults.push(FieldFault::new(name, Fault::UnknownCode));
            }
            rank
        };
        let (min, max) = (rank("stage_min", &self.stage_min), rank("stage_max", &self.stage_max));
        if min.is_some() || max.is_some() {
            let (low, high) = (min.unwrap_or(0), max.unwrap_or(u8::MAX));
            if low > high {
                faults.push(FieldFault::new("stage_max", Fault::StageOrder));
            }
            filters.chosen.push(Choice::Stages(vec![(low, high)]));
        }
        if faults.is_empty() { Ok(filters) } else { Err(faults) }
    }

    /// The same question, each code named once.
    #[must_use]
    pub fn without_repeats(mut self) -> Self {
        for codes in self.filters.values_mut() {
            let mut named = BTreeSet::new();
            codes.retain(|code| named.insert(code.clone()));
        }
        self.filters.retain(|_, codes| !codes.is_empty());
        self
    }

    /// The order for the search room; without words to score there is no relevance, so newest first.
    #[must_use]
    pub const fn sort(&self, has_words: bool) -> Sort {
        match self.order {
            Order::Relevance if !has_words => Sort::Newest,
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Expiring => Sort::Expiring,
        }
    }
}

/// What is chosen of a facet. Unknown codes, which have been reported by then, choose nothing.
fn choice(facet: Facet, codes: &[Code], known: &[String]) -> Choice {
    let ranks = codes
        .iter()
        .filter_map(|code| known.iter().position(|known| known == code.as_str()));
    match facet {
        Facet::Stage => {
            let ranks = ranks.filter_map(|rank| u8::try_from(rank).ok());
            Choice::Stages(ranks.map(|rank| (rank, rank)).collect())
        }
        Facet::Freshness => Choice::Days(
            ranks
                .filter_map(|rank| DAYS.get(rank))
                .copied()
                .max()
                .unwrap_or_default(),
        ),
        coded => {
            let named: BTreeSet<&str> = codes.iter().map(Code::as_str).collect();
            Choice::Codes(coded, named.into_iter().map(str::to_owned).collect())
        }
    }
}
