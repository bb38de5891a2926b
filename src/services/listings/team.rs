//! What is the team's alone: everybody else hears that it does not exist.

use crate::domain::ids::{ListingId, MemberId};
use crate::domain::listing::Listing;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::tier::{Basis, Tier};
use crate::services::error::Outcome;
use crate::services::listings::access::{self, Known};
use crate::store::audiences;
use crate::store::db::Reads;

/// The listing, if the actor belongs to its team.
pub fn own(reads: &mut impl Reads, actor: &Actor, id: ListingId) -> Outcome<Known> {
    let known = access::known(reads, actor, id)?;
    if known.clearance.basis() == Basis::Team {
        Ok(known)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The listing, if the actor belongs to the owner's side: team, liaison in charge, reviewers.
pub fn inside(reads: &mut impl Reads, actor: &Actor, id: ListingId) -> Outcome<Known> {
    let known = access::known(reads, actor, id)?;
    if known.clearance.tier() == Tier::Owner {
        Ok(known)
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// Everybody on the owner's team, the owner first.
pub fn members(reads: &mut impl Reads, listing: &Listing) -> Outcome<Vec<MemberId>> {
    let others = audiences::team(reads, listing.id)?;
    let others = others.into_iter().filter(|member| *member != listing.owner);
    Ok(std::iter::once(listing.owner).chain(others).collect())
}
