//! Reading a thesaurus: the shipped one, or another of its form.

use super::Concepts;
use crate::search::error::SearchError;
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

/// The thesaurus that ships with the binary.
pub(super) const SHIPPED: [&str; 7] = [
    include_str!("../../../config/thesaurus/oncology.toml"),
    include_str!("../../../config/thesaurus/immunology_infection.toml"),
    include_str!("../../../config/thesaurus/diseases.toml"),
    include_str!("../../../config/thesaurus/targets.toml"),
    include_str!("../../../config/thesaurus/modalities.toml"),
    include_str!("../../../config/thesaurus/techniques_stages.toml"),
    include_str!("../../../config/thesaurus/biology.toml"),
];
static BUILT_IN: LazyLock<Arc<Concepts>> = LazyLock::new(|| Arc::new(Concepts::shipped()));

/// The stored form of a thesaurus.
#[derive(Deserialize)]
struct File {
    version: u32,
    concept: Vec<Stored>,
}

/// The stored form of a concept.
#[derive(Deserialize)]
struct Stored {
    id: String,
    ja: Vec<String>,
    en: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
}

impl Concepts {
    /// The thesaurus that ships with the program.
    #[must_use]
    pub fn built_in() -> &'static Arc<Self> {
        &BUILT_IN
    }

    /// The thesaurus that ships with the program, to add to.
    #[must_use]
    pub fn shipped() -> Self {
        Self::from_toml(&SHIPPED).unwrap_or_default()
    }

    /// Reads a thesaurus of one or more files, each with `version` and a list `concept` of tables: `id`, the names `ja` and
    /// `en`, the first of which are the titles, and the ids of `broader` concepts, in whatever file.
    ///
    /// # Errors
    /// When a text is not of that form, an id or a name is used twice, or a broader concept does not exist.
    pub fn from_toml(texts: &[&str]) -> Result<Self, SearchError> {
        let mut out = Self::default();
        let mut links: Vec<(usize, Vec<String>)> = Vec::new();
        for text in texts {
            let file: File =
                toml::from_str(text).map_err(|error| SearchError::Thesaurus(error.message().to_owned()))?;
            out.version = out.version.max(file.version);
            for Stored { id, ja, en, broader } in file.concept {
                let place = out.concepts.len();
                out.add(&ja, &en);
                links.push((place, broader));
                if out.places.insert(id.clone(), place).is_some() {
                    return Err(SearchError::Thesaurus(format!("two concepts have the id {id}")));
                }
            }
        }
        for (place, broader) in links {
            for id in broader {
                let wider = out.places.get(&id).and_then(|wider| out.concepts.get_mut(*wider));
                wider
                    .ok_or_else(|| SearchError::Thesaurus(format!("there is no concept {id}")))?
                    .narrower
                    .push(place);
            }
        }
        Ok(out)
    }
}
