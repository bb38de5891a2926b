//! An announcement on the wire.

use crate::domain::announcement::{Announcement, AnnouncementKind};
use crate::domain::ids::AnnouncementId;
use crate::domain::text::Bilingual;
use crate::services::announcements::Wording;
use crate::web::precondition::row_tag;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An announcement.
#[derive(Serialize, ToSchema)]
pub struct AnnouncementView {
    /// Identity
    id: AnnouncementId,
    kind: AnnouncementKind,
    /// Title
    title: Bilingual,
    /// Plain text; line breaks are the only form it has
    body: Bilingual,
    /// From when it is shown
    shown_from: DateTime<Utc>,
    /// Until when; without end if it is null
    shown_until: Option<DateTime<Utc>>,
    /// Row version, as in the entity tag
    version: i64,
}

impl From<Announcement> for AnnouncementView {
    fn from(announcement: Announcement) -> Self {
        let Announcement {
            id,
            kind,
            title_ja,
            title_en,
            body_ja,
            body_en,
            shown_from,
            shown_until,
            version,
            created_at: _,
        } = announcement;
        Self {
            id,
            kind,
            title: Bilingual::both(title_ja, title_en),
            body: Bilingual::both(body_ja, body_en),
            shown_from,
            shown_until,
            version,
        }
    }
}

/// What an announcement is to say, in both languages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnouncementToSave {
    kind: AnnouncementKind,
    /// Title, at most 120 characters in each language
    title: Bilingual,
    /// Plain text, at most 5,000 characters in each language
    body: Bilingual,
    /// From when it is shown. If it is absent: from now on, or as before
    shown_from: Option<DateTime<Utc>>,
    /// Until when; without end if it is absent
    shown_until: Option<DateTime<Utc>>,
}

impl From<AnnouncementToSave> for Wording {
    fn from(body: AnnouncementToSave) -> Self {
        let AnnouncementToSave {
            kind,
            title,
            body,
            shown_from,
            shown_until,
        } = body;
        // Databases keep microseconds.
        let kept = |at: DateTime<Utc>| at.trunc_subsecs(6);
        Self {
            kind,
            title,
            body,
            shown_from: shown_from.map(kept),
            shown_until: shown_until.map(kept),
        }
    }
}

/// An announcement with its entity tag.
pub(super) fn answer(status: StatusCode, announcement: Announcement) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(row_tag(announcement.version))
        .json(AnnouncementView::from(announcement))
}
