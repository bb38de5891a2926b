//! Following the queue of changes: every node builds its own index from the same numbered rows, and the index itself remembers
//! how far it has come, so a crash at any instant only repeats work.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::tier::Tier;
use crate::search::{Change, Placement};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::documents::{is_findable, readable};
use crate::store::db::Rx;
use crate::store::{index_changes, listings, organisations};
use std::collections::BTreeSet;

/// Most changes per commit.
const BATCH: i64 = 2_000;

/// Applies the next changes. Returns how many there were; 0 means that the index is up to date. Blocks.
pub fn follow(app: &App) -> Outcome<usize> {
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
    for listing in listings::find_many(rx, &wanted)? {
        let home = homes.iter().find(|home| home.id == listing.organisation);
        if home.is_some_and(|home| is_findable(&listing, home)) {
            gone.remove(&listing.id);
            findable.push(listing);
        }
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
    Ok(changes)
}
