//! A member's saved searches, each with how much of what it found the member has not looked at.

use crate::app::App;
use crate::domain::ids::{ListingId, SavedSearchId};
use crate::domain::policy::Actor;
use crate::domain::saved_search::SavedSearch;
use crate::services::error::Outcome;
use crate::services::saved_searches::{findable, own, question_of};
use crate::services::search::Question;
use crate::store::db::Reads;
use crate::store::{saved_searches, search_alerts};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A saved search as its member sees it.
#[derive(Clone, Serialize, ToSchema)]
pub struct SavedSearchView {
    /// Identity
    pub id: SavedSearchId,
    /// Name
    pub name: String,
    /// What is looked for
    pub question: Question,
    /// How often mails tell of what it finds: `instant`, `daily`, `weekly`, `off`. They never come more often than the member
    /// wishes mails of that kind.
    pub alerts: String,
    /// When it was first saved
    pub created_at: DateTime<Utc>,
    /// Listings found and not looked at yet
    pub unseen: usize,
    /// Row version, for `If-Match`
    #[serde(skip)]
    pub version: i64,
}

/// The actor's searches by name.
pub async fn list(app: &App, actor: &Actor) -> Outcome<Vec<SavedSearchView>> {
    let actor = actor.clone();
    app.db
        .read(move |rx| {
            let found = unseen(rx, &actor)?;
            let theirs = saved_searches::of_member(rx, actor.member)?.into_iter();
            theirs
                .map(|search| {
                    let unseen = found.get(&search.id).copied().unwrap_or_default();
                    view(search, unseen)
                })
                .collect::<Outcome<Vec<_>>>()
        })
        .await
}

/// One of the actor's searches.
pub async fn one(app: &App, actor: &Actor, id: SavedSearchId) -> Outcome<SavedSearchView> {
    let actor = actor.clone();
    app.db
        .read(move |rx| {
            let search = own(rx, &actor, id)?;
            let unseen = unseen(rx, &actor)?.get(&id).copied().unwrap_or_default();
            view(search, unseen)
        })
        .await
}

/// The view of a row.
pub(super) fn view(search: SavedSearch, unseen: usize) -> Outcome<SavedSearchView> {
    let question = question_of(&search)?;
    let SavedSearch {
        id,
        member: _,
        organisation: _,
        name,
        question: _,
        alerts,
        asked_since: _,
        created_at,
        version,
    } = search;
    Ok(SavedSearchView {
        id,
        name,
        question,
        alerts,
        created_at,
        unseen,
        version,
    })
}

/// How many listings each of the actor's searches found that the actor has not looked at and may still find.
pub(super) fn unseen(reads: &mut impl Reads, actor: &Actor) -> Outcome<BTreeMap<SavedSearchId, usize>> {
    let alerts = search_alerts::unseen_of(reads, actor.member)?;
    let listings: BTreeSet<ListingId> = alerts.iter().map(|alert| alert.listing).collect();
    let listings = listings.into_iter().collect::<Vec<_>>();
    let known: BTreeSet<ListingId> = findable(reads, actor, &listings)?
        .into_iter()
        .map(|known| known.listing.id)
        .collect();
    let mut counts = BTreeMap::new();
    for alert in alerts.iter().filter(|alert| known.contains(&alert.listing)) {
        *counts.entry(alert.search).or_default() += 1;
    }
    Ok(counts)
}
