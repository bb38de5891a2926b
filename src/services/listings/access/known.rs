//! The first step: a listing as an actor may know it, or nothing at all.

use crate::domain::account::{Organisation, OrganisationState};
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::listing::Listing;
use crate::domain::policy::{self, Actor, Audience};
use crate::domain::problem::Refusal;
use crate::domain::tier::{Clearance, Tier};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::{audiences, listings, organisations};
use std::collections::{BTreeMap, BTreeSet};

/// A listing that the actor may know of, with what surrounds it and what the actor may see.
#[derive(Clone)]
pub struct Known {
    /// The listing
    pub listing: Listing,
    /// Who is around it
    pub audience: Audience,
    /// Its organisation
    pub organisation: Organisation,
    /// What the actor may see
    pub clearance: Clearance,
}

/// The listing as far as the actor may know of it. Absence and invisibility are the same `NotFound`.
pub fn known(reads: &mut impl Reads, actor: &Actor, id: ListingId) -> Outcome<Known> {
    find_known(reads, actor, id)?.ok_or(Error::Refused(Refusal::NotFound))
}

/// `known`, with `None` for what the actor may not know of.
pub fn find_known(reads: &mut impl Reads, actor: &Actor, id: ListingId) -> Outcome<Option<Known>> {
    let Some(listing) = listings::find(reads, id)? else {
        return Ok(None);
    };
    let audience = audiences::of(reads, actor, &listing)?;
    let Some(clearance) = policy::clearance(actor, &listing, &audience) else {
        return Ok(None);
    };
    let Some(organisation) = organisations::find(reads, listing.organisation)? else {
        return Ok(None);
    };
    let active = organisation.state == OrganisationState::Active;
    if !active && clearance.tier() < Tier::Owner {
        return Ok(None);
    }
    Ok(Some(Known {
        listing,
        audience,
        organisation,
        clearance,
    }))
}

/// Several listings as far as the actor may know of them, in the given order and a fixed number of queries; those the actor may
/// not know of are left out.
pub fn known_of(reads: &mut impl Reads, actor: &Actor, ids: &[ListingId]) -> Outcome<Vec<Known>> {
    let mut found: BTreeMap<ListingId, Listing> = listings::find_many(reads, ids)?
        .into_iter()
        .map(|listing| (listing.id, listing))
        .collect();
    let mut audiences = audiences::of_many(reads, actor, &found.values().collect::<Vec<_>>())?;
    let homes: BTreeSet<OrganisationId> = found.values().map(|listing| listing.organisation).collect();
    let homes = homes.into_iter().collect::<Vec<_>>();
    let homes: BTreeMap<OrganisationId, Organisation> = organisations::find_many(reads, &homes)?
        .into_iter()
        .map(|home| (home.id, home))
        .collect();
    let mut all = Vec::new();
    for id in ids {
        let (Some(listing), Some(audience)) = (found.remove(id), audiences.remove(id)) else {
            continue;
        };
        let Some(organisation) = homes.get(&listing.organisation).cloned() else {
            continue;
        };
        if let Some(clearance) = clearance_of(actor, &listing, &audience, &organisation) {
            all.push(Known {
                listing,
                audience,
                organisation,
                clearance,
            });
        }
    }
    Ok(all)
}

/// Clearance, given also whether the organisation still takes part: what a suspended or departed one listed is out of sight.
fn clearance_of(
    actor: &Actor,
    listing: &Listing,
    audience: &Audience,
    organisation: &Organisation,
) -> Option<Clearance> {
    let clearance = policy::clearance(actor, listing, audience)?;
    let active = organisation.state == OrganisationState::Active;
    (active || clearance.tier() == Tier::Owner).then_some(clearance)
}
