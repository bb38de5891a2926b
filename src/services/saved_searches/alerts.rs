//! What a saved search found, through the one door: re-authorised at each reading, recorded before it is shown.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, SavedSearchId};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::saved_search::SearchAlert;
use crate::search::Highlighter;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, ListingView, Surface};
use crate::services::paging::{Asked, Page, Turn};
use crate::services::saved_searches::{findable, findable_alerts, own, question_of};
use crate::services::search::{SearchHit, hit, understood};
use crate::store::search_alerts::{self, Place};
use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A listing that a saved search found.
#[derive(Clone, Serialize, ToSchema)]
pub struct AlertView {
    /// The listing as a search shows it; newest first, so without a score
    #[serde(flatten)]
    pub hit: SearchHit,
    /// When it was found
    pub found_at: DateTime<Utc>,
    /// When the member looked at it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<DateTime<Utc>>,
}

/// What one of the actor's searches found and the actor may still find, newest first.
pub async fn list(app: &App, actor: &Actor, id: SavedSearchId, asked: Asked) -> Outcome<Page<AlertView>> {
    let turn = Turn::new(app, actor.member, ("alerts", id), asked)?;
    let after: Option<Place> = turn.after()?;
    let (reader, fetch) = (actor.clone(), usize::try_from(turn.fetch()).unwrap_or_default());
    let (question, alerts) = app
        .db
        .read(move |rx| {
            let question = question_of(&own(rx, &reader, id)?)?;
            let alerts = findable_alerts(rx, &reader, id, after, false, fetch)?;
            Ok::<_, Error>((question, alerts))
        })
        .await?;
    let Page { items, next_cursor } = turn.page(alerts, |alert| (alert.found_at, alert.listing))?;
    let (reader, wanted) = (
        actor.clone(),
        items.iter().map(|alert| alert.listing).collect::<Vec<_>>(),
    );
    let sealed = app
        .db
        .read(move |rx| {
            let known = findable(rx, &reader, &wanted)?;
            access::seal_published(rx, known)
        })
        .await?;
    let views = access::show_all(app, actor, Surface::Search, sealed).await?;
    let mut views: BTreeMap<ListingId, ListingView> = views.into_iter().map(|view| (view.header.id, view)).collect();
    let query = understood(app, &question);
    let highlighter = (!query.is_empty()).then(|| Highlighter::new(query.terms()));
    let shown = items.into_iter().filter_map(|alert| {
        let SearchAlert {
            search: _,
            listing,
            found_at,
            seen_at,
        } = alert;
        Some(AlertView {
            hit: hit(views.remove(&listing)?, highlighter.as_ref(), actor.locale, 0.0),
            found_at,
            seen_at,
        })
    });
    Ok(Page {
        items: shown.collect(),
        next_cursor,
    })
}

/// Marks what one of the actor's searches found up to an instant as looked at; a second time changes nothing.
pub async fn mark_seen(app: &App, actor: &Actor, id: SavedSearchId, until: Instant) -> Outcome<()> {
    // Years that a database cannot hold, or cannot compare as text.
    if !(1..=9_999).contains(&until.year()) {
        return Err(Error::field(FieldFault::new("until", Fault::Malformed)));
    }
    let actor = actor.clone();
    app.db
        .chore(move |chore| {
            own(chore, &actor, id)?;
            search_alerts::mark_seen(chore, id, until)?;
            Ok::<_, Error>(())
        })
        .await
}
