//! Publication: the version that was approved becomes the one that others see, or takes the place of the one they saw.

use crate::app::App;
use crate::domain::ids::VersionId;
use crate::domain::listing::{Listing, NeedVisibility};
use crate::services::error::{Error, Outcome};
use crate::services::listings::{members_part_changed, validity};
use crate::services::matching::Occasion;
use crate::store::db::{Reads, Tx};
use crate::store::versions::{self, Version};

/// What a publication changed for members.
pub(super) struct Published {
    /// Number of the version
    pub number: i32,
    /// Whether members see anything else than before
    pub members_part_changed: bool,
}

/// Publishes an approved version. `before` is the listing as it stood, `after` the listing whose move was made.
pub(super) fn publish(
    tx: &mut Tx<'_>,
    app: &App,
    before: &Listing,
    after: &mut Listing,
    version: VersionId,
) -> Outcome<Published> {
    let now = tx.now();
    let new = find(tx, version)?;
    let old = before.published.map(|id| find(tx, id)).transpose()?;
    let changed = match &old {
        Some(old) => members_part_changed(tx, old.id, new.id)?,
        None => true,
    };
    let kept = old.as_ref().filter(|_| !changed).and_then(|old| old.members_since);
    versions::mark_published(tx, new.id, now, kept.unwrap_or(now))?;
    after.valid_until = Some(validity(app, before, &new, now)?);
    after.published = Some(new.id);
    after.visibility = new.visibility;
    let hidden = |version: &Version| version.visibility == Some(NeedVisibility::Blind);
    let shown = !hidden(&new) || old.as_ref().is_some_and(|old| !hidden(old));
    let frame_changed = before.state != after.state || before.valid_until != after.valid_until;
    if shown && (changed || frame_changed) {
        tx.reindex(after.id);
    } else {
        // Members see the same; the owner finds others with the new text, and organisations that were granted more see it.
        tx.reindex_full(after.id);
    }
    Occasion::new(after.id).since(before.published).queue(tx)?;
    Ok(Published {
        number: new.number,
        members_part_changed: changed,
    })
}

fn find(tx: &mut Tx<'_>, id: VersionId) -> Outcome<Version> {
    versions::find(tx, id)?.ok_or_else(|| Error::internal(format!("version {id} is missing")))
}
