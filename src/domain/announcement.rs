//! Announcements of the secretariat: what every member is to read for a while.

use crate::domain::clock::Instant;
use crate::domain::ids::AnnouncementId;
use crate::domain::text::Locale;
use sha2::{Digest, Sha256};

/// Longest title in characters.
pub const TITLE_MAX: usize = 120;
/// Longest body in characters.
pub const BODY_MAX: usize = 5_000;

crate::domain::coded_enum! {
    /// What an announcement is about.
    AnnouncementKind {
        /// お知らせ
        Information = "information",
        /// メンテナンス
        Maintenance = "maintenance",
        /// 重要
        Important = "important",
    }
}

/// An announcement: plain text in both languages, and when it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Identity
    pub id: AnnouncementId,
    /// What it is about
    pub kind: AnnouncementKind,
    /// Title in Japanese
    pub title_ja: String,
    /// Title in English
    pub title_en: String,
    /// Text in Japanese
    pub body_ja: String,
    /// Text in English
    pub body_en: String,
    /// From when it is shown
    pub shown_from: Instant,
    /// Until when; without end if there is none
    pub shown_until: Option<Instant>,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When it was written
    pub created_at: Instant,
}

impl Announcement {
    /// SHA-256 of what a person of that language reads, title and text: what the ledger names.
    #[must_use]
    pub fn hash(&self, locale: Locale) -> String {
        let (title, body) = match locale {
            Locale::Ja => (&self.title_ja, &self.body_ja),
            Locale::En => (&self.title_en, &self.body_en),
        };
        hex::encode(Sha256::digest(format!("{title}\n{body}").as_bytes()))
    }
}
