//! What anybody may read of a seed, without an account, once its team and its liaison both made it public.

use crate::domain::account::OrganisationKind;
use crate::domain::clock::Instant;
use crate::domain::listing::seed::SeedContent;
use crate::domain::text::Bilingual;
use crate::domain::vocabulary::Code;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// IP statuses of which the application lies open to everybody. `pct` is not among them: an application under the treaty is secret
/// until it is published, and then its status is `published`.
pub const OPEN_STATUSES: [&str; 2] = ["published", "granted"];

/// The fields that anybody may read of a public seed, as long as members may read them.
pub const PUBLIC_FIELDS: [&str; 8] = [
    "title",
    "summary",
    "disease_areas",
    "modalities",
    "stage_min",
    "stage_max",
    "ip_status",
    "collaboration_sought",
];

/// What a team and its liaison have said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublicConsent {
    /// The team wants the listing to be public
    pub wanted: bool,
    /// The liaison in charge agreed
    pub agreed: bool,
    /// Since when both do
    pub since: Option<Instant>,
}

impl PublicConsent {
    /// Whether both want it.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.wanted && self.agreed
    }
}

crate::domain::coded_enum! {
    /// Why a listing cannot be public.
    PublicObstacle {
        /// Only seeds can.
        NotASeed = "not_a_seed",
        /// Nothing of it is published to members.
        NotPublished = "not_published",
        /// The patent application does not lie open, or members do not read its status.
        ApplicationNotOpen = "application_not_open",
    }
}

/// A public seed as anybody sees it. It names neither people nor institutions.
#[derive(Clone, Serialize, ToSchema)]
pub struct PublicSeed {
    /// Reference number
    pub reference: String,
    /// What kind of institution it comes from
    pub institution_type: OrganisationKind,
    /// Title
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// One-line summary
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Bilingual>,
    /// Disease areas
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disease_areas: Option<Vec<Code>>,
    /// Modalities
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modalities: Option<Vec<Code>>,
    /// First stage of the range
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_min: Option<Code>,
    /// Last stage of the range
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_max: Option<Code>,
    /// IP status: published or granted
    pub ip_status: Code,
    /// Collaboration sought
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collaboration_sought: Option<Vec<Code>>,
    /// Since when it has been public
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_since: Option<DateTime<Utc>>,
    /// Until when it stays published
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime<Utc>>,
}

impl SeedContent {
    /// The same with nothing in it but what anybody may read; `None` while the application does not lie open. Taken apart field by
    /// field, so that a new one stops the build until somebody decides.
    #[must_use]
    pub fn for_everybody(self) -> Option<Self> {
        let Self {
            title,
            summary,
            disease_areas,
            icd10_chapters: _,
            indication: _,
            modalities,
            stage_min,
            stage_max,
            research_nature: _,
            approval_class: _,
            target_class: _,
            administration_route: _,
            unmet_need: _,
            problem: _,
            mechanism: _,
            competitors: _,
            differentiation: _,
            missing_data: _,
            next_experiment: _,
            further_indications: _,
            ip_status,
            collaboration_sought,
            target: _,
            quantitative_results: _,
            evidence: _,
            materials: _,
            risks: _,
            researcher: _,
            tlo_contact: _,
            data_package: _,
            planned_filing_date: _,
            application_numbers: _,
            co_owners: _,
            encumbrances: _,
            disclosures: _,
            prior_art_notes: _,
            internal_notes: _,
        } = self;
        let ip_status = ip_status.filter(|status| OPEN_STATUSES.contains(&status.as_str()))?;
        Some(Self {
            title,
            summary,
            disease_areas,
            modalities,
            stage_min,
            stage_max,
            ip_status: Some(ip_status),
            collaboration_sought,
            ..Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::content::{Content, TierRules};
    use crate::domain::tier::Tier;
    use serde_json::{Value, json};
    use std::collections::BTreeSet;

    fn content(more: &Value) -> SeedContent {
        let mut whole = json!({
            "title": {"ja": "題名"}, "summary": {"ja": "要約"}, "disease_areas": ["cancer"], "icd10_chapters": ["icd10_02"],
            "indication": {"ja": "肺がん"}, "modalities": ["antibody"], "stage_min": "screening", "stage_max": "preclinical",
            "mechanism": {"ja": "機序"}, "differentiation": {"ja": "差別化"}, "competitors": ["x"], "ip_status": "granted",
            "collaboration_sought": ["joint_research"], "target": "T", "researcher": {"name": {"ja": "名"}},
            "data_package": {"ja": "d"}, "internal_notes": "n", "application_numbers": ["1"],
        });
        for (name, value) in more.as_object().unwrap() {
            whole[name] = value.clone();
        }
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn everybody_reads_the_fixed_few_fields_and_no_other() {
        let shown = content(&json!({}))
            .for_everybody()
            .unwrap()
            .split(&TierRules::default());
        assert_eq!(shown.keys().copied().collect::<Vec<_>>(), [Tier::Members]);
        let shown: Value = serde_json::from_str(&shown[&Tier::Members]).unwrap();
        let names: BTreeSet<_> = shown.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, PUBLIC_FIELDS.into_iter().collect());
    }

    #[test]
    fn nobody_reads_anything_before_the_application_lies_open() {
        for status in ["unfiled", "filed_unpublished", "pct", "know_how", "no_such_status"] {
            let closed = content(&json!({ "ip_status": status })).for_everybody();
            assert!(closed.is_none(), "{status}");
        }
        assert!(content(&json!({ "ip_status": null })).for_everybody().is_none());
    }
}
