//! The second step: a version read up to the clearance, and no further, still sealed.

use crate::domain::ids::{MemberId, VersionId};
use crate::domain::listing::Listing;
use crate::domain::problem::Refusal;
use crate::domain::text::Bilingual;
use crate::domain::tier::{Clearance, Confidential, Tier};
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::known::Known;
use crate::store::db::Reads;
use crate::store::disclosures::Disclosure;
use crate::store::versions::Version;
use crate::store::{members, versions};
use std::collections::{BTreeMap, BTreeSet};

/// A version's content as read under a clearance, still sealed.
pub struct Sealed {
    pub(super) known: Known,
    pub(super) version: Version,
    pub(super) liaison_name: Option<Bilingual>,
    pub(super) parts: Vec<Confidential<String>>,
}

impl Sealed {
    /// The disclosure that must be recorded before opening.
    #[must_use]
    pub const fn disclosure(&self) -> Disclosure {
        Disclosure {
            owner: self.known.listing.organisation,
            version: self.version.id,
            clearance: self.known.clearance,
        }
    }

    /// The same, to be opened only up to a tier: how a team previews what others would see.
    #[must_use]
    pub fn lowered_to(mut self, tier: Tier) -> Self {
        self.known.clearance = self.known.clearance.lowered_to(tier);
        self
    }
}

/// The version that a listing's page shows: the published one, else to its insiders the newest submitted.
pub const fn shown(known: &Known) -> Option<VersionId> {
    match (known.listing.published, known.clearance.tier()) {
        (None, Tier::Owner) => known.listing.submitted,
        (published, _) => published,
    }
}

/// Reads a version of a known listing up to the clearance: the given one, else the published one, else the newest submitted.
/// Only the owner's side may name a version that is not published.
pub fn seal(reads: &mut impl Reads, known: Known, version: Option<VersionId>) -> Outcome<Sealed> {
    let not_found = || Error::Refused(Refusal::NotFound);
    let insider = known.clearance.tier() == Tier::Owner;
    let shown = match version {
        Some(id) if insider || Some(id) == known.listing.published => Some(id),
        Some(_) => None,
        None => shown(&known),
    };
    let version = versions::find(reads, shown.ok_or_else(not_found)?)?.ok_or_else(not_found)?;
    if version.listing != known.listing.id {
        return Err(not_found());
    }
    let parts = versions::open(reads, version.id, &known.clearance)?;
    let liaison_name = liaison_name(reads, &known.listing)?;
    Ok(Sealed {
        known,
        version,
        liaison_name,
        parts,
    })
}

/// `seal` for the published versions of several listings, in the given order and a fixed number of queries.
pub fn seal_published(reads: &mut impl Reads, all: Vec<Known>) -> Outcome<Vec<Sealed>> {
    seal_each(reads, all, |known| known.listing.published)
}

/// `seal` for what the pages of several listings show, in the given order and a fixed number of queries.
pub fn seal_shown(reads: &mut impl Reads, all: Vec<Known>) -> Outcome<Vec<Sealed>> {
    seal_each(reads, all, shown)
}

fn seal_each(
    reads: &mut impl Reads,
    all: Vec<Known>,
    version: impl Fn(&Known) -> Option<VersionId>,
) -> Outcome<Vec<Sealed>> {
    let wanted: Vec<(VersionId, Clearance)> = all
        .iter()
        .filter_map(|known| Some((version(known)?, known.clearance)))
        .collect();
    let ids = wanted.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let mut shown: BTreeMap<VersionId, Version> = versions::find_many(reads, &ids)?
        .into_iter()
        .map(|version| (version.id, version))
        .collect();
    let mut parts = versions::open_many(reads, &wanted)?;
    let liaisons: BTreeSet<MemberId> = all.iter().filter_map(|known| known.listing.liaison).collect();
    let liaisons = liaisons.into_iter().collect::<Vec<_>>();
    let names: BTreeMap<MemberId, Bilingual> = members::find_many(reads, &liaisons)?
        .into_iter()
        .map(|member| (member.id, Bilingual::both(member.name_ja, member.name_en)))
        .collect();
    let mut sealed = Vec::new();
    for known in all {
        let Some(version) = version(&known).and_then(|id| shown.remove(&id)) else {
            continue;
        };
        let liaison_name = known.listing.liaison.and_then(|id| names.get(&id).cloned());
        let parts = parts.remove(&version.id).unwrap_or_default();
        sealed.push(Sealed {
            known,
            version,
            liaison_name,
            parts,
        });
    }
    Ok(sealed)
}

/// The name of the liaison in charge.
pub(in crate::services::listings) fn liaison_name(
    reads: &mut impl Reads,
    listing: &Listing,
) -> Outcome<Option<Bilingual>> {
    let liaison = listing
        .liaison
        .map(|id| members::find(reads, id))
        .transpose()?
        .flatten();
    Ok(liaison.map(|member| Bilingual::both(member.name_ja, member.name_en)))
}
