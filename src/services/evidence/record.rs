//! What an evidence pack says.

use crate::domain::account::OrganisationKind;
use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, VersionId};
use crate::domain::listing::ListingKind;
use crate::domain::text::{Bilingual, Locale};
use crate::domain::tier::Tier;
use crate::domain::undertaking::Undertaking;
use serde::Serialize;
use std::collections::BTreeMap;

/// Who could and who did see which field of which version of a listing.
#[derive(Serialize)]
pub struct Record {
    /// `enishi-evidence-1`
    pub format: &'static str,
    /// When it was made
    pub made_at: Instant,
    /// Reference number of the listing
    pub reference: String,
    /// Seed or need
    pub kind: ListingKind,
    /// Whose it is
    pub organisation: Bilingual,
    /// The versions, the first one first
    pub versions: Vec<VersionRecord>,
    /// Who can see it now
    pub access: Access,
    /// Who did see it, the first one first
    pub disclosures: Vec<DisclosureRecord>,
    /// The texts that those who saw it were bound by
    pub undertakings: Vec<UndertakingRecord>,
}

/// A version.
#[derive(Serialize)]
pub struct VersionRecord {
    /// Its id in the ledger
    pub id: VersionId,
    /// 1, 2, 3 …
    pub number: i32,
    /// When it was submitted
    pub submitted_at: Instant,
    /// When it was published, if it was
    pub published_at: Option<Instant>,
    /// The tier of every field
    pub fields: BTreeMap<&'static str, Tier>,
    /// For the team: the salt of the hash of each tier's part, in hexadecimal. `content` in the ledger's entry about the submission is
    /// SHA-256(salt || part)
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub salts: BTreeMap<Tier, String>,
}

/// Who can see the listing.
#[derive(Serialize)]
pub struct Access {
    /// Who works on it: every field
    pub team: Vec<Person>,
    /// The liaison in charge: every field of what was submitted
    pub liaison: Option<Person>,
    /// Organisations that hold more than members do
    pub holders: Vec<HolderRecord>,
    /// Organisations that must not see it
    pub blocked: Vec<Bilingual>,
    /// Every other member who is bound by the undertaking sees fields up to `members` while it is published
    pub members: bool,
    /// It is laid out for anybody, without an account: fields of tier `public`
    pub public: bool,
}

/// A person.
#[derive(Clone, Serialize)]
pub struct Person {
    /// Id in the ledger
    pub id: MemberId,
    /// Name
    pub name: Bilingual,
}

/// An organisation with access.
#[derive(Serialize)]
pub struct HolderRecord {
    /// Which
    pub organisation: Bilingual,
    /// Up to which tier
    pub tier: Tier,
    /// Since when
    pub since: Instant,
    /// Until when, if it ends by itself
    pub until: Option<Instant>,
}

/// One disclosure.
#[derive(Serialize)]
pub struct DisclosureRecord {
    /// Its place in the log, from 0: the entry of that index in `ledger.json`
    pub index: i64,
    /// When it was recorded, which is before anything was shown
    pub at: Instant,
    /// Where: page, search result, file …
    pub surface: String,
    /// Number of the version
    pub version: Option<i32>,
    /// Up to which tier
    pub tier: Tier,
    /// The fields of that version up to that tier; a search and a table show some of them
    pub fields: Vec<&'static str>,
    /// Who; sealed for the team unless an introduction was accepted
    pub person: Option<Person>,
    /// Of which organisation; sealed alike
    pub organisation: Option<Bilingual>,
    /// What kind of organisation
    pub organisation_kind: Option<OrganisationKind>,
    /// The acceptance that bound the person
    pub acceptance: Option<AcceptanceRecord>,
}

/// What bound a person. Of a person who stays sealed only the undertaking: the instant and the language would tell that two readings are
/// the same person's.
#[derive(Clone, Serialize)]
pub struct AcceptanceRecord {
    /// Number of the undertaking
    pub undertaking: i32,
    /// SHA-256 of the text that was read
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_hash: Option<String>,
    /// In which language
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// When it was accepted
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Instant>,
}

impl AcceptanceRecord {
    /// What may be said of a person who stays sealed.
    #[must_use]
    pub const fn sealed(&self) -> Self {
        Self {
            undertaking: self.undertaking,
            text_hash: None,
            language: None,
            accepted_at: None,
        }
    }
}

/// A text of the undertaking.
#[derive(Serialize)]
pub struct UndertakingRecord {
    /// 1, 2, 3 …
    pub number: i32,
    /// When it came into force
    pub published_at: Instant,
    /// SHA-256 of the text, by language; the texts are in the pack
    pub text_hashes: BTreeMap<Locale, String>,
    #[serde(skip)]
    pub(super) texts: Undertaking,
}
