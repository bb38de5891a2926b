//! Curation: what reviewers see and decide between an owner's submission and what members get to read.

pub mod age;
pub mod comment;
pub mod decide;
pub mod desk;
mod differences;
mod duplicates;
pub mod liaisons;
mod publish;
pub mod queue;
pub mod reassign;
pub mod resolve;
pub mod summary;
mod sweep;
mod tell;

pub use sweep::sweep;

use crate::domain::listing::content::Content;
use crate::domain::listing::enabling::EnablingFinding;
use crate::domain::listing::field::FieldSpec;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::{self, Actor};
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::Known;
use crate::store::db::Reads;
use crate::store::versions::{self, Version};

/// States in which a liaison has the next word.
pub(crate) const WITH_LIAISON: [ListingState; 2] = [ListingState::LiaisonReview, ListingState::Approved];

/// Where reviewers find a listing in the web app.
#[must_use]
pub fn path(listing: &Listing) -> String {
    format!("/reviews/{}", listing.id)
}

/// The fields of a kind of listing.
#[must_use]
pub const fn fields(kind: ListingKind) -> &'static [FieldSpec] {
    match kind {
        ListingKind::Seed => SeedContent::FIELDS,
        ListingKind::Need => NeedContent::FIELDS,
    }
}

/// Sentences of a version that members would read and that may enable. Reads no further than members would.
fn findings(reads: &mut impl Reads, kind: ListingKind, version: &Version) -> Outcome<Vec<EnablingFinding>> {
    let parts = versions::machine_read(reads, version.id, Tier::Members)?;
    let rules = version.tier_rules();
    let parts = parts.iter().map(String::as_str);
    let found = match kind {
        ListingKind::Seed => SeedContent::merge(parts).map(|content| content.enabling_findings(&rules)),
        ListingKind::Need => NeedContent::merge(parts).map(|content| content.enabling_findings(&rules)),
    };
    found.map_err(|_| Error::internal(format!("version {} cannot be read", version.id)))
}

/// The moves that an actor may make now. Of the two ways to submit, the one that the organisation wants is offered.
fn moves(reads: &impl Reads, actor: &Actor, known: &Known) -> Vec<Move> {
    let not_offered = if known.organisation.institution_review {
        Move::SubmitToLiaison
    } else {
        Move::SubmitToInstitution
    };
    let mut moves = policy::moves(actor, &known.listing, &known.audience, reads.now());
    moves.retain(|by| *by != not_offered);
    moves
}
