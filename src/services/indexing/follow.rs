//! Following the queue of changes: every node builds its own index from the same numbered rows, and the index itself remembers
//! how far it has come, so a crash at any instant only repeats work.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::tier::Tier;
use crate::search::{Change, Placement};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::documents::{is_blind, is_findable, readable};
use crate::store::db::Rx;
use crate::store::{index_changes, listings, organisations};
use std::collections::BTreeSet;

/// Most changes per commit.
const BATCH: i64 = 2_000;

/// Applies the next changes. Returns how many there were; 0 means that the index is up to date. Blocks.
pub fn follow(app: &App) -> Outcome<usize> {
    if !app.index()?.is_blind_loaded() {
        load_blind(app)?;
    }
    let watermark = app.index()?.watermark()?;
    let (changes, newest, count) = app.db.read_blocking(|rx| {
        let rows = index_changes::after(rx, watermark, BATCH)?;
        let newest = rows.last().map_or(watermark, |(seq, _)| *seq);
        let ids: BTreeSet<ListingId> = rows.iter().map(|(_, id)| *id).collect();
        Ok::<_, Error>((changes(app, rx, ids)?, newest, rows.len()))
    })?;
    if count > 0 {
        app.index()?.apply(&changes, newest)?;
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

fn changes(app: &App, rx: &mut Rx<'_>, ids: BTreeSet<ListingId>) -> Outcome<Vec<Change>> {
    let wanted = ids.iter().copied().collect::<Vec<_>>();
    let mut findable = Vec::new();
    let mut gone = ids;
    let homes = organisations::all(rx)?;
    let mut blind = Vec::new();
    for listing in listings::find_many(rx, &wanted)? {
        let home = homes.iter().find(|home| home.id == listing.organisation);
        let pile = match home {
            Some(home) if is_findable(&listing, home) => &mut findable,
            Some(home) if is_blind(&listing, home) => &mut blind,
            _ => continue,
        };
        gone.remove(&listing.id);
        pile.push(listing);
    }
    let mut changes: Vec<Change> = gone.into_iter().map(Change::Delete).collect();
    changes.extend(readable(rx, app, findable, Tier::Members)?.into_iter().map(|one| {
        let document = Box::new(one.into_document());
        let placement = if document.blocked.is_empty() {
            Placement::Shared
        } else {
            Placement::Restricted
        };
        Change::Put { placement, document }
    }));
    changes.extend(blind_changes(app, rx, blind)?);
    Ok(changes)
}

fn blind_changes(app: &App, rx: &mut Rx<'_>, blind: Vec<Listing>) -> Outcome<impl Iterator<Item = Change>> {
    let read = readable(rx, app, blind, Tier::Owner)?.into_iter();
    Ok(read.map(|one| Change::Put {
        placement: Placement::Blind,
        document: Box::new(one.into_document()),
    }))
}

/// Blind needs are indexed in memory only: after a start they are read from the database once, before anything is matched.
fn load_blind(app: &App) -> Outcome<()> {
    let index = app.index()?;
    let mut after = None;
    loop {
        let changes = app.db.read_blocking(|rx| {
            let page = listings::visible_after(rx, ListingKind::Need, after, BATCH)?;
            after = page.last().map(|last| last.id);
            let homes = organisations::all(rx)?;
            let mut blind = page;
            blind.retain(|listing| {
                homes
                    .iter()
                    .any(|home| home.id == listing.organisation && is_blind(listing, home))
            });
            Ok::<_, Error>(blind_changes(app, rx, blind)?.collect::<Vec<_>>())
        })?;
        if !changes.is_empty() {
            index.apply(&changes, index.watermark()?)?;
        }
        if after.is_none() {
            index.set_blind_loaded();
            return Ok(());
        }
    }
}
