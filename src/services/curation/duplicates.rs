//! Listings with much the same title, among those that the viewer may see anyway.

use crate::domain::comparison::title_similarity;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Sealed};
use crate::store::db::Reads;
use crate::store::{listings, versions};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Titles at least so alike (0 to 100) are worth a look.
const ALIKE: u8 = 80;
const MOST: usize = 5;
const BATCH: i64 = 1_000;

#[derive(Deserialize)]
struct Titled {
    #[serde(default)]
    title: Option<Bilingual>,
}

/// The most similar listings of the same kind, best first, still sealed. What the viewer may not see takes no part.
pub(super) fn find(
    reads: &mut impl Reads,
    actor: &Actor,
    listing: &Listing,
    version: VersionId,
) -> Outcome<Vec<(u8, Sealed)>> {
    let Some(title) = title_of(&versions::machine_read(reads, version, Tier::Owner)?)? else {
        return Ok(Vec::new());
    };
    let mut alike = BTreeMap::new();
    let mut note = |id: ListingId, parts: &[String]| {
        let score = title_of(parts)?.map_or(0, |other| title_similarity(&title, &other));
        if id != listing.id && score >= ALIKE {
            alike.insert(id, score);
        }
        Ok::<_, Error>(())
    };
    for (id, parts) in published(reads, listing.kind)? {
        note(id, &parts)?;
    }
    for (id, version) in own_side(reads, actor, listing.kind)? {
        note(id, &versions::machine_read(reads, version, Tier::Owner)?)?;
    }
    let mut alike: Vec<(ListingId, u8)> = alike.into_iter().collect();
    alike.sort_by_key(|(id, score)| (u8::MAX - score, *id));
    let mut found = Vec::new();
    for (id, score) in alike {
        if found.len() == MOST {
            break;
        }
        if let Some(known) = access::find_known(reads, actor, id)? {
            found.push((score, access::seal(reads, known, None)?));
        }
    }
    Ok(found)
}

/// What members may read of every published listing of a kind.
fn published(reads: &mut impl Reads, kind: ListingKind) -> Outcome<Vec<(ListingId, Vec<String>)>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let batch = listings::visible_after(reads, kind, after, BATCH)?;
        let Some(last) = batch.last() else { return Ok(all) };
        after = Some(last.id);
        let shown: Vec<VersionId> = batch.iter().filter_map(|listing| listing.published).collect();
        let mut parts = versions::machine_read_many(reads, &shown, Tier::Members)?;
        for listing in batch {
            let read = listing.published.and_then(|version| parts.remove(&version));
            all.extend(read.map(|read| (listing.id, read)));
        }
    }
}

/// Listings of a kind that the actor knows from the owner's side and that members do not see yet.
fn own_side(reads: &mut impl Reads, actor: &Actor, kind: ListingKind) -> Outcome<Vec<(ListingId, VersionId)>> {
    let mut all = listings::of_team_member(reads, actor.member)?;
    all.extend(listings::in_review(
        reads,
        Some(actor.member),
        None,
        &super::WITH_LIAISON,
    )?);
    let hidden = all
        .into_iter()
        .filter(|listing| listing.kind == kind && listing.published.is_none());
    Ok(hidden
        .filter_map(|listing| Some((listing.id, listing.submitted?)))
        .collect())
}

fn title_of(parts: &[String]) -> Outcome<Option<Bilingual>> {
    for part in parts {
        let titled: Titled =
            serde_json::from_str(part).map_err(|_| Error::internal("a part of a version cannot be read"))?;
        if titled.title.is_some() {
            return Ok(titled.title);
        }
    }
    Ok(None)
}
