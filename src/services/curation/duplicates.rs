//! Listings with much the same title, among those that the viewer may see anyway.

use crate::app::App;
use crate::domain::comparison::title_similarity;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::{Listing, ListingKind, NeedVisibility};
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::search::{Ask, Concepts, DocumentQuery, Filters, Kind, SearchRequest, Sort, TextField};
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Sealed};
use crate::store::db::{Reads, Rx};
use crate::store::{listings, versions};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Titles at least so alike (0 to 100) are worth a look.
const ALIKE: u8 = 80;
const MOST: usize = 5;
/// Most listings whose titles are compared: those that the index finds nearest to the title.
const COMPARED: usize = 50;
/// Most listings in the actor's charge that are looked through for blind ones, the newest.
const CHARGES: usize = 1_000;

#[derive(Deserialize)]
struct Titled {
    #[serde(default)]
    title: Option<Bilingual>,
}

/// The most similar listings of the same kind, best first, still sealed. What the viewer may not see takes no part.
pub(super) fn find(
    rx: &mut Rx<'_>,
    app: &App,
    actor: &Actor,
    listing: &Listing,
    version: VersionId,
) -> Outcome<Vec<(u8, Sealed)>> {
    let Some(title) = title_of(&versions::machine_read(rx, version, Tier::Owner)?)? else {
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
    for (id, parts) in published(rx, app, actor, listing.kind, &title)? {
        note(id, &parts)?;
    }
    for (id, version) in own_side(rx, actor, listing.kind)? {
        note(id, &versions::machine_read(rx, version, Tier::Owner)?)?;
    }
    let mut alike: Vec<(ListingId, u8)> = alike.into_iter().collect();
    alike.sort_by_key(|(id, score)| (u8::MAX - score, *id));
    let mut found = Vec::new();
    for (id, score) in alike {
        if found.len() == MOST {
            break;
        }
        if let Some(known) = access::find_known(rx, actor, id)? {
            found.push((score, access::seal(rx, known, None)?));
        }
    }
    Ok(found)
}

/// What members may read of the published listings of a kind whose titles are nearest.
fn published(
    rx: &mut Rx<'_>,
    app: &App,
    actor: &Actor,
    kind: ListingKind,
    title: &Bilingual,
) -> Outcome<Vec<(ListingId, Vec<String>)>> {
    let index = app.index()?;
    let texts: Vec<(TextField, &str)> = title.texts().map(|(_, text)| (TextField::Title, text)).collect();
    let request = SearchRequest {
        viewer: actor.organisation,
        ask: Ask::Document(Arc::new(DocumentQuery::new(
            &texts,
            &Concepts::none(),
            index.scorer(actor.organisation)?.epoch(),
        ))),
        filters: Filters {
            kind: Some(match kind {
                ListingKind::Seed => Kind::Seed,
                ListingKind::Need => Kind::Need,
            }),
            ..Filters::default()
        },
        sort: Sort::Relevance,
        after: None,
        limit: COMPARED,
        facets: Vec::new(),
        widen: false,
        also: false,
        explained: false,
        now: rx.now().timestamp_micros(),
    };
    let near = listings::find_many(rx, &index.nearest(&request, None)?)?;
    let shown: Vec<VersionId> = near.iter().filter_map(|listing| listing.published).collect();
    let mut parts = versions::machine_read_many(rx, &shown, Tier::Members)?;
    let read = near
        .into_iter()
        .filter_map(|listing| Some((listing.id, parts.remove(&listing.published?)?)));
    Ok(read.collect())
}

/// Listings of a kind that the actor knows from the owner's side and that members do not find: not yet, or never.
fn own_side(reads: &mut impl Reads, actor: &Actor, kind: ListingKind) -> Outcome<Vec<(ListingId, VersionId)>> {
    let mut all = listings::of_team_member(reads, actor.member)?;
    all.extend(listings::in_review(
        reads,
        Some(actor.member),
        None,
        &super::WITH_LIAISON,
    )?);
    let charges = listings::portfolio(reads, actor.member, kind, CHARGES)?;
    all.extend(listings::find_many(reads, &charges)?);
    all.retain(|listing| listing.kind == kind);
    let blind = |listing: &Listing| listing.visibility == Some(NeedVisibility::Blind);
    let hidden = all
        .into_iter()
        .filter(|listing| listing.published.is_none() || blind(listing));
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
