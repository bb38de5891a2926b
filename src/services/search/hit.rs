//! One hit as the member sees it: the frame, the short fields, and a passage that matches.

use crate::domain::listing::header::ListingHeader;
use crate::domain::text::{Bilingual, Locale};
use crate::domain::vocabulary::Code;
use crate::search::{Highlighter, SNIPPET_CHARS, Segment};
use crate::services::listings::access::ListingView;
use serde::Serialize;
use utoipa::ToSchema;

/// A piece of a passage.
#[derive(Clone, Serialize, ToSchema)]
pub struct SnippetPart {
    /// Text as it stands in the listing
    pub text: String,
    /// Whether it matches
    pub hit: bool,
}

/// A passage of a visible field.
#[derive(Clone, Serialize, ToSchema)]
pub struct Snippet {
    /// Field name
    pub field: String,
    /// Pieces, in order
    pub parts: Vec<SnippetPart>,
}

/// One hit.
#[derive(Clone, Serialize, ToSchema)]
pub struct SearchHit {
    /// The frame
    #[serde(flatten)]
    pub header: ListingHeader,
    /// Title
    pub title: Option<Bilingual>,
    /// One-line summary (seeds)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Bilingual>,
    /// Disease areas
    pub disease_areas: Vec<Code>,
    /// Modalities, or those wanted
    pub modalities: Vec<Code>,
    /// First stage
    pub stage_min: Option<Code>,
    /// Last stage
    pub stage_max: Option<Code>,
    /// IP status (seeds)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_status: Option<Code>,
    /// The best passage
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Snippet>,
    /// Score, comparable within this answer only
    pub score: f64,
}

/// The hit for a view that the member was given. The passage comes from that view and nothing else.
#[must_use]
pub fn hit(view: ListingView, highlighter: Option<&Highlighter<'_>>, locale: Locale, score: f64) -> SearchHit {
    let ListingView { header, seed, need } = view;
    let snippet =
        highlighter.and_then(|highlighter| best_passage(&passages(seed.as_ref(), need.as_ref(), locale), highlighter));
    let mut hit = SearchHit {
        header,
        title: None,
        summary: None,
        disease_areas: Vec::new(),
        modalities: Vec::new(),
        stage_min: None,
        stage_max: None,
        ip_status: None,
        snippet,
        score,
    };
    if let Some(seed) = seed {
        hit.title = seed.title;
        hit.summary = seed.summary;
        hit.disease_areas = seed.disease_areas.unwrap_or_default();
        hit.modalities = seed.modalities.unwrap_or_default();
        hit.stage_min = seed.stage_min;
        hit.stage_max = seed.stage_max;
        hit.ip_status = seed.ip_status;
    }
    if let Some(need) = need {
        hit.title = need.title;
        hit.disease_areas = need.disease_areas.unwrap_or_default();
        hit.modalities = need.modalities_wanted.unwrap_or_default();
        hit.stage_min = need.stage_min;
        hit.stage_max = need.stage_max;
    }
    hit
}

use crate::domain::listing::need::NeedView;
use crate::domain::listing::seed::SeedView;

fn passages<'a>(
    seed: Option<&'a SeedView>,
    need: Option<&'a NeedView>,
    locale: Locale,
) -> Vec<(&'static str, &'a str)> {
    let mut fields: Vec<(&'static str, Option<&'a Bilingual>)> = Vec::new();
    if let Some(seed) = seed {
        fields.extend([
            ("summary", seed.summary.as_ref()),
            ("mechanism", seed.mechanism.as_ref()),
            ("differentiation", seed.differentiation.as_ref()),
            ("problem", seed.problem.as_ref()),
            ("unmet_need", seed.unmet_need.as_ref()),
            ("indication", seed.indication.as_ref()),
            ("missing_data", seed.missing_data.as_ref()),
            ("further_indications", seed.further_indications.as_ref()),
            ("quantitative_results", seed.quantitative_results.as_ref()),
            ("materials", seed.materials.as_ref()),
            ("risks", seed.risks.as_ref()),
            ("data_package", seed.data_package.as_ref()),
        ]);
    }
    if let Some(need) = need {
        fields.extend([
            ("problem", need.problem.as_ref()),
            ("must_have", need.must_have.as_ref()),
            ("nice_to_have", need.nice_to_have.as_ref()),
            ("evidence_expected", need.evidence_expected.as_ref()),
            ("offers", need.offers.as_ref()),
        ]);
    }
    let mut texts: Vec<(&'static str, Locale, &'a str)> = fields
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
        .flat_map(|(name, text)| text.texts().map(move |(language, text)| (name, language, text)))
        .collect();
    // The reader's language first; the order of fields decides otherwise.
    texts.sort_by_key(|(_, language, _)| *language != locale);
    texts.into_iter().map(|(name, _, text)| (name, text)).collect()
}

fn best_passage(passages: &[(&'static str, &str)], highlighter: &Highlighter<'_>) -> Option<Snippet> {
    let (place, passage) = highlighter.best(passages.iter().map(|(_, text)| *text), SNIPPET_CHARS)?;
    let (field, _) = passages.get(place)?;
    let parts = passage.segments.into_iter();
    Some(Snippet {
        field: (*field).to_owned(),
        parts: parts.map(|Segment { text, hit }| SnippetPart { text, hit }).collect(),
    })
}
