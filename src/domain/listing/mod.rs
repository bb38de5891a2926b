//! Listings: seeds and needs, their fields and tiers, their states, and the views that audiences get.

pub mod composite;
pub mod content;
pub mod enabling;
pub mod field;
pub mod header;
pub mod need;
pub mod next_step;
pub mod public;
pub mod reference;
pub mod seed;
pub mod state;

use self::state::ListingState;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId, VersionId};

crate::domain::coded_enum! {
    /// Which side of a match a listing is.
    ListingKind {
        /// シーズ
        Seed = "seed",
        /// ニーズ
        Need = "need",
    }
}

crate::domain::coded_enum! {
    /// How a need shows its company.
    NeedVisibility {
        /// The company is named.
        Open = "open",
        /// The company is hidden until an introduction is accepted.
        Anonymous = "anonymous",
        /// The need is never shown or notified to the other side.
        Blind = "blind",
    }
}

/// A listing without its content: what policy decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Opaque reference number, e.g. `S-7K3M-92QX`
    pub reference: String,
    /// Owner organisation
    pub organisation: OrganisationId,
    /// The member who registered it
    pub owner: MemberId,
    /// Liaison in charge
    pub liaison: Option<MemberId>,
    /// Where it is in its life
    pub state: ListingState,
    /// Where a successor of the published version is in review, if there is one
    pub successor: Option<ListingState>,
    /// How a need shows its company; `None` for seeds
    pub visibility: Option<NeedVisibility>,
    /// The version that others see
    pub published: Option<VersionId>,
    /// The newest submitted version
    pub submitted: Option<VersionId>,
    /// Until when it stays published
    pub valid_until: Option<Instant>,
    /// When the review state last changed: the queue's age
    pub state_since: Instant,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When it was begun
    pub created_at: Instant,
}

impl Listing {
    /// The state that review moves act on: the successor's if the listing is published, else the listing's own.
    #[must_use]
    pub fn review_state(&self) -> ListingState {
        if self.published.is_some() {
            self.successor.unwrap_or(ListingState::Draft)
        } else {
            self.state
        }
    }
}
