//! Controlled vocabularies: versioned data files, embedded at build time, codes in English and labels in both languages.

use crate::domain::text::Locale;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A code of some vocabulary. Drafts may hold unknown ones; submission refuses them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// Wraps a code; whether it is known depends on the vocabulary it is looked up in.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One entry of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
pub struct Term {
    /// Stable code
    pub code: Code,
    /// Japanese label
    pub ja: String,
    /// English label
    pub en: String,
    /// A coarser heading that several terms share
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// An ordered list of terms with the version of its data file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, utoipa::ToSchema)]
pub struct Vocabulary {
    /// Version of the data file
    pub version: u32,
    /// Terms, in their natural order
    #[serde(rename(deserialize = "term"))]
    pub terms: Vec<Term>,
}

impl Vocabulary {
    /// The position of a code, which is also its rank in ordered vocabularies such as the stages.
    #[must_use]
    pub fn rank(&self, code: &Code) -> Option<usize> {
        self.terms.iter().position(|term| term.code == *code)
    }

    /// The label of a code in a language.
    #[must_use]
    pub fn label(&self, code: &Code, locale: Locale) -> Option<&str> {
        let term = self.terms.iter().find(|term| term.code == *code)?;
        Some(match locale {
            Locale::Ja => &term.ja,
            Locale::En => &term.en,
        })
    }
}

/// Every vocabulary by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Vocabularies(BTreeMap<String, Vocabulary>);

impl Vocabularies {
    /// Collects parsed vocabularies.
    #[must_use]
    pub const fn new(by_name: BTreeMap<String, Vocabulary>) -> Self {
        Self(by_name)
    }

    /// The vocabulary of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Vocabulary> {
        self.0.get(name)
    }

    /// Whether the code belongs to the vocabulary of that name.
    #[must_use]
    pub fn knows(&self, name: &str, code: &Code) -> bool {
        self.get(name).is_some_and(|vocabulary| vocabulary.rank(code).is_some())
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Vocabulary)> {
        self.0.iter().map(|(name, vocabulary)| (name.as_str(), vocabulary))
    }
}
