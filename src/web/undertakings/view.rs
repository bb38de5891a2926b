//! Undertakings and acceptances on the wire.

use crate::domain::account::Member;
use crate::domain::ids::{AcceptanceId, MemberId, OrganisationId, UndertakingId};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::undertaking::Undertaking;
use crate::services::undertakings::{Acceptance, Current, Signature};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A version of the undertaking.
#[derive(Serialize, ToSchema)]
pub struct UndertakingView {
    /// Identity
    pub id: UndertakingId,
    /// 1, 2, 3 …
    pub number: i32,
    /// Heading
    pub title: Bilingual,
    /// Text
    pub text: Bilingual,
    /// SHA-256 of the text in each language; an acceptance names one of them
    pub text_hash: Bilingual,
    /// Days for which an acceptance binds and admits
    pub valid_days: i32,
    /// When it came into force
    pub published_at: DateTime<Utc>,
}

/// An acceptance of the reader.
#[derive(Serialize, ToSchema)]
pub struct AcceptanceView {
    /// Identity
    pub id: AcceptanceId,
    /// Which version
    pub undertaking_id: UndertakingId,
    /// SHA-256 of the text that was read
    pub text_hash: String,
    /// Language in which it was read
    pub locale: Locale,
    /// When
    pub accepted_at: DateTime<Utc>,
    /// Until when it binds and admits
    pub expires_at: DateTime<Utc>,
}

/// The version in force, and the reader's acceptance.
#[derive(Serialize, ToSchema)]
pub struct CurrentUndertaking {
    /// The version
    #[serde(flatten)]
    pub undertaking: UndertakingView,
    /// The reader's acceptance, if it is in force
    pub acceptance: Option<AcceptanceView>,
}

/// An acceptance with the person who gave it.
#[derive(Serialize, ToSchema)]
pub struct SignatureView {
    /// The acceptance
    #[serde(flatten)]
    pub acceptance: AcceptanceView,
    /// Who
    pub member_id: MemberId,
    /// That person's name
    pub name: Option<Bilingual>,
    /// That person's organisation
    pub organisation_id: Option<OrganisationId>,
}

impl From<Undertaking> for UndertakingView {
    fn from(undertaking: Undertaking) -> Self {
        let text_hash = Bilingual::both(undertaking.hash(Locale::Ja), undertaking.hash(Locale::En));
        let Undertaking {
            id,
            number,
            title_ja,
            title_en,
            text_ja,
            text_en,
            valid_days,
            published_at,
        } = undertaking;
        Self {
            id,
            number,
            title: Bilingual::both(title_ja, title_en),
            text: Bilingual::both(text_ja, text_en),
            text_hash,
            valid_days,
            published_at,
        }
    }
}

impl From<Acceptance> for AcceptanceView {
    fn from(acceptance: Acceptance) -> Self {
        let Acceptance {
            id,
            member: _,
            undertaking,
            text_hash,
            locale,
            accepted_at,
            expires_at,
        } = acceptance;
        Self {
            id,
            undertaking_id: undertaking,
            text_hash,
            locale,
            accepted_at,
            expires_at,
        }
    }
}

impl From<Current> for CurrentUndertaking {
    fn from(current: Current) -> Self {
        let Current {
            undertaking,
            acceptance,
        } = current;
        Self {
            undertaking: undertaking.into(),
            acceptance: acceptance.map(AcceptanceView::from),
        }
    }
}

impl From<Signature> for SignatureView {
    fn from(signature: Signature) -> Self {
        let Signature { acceptance, member } = signature;
        let name = |member: &Member| Bilingual::both(&member.name_ja, &member.name_en);
        Self {
            member_id: acceptance.member,
            name: member.as_ref().map(name),
            organisation_id: member.map(|member| member.organisation),
            acceptance: acceptance.into(),
        }
    }
}
