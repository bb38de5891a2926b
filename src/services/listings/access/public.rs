//! The door for readers without an account: the same three steps, for what anybody may know.

use crate::domain::account::{Organisation, OrganisationState};
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, OrganisationId, VersionId};
use crate::domain::listing::public::PublicSeed;
use crate::domain::listing::seed::SeedContent;
use crate::domain::policy::{self, Audience};
use crate::domain::tier::{Clearance, Confidential};
use crate::services::error::Outcome;
use crate::services::listings::access::known::Known;
use crate::services::listings::access::open::merged;
use crate::store::db::Reads;
use crate::store::disclosures::{self, Disclosure};
use crate::store::{listings, organisations, public_listings};
use std::collections::{BTreeMap, BTreeSet};

/// A public listing, still sealed, with what anybody may read of it.
pub struct SealedPublic {
    known: Known,
    version: VersionId,
    since: Option<Instant>,
    content: Confidential<String>,
}

/// The listing as far as anybody may know of it, without an account; `None` for everything that is not public.
pub fn find_public(reads: &mut impl Reads, id: ListingId) -> Outcome<Option<SealedPublic>> {
    Ok(find_public_of(reads, &[id])?.pop())
}

/// Several listings as far as anybody may know of them, in the given order and a fixed number of queries; those that are not public
/// are left out.
pub fn find_public_of(reads: &mut impl Reads, ids: &[ListingId]) -> Outcome<Vec<SealedPublic>> {
    let now = reads.now();
    let mut consents = public_listings::find_many(reads, ids)?;
    let mut clear = BTreeMap::new();
    for listing in listings::find_many(reads, ids)? {
        let given = consents.remove(&listing.id).unwrap_or_default().given;
        let clearance = policy::public_clearance(&listing, &given, now);
        if let (Some(clearance), Some(version)) = (clearance, listing.published) {
            clear.insert(listing.id, (listing, given.since, clearance, version));
        }
    }
    let homes: BTreeSet<OrganisationId> = clear.values().map(|(listing, ..)| listing.organisation).collect();
    let homes: BTreeMap<OrganisationId, Organisation> =
        organisations::find_many(reads, &homes.into_iter().collect::<Vec<_>>())?
            .into_iter()
            .filter(|home| home.state == OrganisationState::Active)
            .map(|home| (home.id, home))
            .collect();
    let wanted: Vec<(VersionId, Clearance)> = clear
        .values()
        .map(|(_, _, clearance, version)| (*version, *clearance))
        .collect();
    let mut texts = public_listings::open_many(reads, &wanted)?;
    let sealed = ids.iter().filter_map(|id| {
        let (listing, since, clearance, version) = clear.remove(id)?;
        Some(SealedPublic {
            content: texts.remove(id)?,
            known: Known {
                organisation: homes.get(&listing.organisation)?.clone(),
                listing,
                audience: Audience::default(),
                clearance,
            },
            version,
            since,
        })
    });
    Ok(sealed.collect())
}

impl SealedPublic {
    /// Which listing.
    #[must_use]
    pub const fn listing(&self) -> ListingId {
        self.known.listing.id
    }
}

/// Opens what anybody may read.
pub fn view_public(sealed: SealedPublic) -> Outcome<Option<PublicSeed>> {
    let SealedPublic {
        known,
        version,
        since,
        content,
    } = sealed;
    let Known {
        listing,
        audience: _,
        organisation,
        clearance,
    } = known;
    let disclosure = Disclosure {
        owner: listing.organisation,
        version,
        clearance,
    };
    let Some(receipt) = disclosures::of_public(&disclosure) else {
        return Ok(None);
    };
    let content = merged::<SeedContent>(&[content], &receipt)?;
    Ok(content.for_everybody().and_then(|content| {
        Some(PublicSeed {
            reference: listing.reference,
            institution_type: organisation.kind,
            title: content.title,
            summary: content.summary,
            disease_areas: content.disease_areas,
            modalities: content.modalities,
            stage_min: content.stage_min,
            stage_max: content.stage_max,
            ip_status: content.ip_status?,
            collaboration_sought: content.collaboration_sought,
            public_since: since,
            valid_until: listing.valid_until,
        })
    }))
}
