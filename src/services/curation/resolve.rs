//! Settling a comment.

use crate::app::App;
use crate::domain::ids::{CommentId, ListingId};
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::curation::comment::{self, Shown};
use crate::services::error::{Error, Outcome};
use crate::services::listings::{doer, entry, team};
use crate::store::comments;
use crate::store::db::{Audited, Reads};

/// Marks a comment as settled; everybody on the owner's side may. Settling it again changes nothing.
pub async fn resolve(app: &App, actor: Actor, id: ListingId, comment: CommentId) -> Outcome<Shown> {
    app.db
        .write(move |tx| {
            let listing = team::inside(tx, &actor, id)?.listing;
            let found = comments::find(tx, comment)?.filter(|comment| comment.listing == id);
            let mut found = found.ok_or(Refusal::NotFound)?;
            if found.resolved_at.is_some() {
                return Ok(Audited::unchanged(comment::show(tx, &actor, found)?));
            }
            comments::resolve(tx, comment)?;
            found.resolved_at = Some(tx.now());
            let made = entry(&listing, EntryKind::CommentResolved, doer(&actor)).fact("comment", comment.to_string());
            let shown = comment::show(tx, &actor, found)?;
            Ok::<_, Error>(Audited::new(shown, tx.record(made)))
        })
        .await
}
