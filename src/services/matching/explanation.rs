//! Why two listings were paired, as it is stored and shown.

use crate::domain::text::Bilingual;
use crate::search::MatchedTerm;
use crate::services::indexing::documents::Readable;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why two listings were paired, in the words of the side that reads it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// Shared codes by vocabulary: areas, modalities, target classes
    pub facets: Vec<SharedCode>,
    /// Terms of the reader's own listing that the other listing's visible text carries, strongest first
    pub terms: Vec<ExplainedTerm>,
}

/// A code that both listings carry.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SharedCode {
    /// Vocabulary
    pub vocabulary: String,
    /// Code
    pub code: String,
}

/// A term that carried the score.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ExplainedTerm {
    /// As it stands in the reader's own listing
    pub surface: String,
    /// The thesaurus entry by which it met the other text, if it did not meet it as written
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<Bilingual>,
    /// Share of the score, 0 to 1
    pub share: f64,
}

impl Explanation {
    /// Puts together what the reader's own listing shares with what the reader sees of the other.
    pub(super) fn new(own: &Readable, seen: &Readable, terms: Vec<MatchedTerm>, total: f64) -> Self {
        let shared = own.codes.iter().filter(|code| seen.codes.contains(code));
        let share = |contribution: f64| {
            if total > 0.0 {
                (contribution / total * 1_000.0).round() / 1_000.0
            } else {
                0.0
            }
        };
        Self {
            facets: shared
                .map(|(vocabulary, code)| SharedCode {
                    vocabulary: (*vocabulary).to_owned(),
                    code: code.as_str().to_owned(),
                })
                .collect(),
            terms: terms
                .into_iter()
                .map(|term| ExplainedTerm {
                    share: share(term.contribution),
                    surface: term.surface,
                    concept: term.concept,
                })
                .collect(),
        }
    }
}
