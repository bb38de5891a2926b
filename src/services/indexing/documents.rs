//! What the index holds of a listing for an audience of a given tier. Nothing above that tier is read from the database.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationState};
use crate::domain::ids::{ListingId, OrganisationId, VersionId};
use crate::domain::listing::content::{Content, TierRules};
use crate::domain::listing::need::{NeedContent, NeedView};
use crate::domain::listing::seed::{SeedContent, SeedView};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::matching::{Constraints, StageRange, UNFILED};
use crate::domain::text::Locale;
use crate::domain::tier::Tier;
use crate::domain::vocabulary::{Code, Vocabularies};
use crate::search::{Facet, Facets, IndexDocument, Kind, TextField};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::versions::{self, Version};
use crate::store::{audiences, listings, organisations};
use std::collections::{BTreeMap, BTreeSet};

/// A listing's texts, codes and constraints, as an audience of one tier may know them.
#[derive(Clone)]
pub struct Readable {
    /// The listing
    pub listing: Listing,
    /// The version it was read from
    pub version: VersionId,
    /// Free texts with the index field each belongs to
    pub texts: Vec<(TextField, String)>,
    /// Coded facts
    pub facets: Facets,
    /// What hard constraints look at
    pub constraints: Constraints,
    /// Codes for the explanation: areas, modalities, target class
    pub codes: Vec<(&'static str, Code)>,
    members_since: i64,
}

impl Readable {
    /// The texts as the search room takes them.
    #[must_use]
    pub fn borrowed(&self) -> Vec<(TextField, &str)> {
        self.texts.iter().map(|(field, text)| (*field, text.as_str())).collect()
    }

    /// The document for an index.
    #[must_use]
    pub fn into_document(self) -> IndexDocument {
        let Self {
            listing,
            version: _,
            texts,
            facets,
            constraints,
            codes: _,
            members_since,
        } = self;
        IndexDocument {
            listing: listing.id,
            kind: match listing.kind {
                ListingKind::Seed => Kind::Seed,
                ListingKind::Need => Kind::Need,
            },
            organisation: listing.organisation,
            blocked: constraints.blocked,
            texts,
            facets,
            published_at: members_since,
            valid_until: listing.valid_until.map_or(i64::MAX, |until| until.timestamp_micros()),
        }
    }
}

/// Whether the listing takes part at all: it finds others for its owner.
#[must_use]
pub fn is_standing(listing: &Listing, organisation: &Organisation) -> bool {
    listing.state.is_visible() && listing.published.is_some() && organisation.state == OrganisationState::Active
}

/// Whether members in general may find the listing: a blind need finds others, but nobody finds it.
#[must_use]
pub fn is_findable(listing: &Listing, organisation: &Organisation) -> bool {
    is_standing(listing, organisation) && listing.visibility != Some(NeedVisibility::Blind)
}

/// Published listings as an audience of `tier` may know them, in the given order; those without a published version are left
/// out. For blind needs everything is Owner tier, so a lower tier yields a document without text.
pub fn readable(reads: &mut impl Reads, app: &App, all: Vec<Listing>, tier: Tier) -> Outcome<Vec<Readable>> {
    let ids = all.iter().filter_map(|listing| listing.published).collect::<Vec<_>>();
    let mut found: BTreeMap<VersionId, Version> = versions::find_many(reads, &ids)?
        .into_iter()
        .map(|version| (version.id, version))
        .collect();
    let mut contents = versions::machine_read_many(reads, &ids, tier)?;
    let homes: BTreeSet<OrganisationId> = all.iter().map(|listing| listing.organisation).collect();
    let homes = homes.into_iter().collect::<Vec<_>>();
    let homes: BTreeMap<OrganisationId, Organisation> = organisations::find_many(reads, &homes)?
        .into_iter()
        .map(|home| (home.id, home))
        .collect();
    let listed = all.iter().map(|listing| listing.id).collect::<Vec<_>>();
    let mut blocks = audiences::blocks_of(reads, &listed)?;
    let mut made = Vec::with_capacity(all.len());
    for listing in all {
        let Some(version) = listing.published.and_then(|id| found.remove(&id)) else {
            continue;
        };
        let Some(home) = homes.get(&listing.organisation) else {
            continue;
        };
        let parts = contents.remove(&version.id).unwrap_or_default();
        let blocked = blocks.remove(&listing.id).unwrap_or_default();
        made.push(read_one(
            &app.vocabularies,
            listing,
            home,
            &version,
            &parts,
            tier,
            blocked,
        )?);
    }
    Ok(made)
}

/// One published listing as an audience of `tier` may know it.
pub fn readable_one(reads: &mut impl Reads, app: &App, id: ListingId, tier: Tier) -> Outcome<Option<Readable>> {
    let Some(listing) = listings::find(reads, id)? else {
        return Ok(None);
    };
    Ok(readable(reads, app, vec![listing], tier)?.pop())
}

fn read_one(
    vocabularies: &Vocabularies,
    listing: Listing,
    home: &Organisation,
    version: &Version,
    parts: &[String],
    tier: Tier,
    blocked: Vec<OrganisationId>,
) -> Outcome<Readable> {
    let rules = version.tier_rules();
    let unreadable = |_| Error::internal(format!("version {} cannot be read", version.id));
    let parts = parts.iter().map(String::as_str);
    let (texts, mut facts) = match listing.kind {
        ListingKind::Seed => {
            let content = SeedContent::merge(parts).map_err(unreadable)?;
            (
                texts_of(&content, &rules, tier),
                seed_facts(content.view(tier, &rules), vocabularies),
            )
        }
        ListingKind::Need => {
            let content = NeedContent::merge(parts).map_err(unreadable)?;
            (
                texts_of(&content, &rules, tier),
                need_facts(content.view(tier, &rules), vocabularies),
            )
        }
    };
    facts.facets = facts.facets.with(Facet::InstitutionType, [home.kind.code()]);
    facts.facets = facts.facets.with(Facet::Language, languages(&texts));
    facts.constraints.organisation = Some(listing.organisation);
    facts.constraints.blocked = blocked;
    Ok(Readable {
        version: version.id,
        texts: texts.into_iter().map(|(field, _, text)| (field, text)).collect(),
        facets: facts.facets,
        constraints: facts.constraints,
        codes: facts.codes,
        members_since: version.members_since.unwrap_or(version.submitted_at).timestamp_micros(),
        listing,
    })
}

/// Owner's fields that say nothing about the science and would only add noise to a query made of the owner's own listing.
const NOT_SEARCHED: &[&str] = &[
    "researcher",
    "tlo_contact",
    "application_numbers",
    "co_owners",
    "encumbrances",
    "disclosures",
    "internal_notes",
    "prior_art_notes",
    "budget_band",
    "internal_code",
    "reviewers",
    "territory",
    "out_of_scope",
];

fn texts_of<C: Content>(content: &C, rules: &TierRules, tier: Tier) -> Vec<(TextField, Option<Locale>, String)> {
    let readable = content.texts(rules).into_iter();
    readable
        .filter(|text| text.tier <= tier && !NOT_SEARCHED.contains(&text.field) && !text.text.trim().is_empty())
        .map(|text| {
            let field = match text.field {
                "title" => TextField::Title,
                "summary" => TextField::Summary,
                "indication" => TextField::Indication,
                _ => TextField::Body,
            };
            (field, text.locale, text.text.to_owned())
        })
        .collect()
}

fn languages(texts: &[(TextField, Option<Locale>, String)]) -> Vec<&'static str> {
    let titles: BTreeSet<&'static str> = texts
        .iter()
        .filter(|(field, ..)| *field == TextField::Title)
        .filter_map(|(_, locale, _)| locale.map(Locale::code))
        .collect();
    titles.into_iter().collect()
}

struct Facts {
    facets: Facets,
    constraints: Constraints,
    codes: Vec<(&'static str, Code)>,
}

fn seed_facts(view: SeedView, vocabularies: &Vocabularies) -> Facts {
    let codes = |codes: &Option<Vec<Code>>| codes.clone().unwrap_or_default();
    let one = |code: &Option<Code>| code.clone().into_iter().collect::<Vec<_>>();
    let (areas, modalities) = (codes(&view.disease_areas), codes(&view.modalities));
    let target_class = one(&view.target_class);
    let stages = stages(vocabularies, view.stage_min.as_ref(), view.stage_max.as_ref());
    let facets = staged(stages)
        .with(Facet::DiseaseArea, texts(&areas))
        .with(Facet::Icd10, texts(&codes(&view.icd10_chapters)))
        .with(Facet::Modality, texts(&modalities))
        .with(Facet::IpStatus, texts(&one(&view.ip_status)))
        .with(Facet::Collaboration, texts(&codes(&view.collaboration_sought)))
        .with(Facet::ApprovalClass, texts(&one(&view.approval_class)))
        .with(Facet::TargetClass, texts(&target_class));
    let constraints = Constraints {
        areas: areas.clone(),
        modalities: modalities.clone(),
        stages,
        unfiled: view.ip_status.as_ref().is_some_and(|code| code.as_str() == UNFILED),
        ..Constraints::default()
    };
    Facts {
        facets,
        constraints,
        codes: labelled(areas, modalities, target_class),
    }
}

fn need_facts(view: NeedView, vocabularies: &Vocabularies) -> Facts {
    let codes = |codes: &Option<Vec<Code>>| codes.clone().unwrap_or_default();
    let target_class = view.target_class.clone().into_iter().collect::<Vec<_>>();
    let (areas, wanted) = (codes(&view.disease_areas), codes(&view.modalities_wanted));
    let stages = stages(vocabularies, view.stage_min.as_ref(), view.stage_max.as_ref());
    let facets = staged(stages)
        .with(Facet::DiseaseArea, texts(&areas))
        .with(Facet::Icd10, texts(&codes(&view.icd10_chapters)))
        .with(Facet::Modality, texts(&wanted))
        .with(Facet::Collaboration, texts(&codes(&view.partnership_types)))
        .with(Facet::TargetClass, texts(&target_class));
    let constraints = Constraints {
        areas: areas.clone(),
        modalities: wanted.clone(),
        excluded: codes(&view.modalities_excluded),
        stages,
        unfiled_acceptable: view.unfiled_acceptable.unwrap_or(true),
        ..Constraints::default()
    };
    Facts {
        facets,
        constraints,
        codes: labelled(areas, wanted, target_class),
    }
}

fn labelled(areas: Vec<Code>, modalities: Vec<Code>, target_class: Vec<Code>) -> Vec<(&'static str, Code)> {
    let areas = areas.into_iter().map(|code| ("disease_areas", code));
    let modalities = modalities.into_iter().map(|code| ("modalities", code));
    let classes = target_class.into_iter().map(|code| ("target_classes", code));
    areas.chain(modalities).chain(classes).collect()
}

fn texts(codes: &[Code]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

fn stages(vocabularies: &Vocabularies, min: Option<&Code>, max: Option<&Code>) -> Option<StageRange> {
    let stages = vocabularies.get("stages")?;
    Some(StageRange {
        min: stages.rank(min?)?,
        max: stages.rank(max?)?,
    })
}

fn staged(stages: Option<StageRange>) -> Facets {
    let ordinal = |rank: usize| u8::try_from(rank).unwrap_or(u8::MAX);
    stages.map_or_else(Facets::new, |range| {
        Facets::new().stages(ordinal(range.min), ordinal(range.max))
    })
}
