//! Listings like a given one: its text, as far as this member may see it, is the query; what this member may see is searched.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::policy::Actor;
use crate::search::Filters;
use crate::services::error::Outcome;
use crate::services::indexing::documents::readable_one;
use crate::services::listings::access;
use crate::services::search::near::{Near, Similar, kind_of};
use crate::store::db::Rx;

/// Most that are shown.
const MOST: usize = 10;

/// Listings like the given one. One that the actor may not know of is absent.
pub async fn similar(app: &App, actor: &Actor, id: ListingId) -> Outcome<Similar> {
    let (shared, reader) = (app.clone(), actor.clone());
    match app.db.read(move |rx| find(&shared, rx, &reader, id)).await? {
        Some(near) => near.show(app, actor).await,
        None => Ok(Similar { items: Vec::new() }),
    }
}

fn find(app: &App, rx: &mut Rx<'_>, actor: &Actor, id: ListingId) -> Outcome<Option<Near>> {
    let known = access::known(rx, actor, id)?;
    let Some(own) = readable_one(rx, app, id, known.clearance.tier())? else {
        return Ok(None);
    };
    let filters = Filters {
        kind: Some(kind_of(known.listing.kind)),
        ..Filters::default()
    };
    Near::find(app, rx, actor, (&own.borrowed(), Some(known)), (filters, MOST)).map(Some)
}
