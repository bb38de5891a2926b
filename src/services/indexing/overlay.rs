//! An organisation's overlay: what its grants open to it above the Members tier, in memory, never on disk.

use crate::app::App;
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::tier::Tier;
use crate::search::{IndexDocument, Overlay};
use crate::services::error::Outcome;
use crate::services::indexing::documents::{is_findable, readable};
use crate::store::db::{Reads, Rx};
use crate::store::{audiences, grants, listings, organisations};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The overlay of an organisation at its policy epoch; `None` if it holds no grants. Blocks; call it off the async threads.
pub fn overlay(app: &App, rx: &mut Rx<'_>, organisation: OrganisationId) -> Outcome<Option<Arc<Overlay>>> {
    let Some(home) = organisations::find(rx, organisation)? else {
        return Ok(None);
    };
    let held = grants::of_organisation(rx, organisation)?;
    if held.is_empty() {
        return Ok(None);
    }
    let epoch = u64::try_from(home.policy_epoch).unwrap_or_default();
    let built = app
        .index()?
        .overlay(organisation, epoch, || documents(app, rx, organisation, &held))?;
    Ok(Some(built))
}

fn documents(
    app: &App,
    reads: &mut impl Reads,
    organisation: OrganisationId,
    held: &[grants::Grant],
) -> Outcome<Vec<IndexDocument>> {
    let mut tiers: BTreeMap<ListingId, Tier> = BTreeMap::new();
    for grant in held {
        let tier = tiers.entry(grant.listing).or_insert(grant.tier);
        *tier = grant.tier.max(*tier).min(Tier::Cda);
    }
    let mut made = Vec::new();
    for wanted in [Tier::Approved, Tier::Cda] {
        let ids: Vec<_> = tiers
            .iter()
            .filter(|(_, tier)| **tier == wanted)
            .map(|(id, _)| *id)
            .collect();
        let mut open = Vec::new();
        for listing in listings::find_many(reads, &ids)? {
            let Some(home) = organisations::find(reads, listing.organisation)? else {
                continue;
            };
            let blocked = audiences::blocks(reads, listing.id)?.contains(&organisation);
            if is_findable(&listing, &home) && !blocked {
                open.push(listing);
            }
        }
        made.extend(
            readable(reads, app, open, wanted)?
                .into_iter()
                .map(|one| one.into_document()),
        );
    }
    Ok(made)
}
