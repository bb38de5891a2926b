//! Following the queue of changes: every node builds its own index from the same numbered rows, and the index itself remembers
//! how far it has come, so a crash at any instant only repeats work.

use crate::app::App;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::Listing;
use crate::domain::tier::Tier;
use crate::search::{Change, IndexDocument, Placement};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::documents::{Readable, is_findable, is_standing, readable};
use crate::store::db::Rx;
use crate::store::index_changes::Reach;
use crate::store::{index_changes, listings, organisations, versions};
use std::collections::{BTreeMap, BTreeSet};

/// Most changes per commit: each makes a part of the index of its own, and parts are merged again and again.
pub(super) const BATCH: i64 = 5_000;

/// Applies the next changes. Returns how many there were; 0 means that the index is up to date. Blocks.
pub fn follow(app: &App) -> Outcome<usize> {
    let index = app.index()?;
    let _turn = index.turn()?;
    if !index.is_full_loaded() {
        load_full(app)?;
    }
    let watermark = index.watermark()?;
    let (changes, newest, count) = app.db.read_blocking(|rx| {
        let rows = index_changes::after(rx, watermark, BATCH)?;
        let newest = rows.last().map_or(watermark, |(seq, ..)| *seq);
        let mut reached: BTreeMap<ListingId, Reach> = BTreeMap::new();
        for (_, id, reach) in &rows {
            let most = reached.entry(*id).or_insert(*reach);
            *most = (*most).max(*reach);
        }
        Ok::<_, Error>((changes(app, rx, &reached)?, newest, rows.len()))
    })?;
    index.set_haste(i64::try_from(count).is_ok_and(|count| count >= BATCH))?;
    if count > 0 {
        index.apply(&changes, newest)?;
    }
    Ok(count)
}

/// Applies all changes that are committed now. Blocks.
pub fn catch_up(app: &App) -> Outcome<usize> {
    let mut total = 0;
    loop {
        let count = follow(app)?;
        if count == 0 {
            return Ok(total);
        }
        total += count;
    }
}

/// How many changes the index has yet to apply. Blocks.
pub fn lag(app: &App) -> Outcome<i64> {
    let watermark = app.index()?.watermark()?;
    let newest = app.db.read_blocking(|rx| Ok::<_, Error>(index_changes::newest(rx)?))?;
    Ok(newest - watermark)
}

fn changes(app: &App, rx: &mut Rx<'_>, reached: &BTreeMap<ListingId, Reach>) -> Outcome<Vec<Change>> {
    let wanted = reached.keys().copied().collect::<Vec<_>>();
    let homes = organisations::all(rx)?;
    let home_of = |listing: &Listing| homes.iter().find(|home| home.id == listing.organisation);
    let mut standing = listings::find_many(rx, &wanted)?;
    standing.retain(|listing| home_of(listing).is_some_and(|home| is_standing(listing, home)));
    let seen = |listing: &Listing| reached.get(&listing.id).is_some_and(|reach| *reach > Reach::Owner);
    let findable = |listing: &Listing| home_of(listing).is_some_and(|home| is_findable(listing, home));
    let found: Vec<Listing> = standing
        .iter()
        .filter(|one| seen(one) && findable(one))
        .cloned()
        .collect();
    let kept: BTreeSet<ListingId> = found.iter().map(|listing| listing.id).collect();
    let moved = reached.iter().filter(|(_, reach)| **reach > Reach::Owner);
    let gone = moved.map(|(id, _)| *id).filter(|id| !kept.contains(id));
    let mut changes: Vec<Change> = gone.map(Change::Delete).collect();
    changes.extend(readable(rx, app, found, Tier::Members)?.into_iter().map(|one| {
        let document = Box::new(one.into_document());
        let placement = if document.blocked.is_empty() {
            Placement::Shared
        } else {
            Placement::Restricted
        };
        Change::Put { placement, document }
    }));
    let full = full_texts(app, rx, standing)?;
    let held: BTreeSet<ListingId> = full.iter().map(|document| document.listing).collect();
    changes.extend(
        reached
            .keys()
            .filter(|id| !held.contains(id))
            .map(|id| Change::DeleteFull(*id)),
    );
    changes.extend(full.into_iter().map(|document| Change::PutFull(Box::new(document))));
    Ok(changes)
}

/// The full texts of those listings that have more to their owner than to members.
fn full_texts(app: &App, rx: &mut Rx<'_>, mut standing: Vec<Listing>) -> Outcome<Vec<IndexDocument>> {
    let published: Vec<VersionId> = standing.iter().filter_map(|listing| listing.published).collect();
    let closed = versions::closed_of(rx, &published)?;
    standing.retain(|listing| listing.published.is_some_and(|version| closed.contains(&version)));
    let full = readable(rx, app, standing, Tier::Owner)?;
    Ok(full.into_iter().map(Readable::into_document).collect())
}

/// Full texts are indexed in memory only: after a start they are read from the database once, before anything is matched.
fn load_full(app: &App) -> Outcome<()> {
    let index = app.index()?;
    let mut after = None;
    loop {
        let (changes, last) = app.db.read_blocking(|rx| {
            let closed = versions::closed_after(rx, after, BATCH)?;
            let homes = organisations::all(rx)?;
            let last = closed.last().map(|(version, _)| *version);
            let (versions, ids): (BTreeSet<VersionId>, BTreeSet<ListingId>) = closed.into_iter().unzip();
            let mut standing = listings::find_many(rx, &ids.into_iter().collect::<Vec<_>>())?;
            standing.retain(|listing| listing.published.is_some_and(|published| versions.contains(&published)));
            standing.retain(|listing| {
                let home = homes.iter().find(|home| home.id == listing.organisation);
                home.is_some_and(|home| is_standing(listing, home))
            });
            let full = full_texts(app, rx, standing)?.into_iter();
            let changes: Vec<Change> = full.map(|document| Change::PutFull(Box::new(document))).collect();
            Ok::<_, Error>((changes, last))
        })?;
        if !changes.is_empty() {
            index.apply(&changes, index.watermark()?)?;
        }
        if last.is_none() {
            break;
        }
        after = last;
    }
    index.set_full_loaded();
    Ok(())
}
