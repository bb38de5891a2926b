//! A search that a member keeps, to hear of listings that fulfil it later.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId, SavedSearchId};

/// Longest name in characters.
pub const NAME_MAX: usize = 80;

/// Longest question as stored, in bytes: every code of every facet and the longest text fit.
pub const QUESTION_MAX: usize = 8_192;

/// A saved search. `Debug` is left out: what somebody looks for is confidential.
#[derive(Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Identity
    pub id: SavedSearchId,
    /// Whose
    pub member: MemberId,
    /// From where
    pub organisation: OrganisationId,
    /// What the member calls it
    pub name: String,
    /// The question as JSON
    pub question: String,
    /// Cadence code of its mails
    pub alerts: String,
    /// Since when it asks this: only what was published later is told
    pub asked_since: Instant,
    /// When it was first saved
    pub created_at: Instant,
    /// Row version
    pub version: i64,
}

/// A listing that fulfils a saved search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchAlert {
    /// Which search
    pub search: SavedSearchId,
    /// Which listing
    pub listing: ListingId,
    /// When it was found
    pub found_at: Instant,
    /// When the member looked at it
    pub seen_at: Option<Instant>,
}
