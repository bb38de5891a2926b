//! What the index has not followed yet. A listing that was withdrawn or blocked an instant ago must be gone from every count
//! and suggestion at once, on every node: until the index has followed a change, searches leave the listing out.

use crate::app::App;
use crate::domain::ids::{ListingId, OrganisationId};
use crate::services::error::Outcome;
use crate::services::indexing::follow::BATCH;
use crate::store::audiences;
use crate::store::db::Rx;
use crate::store::index_changes::{self, Reach};

/// Most changes of a kind that are looked at, the newest: an import is followed in big steps, and what it brings is not found yet anyway.
/// Never fewer than are followed at once.
const MOST: i64 = BATCH;

/// Listings whose latest changes the index has yet to follow, as far as they concern an organisation: where only others were
/// blocked, nothing may move for it.
pub fn pending(rx: &mut Rx<'_>, app: &App, viewer: OrganisationId) -> Outcome<Vec<ListingId>> {
    let watermark = app.index()?.watermark()?;
    if index_changes::newest(rx)? <= watermark {
        return Ok(Vec::new());
    }
    let mut left_out = index_changes::newest_of(rx, Reach::Members, watermark, MOST)?;
    let closed = index_changes::newest_of(rx, Reach::Audience, watermark, MOST)?;
    let blocks = audiences::blocks_of(rx, &closed)?.into_iter();
    left_out.extend(
        blocks
            .filter(|(_, blocked)| blocked.contains(&viewer))
            .map(|(id, _)| id),
    );
    Ok(left_out)
}
