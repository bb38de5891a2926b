//! The personal confidentiality undertaking: versioned text, and who is bound by which version until when.

use crate::domain::clock::Instant;
use crate::domain::ids::UndertakingId;
use crate::domain::text::Locale;
use sha2::{Digest, Sha256};

/// A published version of the undertaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// Identity
    pub id: UndertakingId,
    /// 1, 2, 3 …
    pub number: i32,
    /// Heading in Japanese
    pub title_ja: String,
    /// Heading in English
    pub title_en: String,
    /// Text in Japanese
    pub text_ja: String,
    /// Text in English
    pub text_en: String,
    /// Days for which an acceptance binds and admits
    pub valid_days: i32,
    /// When it came into force
    pub published_at: Instant,
}

impl Undertaking {
    /// The text a person of that language reads and accepts.
    #[must_use]
    pub fn text(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ja => &self.text_ja,
            Locale::En => &self.text_en,
        }
    }

    /// SHA-256 of that text, lower-case hexadecimal: what the acceptance names.
    #[must_use]
    pub fn hash(&self, locale: Locale) -> String {
        hex::encode(Sha256::digest(self.text(locale).as_bytes()))
    }
}
