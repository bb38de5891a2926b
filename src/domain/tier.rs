//! Disclosure tiers, clearance, and text that opens only to those who hold it.

use crate::domain::ids::{ListingId, VersionId};

crate::domain::coded_enum! {
    /// How far a field may travel (開示区分), from least to most guarded.
    Tier {
        /// Anyone, once owner and liaison opted the listing in.
        Public = "public",
        /// Active members under the current undertaking.
        Members = "members",
        /// Organisations whose introduction the owner accepted.
        Approved = "approved",
        /// Organisations with a CDA on record for the listing.
        Cda = "cda",
        /// The owner's team and the liaison in charge.
        Owner = "owner",
    }
}

crate::domain::coded_enum! {
    /// Why somebody holds a clearance; the ledger says so too.
    Basis {
        /// Member of the owner's team.
        Team = "team",
        /// Reviews for the institution before the liaison does.
        InstitutionReview = "institution_review",
        /// Liaison in charge of the listing.
        Liaison = "liaison",
        /// Another liaison, called in for the second pair of eyes on a publication.
        SecondLiaison = "second_liaison",
        /// The organisation holds a grant.
        Grant = "grant",
        /// Ordinary membership.
        Membership = "membership",
        /// Nobody in particular: the listing is public.
        Public = "public",
    }
}

/// What one viewer may see of one listing. Only `policy::clearance` makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    listing: ListingId,
    tier: Tier,
    basis: Basis,
}

impl Clearance {
    pub(super) const fn new(listing: ListingId, tier: Tier, basis: Basis) -> Self {
        Self { listing, tier, basis }
    }

    /// The listing it is for.
    #[must_use]
    pub const fn listing(&self) -> ListingId {
        self.listing
    }

    /// The highest tier it opens.
    #[must_use]
    pub const fn tier(&self) -> Tier {
        self.tier
    }

    /// Why it is held.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// The same clearance cut down to `tier`: how an owner previews what another would see.
    #[must_use]
    pub fn lowered_to(&self, tier: Tier) -> Self {
        Self {
            tier: self.tier.min(tier),
            ..*self
        }
    }
}

/// Proof that a disclosure under a clearance is already committed to the ledger (or needs no entry, being the owner's own
/// reading). Implemented once, beside the ledger's table; `tests/architecture.rs` keeps it so.
pub trait Disclosed {
    /// The clearance under which the disclosure was recorded.
    fn clearance(&self) -> &Clearance;
    /// The version that was disclosed.
    fn version(&self) -> VersionId;
}

/// A value of one tier of one listing. It cannot be printed, logged or serialised, and opens only to proof.
#[derive(Clone)]
pub struct Confidential<T> {
    listing: ListingId,
    tier: Tier,
    value: T,
}

impl<T> Confidential<T> {
    /// Seals a value that belongs to a listing at a tier.
    pub const fn new(listing: ListingId, tier: Tier, value: T) -> Self {
        Self { listing, tier, value }
    }

    /// The value, if the proof is for this listing and its clearance reaches the tier.
    pub fn open(&self, proof: &impl Disclosed) -> Option<&T> {
        let clearance = proof.clearance();
        (clearance.listing == self.listing && clearance.tier >= self.tier).then_some(&self.value)
    }

    /// The tier it is sealed at.
    #[must_use]
    pub const fn tier(&self) -> Tier {
        self.tier
    }
}
