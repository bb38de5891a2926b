//! Listings: what their teams do with them, and the one door through which everybody sees them.

pub mod access;
pub mod audience;
pub mod begin;
pub mod commitments;
pub mod disclosures;
pub mod draft;
pub mod expiry;
pub mod mine;
pub mod moves;
pub mod preview;
pub mod public;
pub mod submit;
pub mod sweep;
pub mod team;
pub mod versions;
pub mod written;

pub use expiry::validity;
pub use sweep::sweep;
pub use versions::{members_part_changed, part_changed};

use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::Actor;

/// Where a listing's team finds it in the web app.
#[must_use]
pub fn path(listing: &Listing) -> String {
    match listing.kind {
        ListingKind::Seed => format!("/seeds/{}", listing.id),
        ListingKind::Need => format!("/needs/{}", listing.id),
    }
}

/// An entry about a listing, in the log of its organisation.
#[must_use]
pub fn entry(listing: &Listing, kind: EntryKind, doer: Doer) -> Entry {
    let log = Log::Organisation(listing.organisation);
    Entry::new(log, kind, doer, format!("listing:{}", listing.id))
}

/// An actor as the one who did something.
#[must_use]
pub const fn doer(actor: &Actor) -> Doer {
    Doer::Member(actor.member, actor.organisation)
}
