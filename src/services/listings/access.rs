//! The one door: load a listing as an actor may know it, record the disclosure, then open what the clearance reaches.
//!
//! Whatever shows a listing's content (its page, search hits, matches, introductions, the reviewer's desk) goes through here.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationState};
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId, VersionId};
use crate::domain::listing::content::Content;
use crate::domain::listing::header::{self, ListingHeader};
use crate::domain::listing::need::{NeedContent, NeedView};
use crate::domain::listing::public::PublicSeed;
use crate::domain::listing::seed::{SeedContent, SeedView};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::{self, Actor, Audience};
use crate::domain::problem::Refusal;
use crate::domain::text::Bilingual;
use crate::domain::tier::{Clearance, Confidential, Disclosed, Tier};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
pub use crate::store::disclosures::Surface;
use crate::store::disclosures::{self, Disclosure, Receipt};
use crate::store::versions::Version;
use crate::store::{audiences, listings, members, organisations, public_listings, versions};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

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

/// A version's content as read under a clearance, still sealed.
pub struct Sealed {
    known: Known,
    version: Version,
    liaison_name: Option<Bilingual>,
    parts: Vec<Confidential<String>>,
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
pub(super) fn liaison_name(reads: &mut impl Reads, listing: &Listing) -> Outcome<Option<Bilingual>> {
    let liaison = listing
        .liaison
        .map(|id| members::find(reads, id))
        .transpose()?
        .flatten();
    Ok(liaison.map(|member| Bilingual::both(member.name_ja, member.name_en)))
}

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

/// A listing as one audience sees it: exactly one of `seed` and `need` is there.
#[derive(Clone, Serialize, ToSchema)]
pub struct ListingView {
    /// The frame
    #[serde(flatten)]
    pub header: ListingHeader,
    /// Content, if it is a seed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<SeedView>,
    /// Content, if it is a need
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedView>,
}

/// Opens what a recorded disclosure covers: the one function from (listing, clearance) to view.
pub fn view(sealed: Sealed, receipt: &Receipt) -> Outcome<ListingView> {
    let Sealed {
        known,
        version,
        liaison_name,
        parts,
    } = sealed;
    if receipt.version() != version.id {
        return Err(Error::internal("a receipt for another version"));
    }
    let Known {
        listing,
        audience: _,
        organisation,
        clearance: _,
    } = known;
    let clearance = receipt.clearance();
    let kind = listing.kind;
    let rules = version.tier_rules();
    let header = header::header(listing, organisation, liaison_name, version.members_since, clearance);
    let mut opened = ListingView {
        header,
        seed: None,
        need: None,
    };
    match kind {
        ListingKind::Seed => opened.seed = Some(merged::<SeedContent>(&parts, receipt)?.view(clearance.tier(), &rules)),
        ListingKind::Need => opened.need = Some(merged::<NeedContent>(&parts, receipt)?.view(clearance.tier(), &rules)),
    }
    Ok(opened)
}

fn merged<C: Content>(parts: &[Confidential<String>], receipt: &Receipt) -> Outcome<C> {
    let opened = parts.iter().filter_map(|part| part.open(receipt)).map(String::as_str);
    C::merge(opened).map_err(|_| Error::internal(format!("version {} cannot be read", receipt.version())))
}

/// Shows a listing's page: records the view, then opens it.
pub async fn show(app: &App, actor: &Actor, id: ListingId, version: Option<VersionId>) -> Outcome<ListingView> {
    show_on(app, actor, Surface::Detail, id, version).await
}

/// Shows all that a listing has for the actor, on some surface.
pub async fn show_on(
    app: &App,
    actor: &Actor,
    surface: Surface,
    id: ListingId,
    version: Option<VersionId>,
) -> Outcome<ListingView> {
    let reader = actor.clone();
    let sealed = app
        .db
        .read(move |rx| {
            let known = known(rx, &reader, id)?;
            seal(rx, known, version)
        })
        .await?;
    let receipts = app.disclosures.record(actor, surface, &[sealed.disclosure()]).await?;
    let receipt = receipts
        .first()
        .ok_or_else(|| Error::internal("a disclosure without its receipt"))?;
    view(sealed, receipt)
}

/// Opens many at once, under one ledger transaction: search results, candidates.
pub async fn show_all(app: &App, actor: &Actor, surface: Surface, all: Vec<Sealed>) -> Outcome<Vec<ListingView>> {
    let disclosures = all.iter().map(Sealed::disclosure).collect::<Vec<_>>();
    let receipts = app.disclosures.record(actor, surface, &disclosures).await?;
    all.into_iter()
        .zip(&receipts)
        .map(|(sealed, receipt)| view(sealed, receipt))
        .collect()
}
