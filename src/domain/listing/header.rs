//! What stands around a listing's content: reference, organisation, state. Built per clearance by full destructuring.

use crate::domain::account::{Organisation, OrganisationKind};
use crate::domain::clock::Instant;
use crate::domain::ids::ListingId;
use crate::domain::listing::state::ListingState;
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::text::Bilingual;
use crate::domain::tier::{Basis, Clearance, Tier};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The frame of a listing as one audience sees it. Dates are those of the Members tier only: an edit of a hidden field must not
/// show.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListingHeader {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// What kind of organisation it comes from
    pub institution_type: OrganisationKind,
    /// Which organisation it comes from
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Bilingual>,
    /// Name of the liaison in charge
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liaison: Option<Bilingual>,
    /// Published, or under exclusive negotiation; the owner's side sees every state
    pub state: ListingState,
    /// State of a successor in review (owner's side)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor_state: Option<ListingState>,
    /// How a need shows its company (owner's side, and to others unless it is hidden by itself)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<NeedVisibility>,
    /// Since when members have seen what they see
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members_since: Option<DateTime<Utc>>,
    /// Until when it stays published
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime<Utc>>,
    /// The viewer's clearance
    pub clearance: Tier,
    /// Whether the viewer belongs to the owner's team
    pub own: bool,
}

/// From which tier on a listing names its organisation.
#[must_use]
pub const fn organisation_tier(visibility: Option<NeedVisibility>) -> Tier {
    match visibility {
        Some(NeedVisibility::Open) => Tier::Members,
        Some(NeedVisibility::Blind) => Tier::Owner,
        Some(NeedVisibility::Anonymous) | None => Tier::Approved,
    }
}

/// The frame for a clearance. An organisation's name is Approved; an open need's company is Members.
#[must_use]
pub fn header(
    listing: Listing,
    organisation: Organisation,
    liaison_name: Option<Bilingual>,
    members_since: Option<Instant>,
    clearance: &Clearance,
) -> ListingHeader {
    let Listing {
        id,
        kind,
        reference,
        organisation: _,
        owner: _,
        liaison: _,
        state,
        successor,
        visibility,
        published: _,
        submitted: _,
        valid_until,
        state_since: _,
        version: _,
        created_at: _,
    } = listing;
    let institution_type = organisation.kind;
    let insider = clearance.tier() == Tier::Owner;
    ListingHeader {
        id,
        kind,
        reference,
        institution_type,
        organisation: (clearance.tier() >= organisation_tier(visibility)).then(|| organisation.name()),
        liaison: liaison_name,
        state,
        successor_state: successor.filter(|_| insider),
        visibility,
        members_since,
        valid_until,
        clearance: clearance.tier(),
        own: clearance.basis() == Basis::Team,
    }
}
