//! Text in one or both languages. Nothing here prints its content: what a listing says must not reach a log.

use serde::{Deserialize, Serialize};
use std::fmt;

crate::domain::coded_enum! {
    /// A language of the platform; Japanese is the default.
    Locale {
        /// 日本語
        Ja = "ja",
        /// English
        En = "en",
    }
}

/// A text in Japanese, in English, or in both.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ja: Option<String>,
    /// English
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Bilingual {
    /// A text in both languages.
    pub fn both(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ja: Some(ja.into()),
            en: Some(en.into()),
        }
    }

    /// The text in the wanted language, else in the other.
    #[must_use]
    pub fn prefer(&self, locale: Locale) -> Option<&str> {
        let (first, second) = match locale {
            Locale::Ja => (&self.ja, &self.en),
            Locale::En => (&self.en, &self.ja),
        };
        first.as_deref().or(second.as_deref())
    }

    /// The texts that are there, Japanese first.
    pub fn texts(&self) -> impl Iterator<Item = (Locale, &str)> {
        let ja = self.ja.as_deref().map(|text| (Locale::Ja, text));
        let en = self.en.as_deref().map(|text| (Locale::En, text));
        ja.into_iter().chain(en)
    }

    /// Whether neither language says anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts().all(|(_, text)| text.trim().is_empty())
    }
}

impl fmt::Debug for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
        write!(
            f,
            "Bilingual(ja {} chars, en {} chars)",
            length(&self.ja),
            length(&self.en)
        )
    }
}
