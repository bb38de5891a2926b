//! The thesaurus: biomedical concepts with their Japanese and English names. It widens a query by the other names of what
//! was asked for, at a lower weight. Data lives in `config/thesaurus/`; looking things up is all that happens here.

use super::analysis::analyse;
use super::analysis::script::is_hiragana;
use super::error::SearchError;
use super::query::{Key, Weighted, keys, weighted};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The thesaurus that ships with the binary.
const CORE: &str = include_str!("../../config/thesaurus/core.toml");
static BUILT_IN: LazyLock<Concepts> = LazyLock::new(|| Concepts::from_toml(CORE).unwrap_or_default());

/// Weight of a term that was added by the thesaurus against one that was asked for.
pub(super) const EXPANSION_WEIGHT: f64 = 0.5;

/// Hiragana that may follow a name without being a part of it.
const PARTICLES: [&str; 14] = [
    "の", "に", "を", "は", "が", "と", "で", "も", "や", "へ", "か", "な", "だ", "よ",
];

/// The stored form of a thesaurus.
#[derive(Deserialize)]
struct File {
    version: u32,
    concept: Vec<Stored>,
}

/// The stored form of a concept.
#[derive(Deserialize)]
struct Stored {
    ja: Vec<String>,
    en: Vec<String>,
}

/// One name of a concept.
pub(super) struct Name {
    /// As a person writes it.
    pub(super) text: String,
    /// Its keys, for telling a name from the words that were matched.
    keys: Vec<String>,
    /// What it adds to a score.
    pub(super) terms: Vec<Weighted>,
}

/// All names of one thing.
pub(super) struct Concept {
    /// The name shown in explanations.
    pub(super) title: String,
    /// Every name in both languages.
    pub(super) names: Vec<Name>,
}

/// A concept found in a text, as a range of keys.
pub(super) struct Found<'a> {
    /// The concept.
    pub(super) concept: &'a Concept,
    /// First key.
    pub(super) from: usize,
    /// One past the last key.
    pub(super) to: usize,
}

impl Found<'_> {
    /// The names other than the one that was found.
    pub(super) fn others<'b>(&'b self, keys: &'b [Key]) -> impl Iterator<Item = &'b Name> {
        let found = keys.get(self.from..self.to).unwrap_or_default();
        self.concept
            .names
            .iter()
            .filter(move |name| !name.keys.iter().eq(found.iter().map(|key| &key.text)))
    }
}

/// A thesaurus.
#[derive(Default)]
pub struct Concepts {
    version: u32,
    concepts: Vec<Concept>,
    /// By first key: the keys of a name and the number of its concept, longest first.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Concepts {
    /// The thesaurus that ships with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// No thesaurus: nothing is widened.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a thesaurus: `version`, and `[[concept]]` tables with lists `ja` and `en`; the first names are the titles.
    ///
    /// # Errors
    /// When the text is not of that form.
    pub fn from_toml(text: &str) -> Result<Self, SearchError> {
        let file: File = toml::from_str(text).map_err(|error| SearchError::Thesaurus(error.message().to_owned()))?;
        let mut out = Self {
            version: file.version,
            ..Self::default()
        };
        for stored in file.concept {
            out.add(&stored.ja, &stored.en);
        }
        Ok(out)
    }

    /// Adds a concept by its names; names that contain nothing searchable are left out.
    pub fn add(&mut self, ja: &[String], en: &[String]) {
        let number = self.concepts.len();
        let title = [ja.first(), en.first()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" / ");
        let mut concept = Concept {
            title,
            names: Vec::new(),
        };
        for text in ja.iter().chain(en) {
            let keys: Vec<String> = keys(text).into_iter().map(|key| key.text).collect();
            let Some(first) = keys.first() else { continue };
            let list = self.names.entry(first.clone()).or_default();
            list.push((keys.clone(), number));
            list.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
            let analysis = analyse(text);
            concept.names.push(Name {
                text: text.clone(),
                keys,
                terms: weighted(&analysis.words, &analysis.bigrams).collect(),
            });
        }
        self.concepts.push(concept);
    }

    /// The version of the data.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// How many concepts are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// The concepts named in a text: longest names first, left to right, without overlap.
    pub(super) fn find(&self, keys: &[Key]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(key) = keys.get(at) {
            let rest = keys.get(at..).unwrap_or_default();
            let hit = self.names.get(&key.text).into_iter().flatten().find(|(name, _)| {
                rest.get(..name.len())
                    .is_some_and(|keys| keys.iter().map(|key| &key.text).eq(name))
                    && !goes_on(rest, name.len())
            });
            match hit.and_then(|(name, number)| self.concepts.get(*number).map(|concept| (name.len(), concept))) {
                Some((length, concept)) => {
                    found.push(Found {
                        concept,
                        from: at,
                        to: at + length,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whether a name that ends in hiragana goes on as another word: がん at the beginning of がんばる.
fn goes_on(keys: &[Key], length: usize) -> bool {
    let kana = |key: &&Key| key.text.chars().all(is_hiragana);
    let last = length.checked_sub(1).and_then(|last| keys.get(last)).filter(kana);
    let next = keys.get(length).filter(kana);
    matches!((last, next), (Some(last), Some(next)) if last.end == next.start && !PARTICLES.contains(&next.text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Concepts, keys};

    #[test]
    fn the_shipped_thesaurus_is_whole() {
        let shipped = Concepts::from_toml(super::CORE).unwrap();
        assert!(shipped.len() >= 120 && shipped.version() >= 1);
        assert!(shipped.concepts.iter().all(|concept| concept.names.len() >= 2));
    }

    #[test]
    fn the_longest_name_is_found_in_any_spelling() {
        let found = |text: &str| {
            Concepts::built_in()
                .find(&keys(text))
                .iter()
                .map(|hit| hit.concept.title.clone())
                .collect::<Vec<_>>()
        };
        for text in ["非小細胞肺癌", "非小細胞肺ガン", "Non-Small-Cell Lung Cancers", "NSCLC"] {
            assert!(
                found(text).iter().any(|title| title.starts_with("非小細胞肺がん")),
                "{text}"
            );
        }
        assert_eq!(found("抗体薬物複合体").len(), 1);
        assert!(found("がんばろう").iter().all(|title| !title.contains("がん")));
    }

    #[test]
    fn a_bad_thesaurus_is_refused() {
        assert!(Concepts::from_toml("concept = 3").is_err());
    }
}
