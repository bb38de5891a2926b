//! A member's saved searches, each with how much of what it found the member has not looked at.

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::domain::policy::Actor;
use crate::domain::saved_search::SavedSearch;
use crate::services::error::{Error, Outcome};
use crate::services::saved_searches::{findable_alerts, own, question_of};
use crate::services::search::Question;
use crate::store::db::Reads;
use crate::store::{saved_searches, search_alerts};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Most listings that are counted as not looked at.
const MOST_COUNTED: usize = 100;

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
    /// Listings found and not looked at yet; not more than 100 are counted
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
            let waiting = search_alerts::with_unseen(rx, actor.member)?;
            let mut views = Vec::new();
            for search in saved_searches::of_member(rx, actor.member)? {
                let waits = waiting.contains(&search.id);
                let count = if waits { unseen(rx, &actor, search.id)? } else { 0 };
                views.push(view(search, count)?);
            }
            Ok::<_, Error>(views)
        })
        .await
}

/// One of the actor's searches.
pub async fn one(app: &App, actor: &Actor, id: SavedSearchId) -> Outcome<SavedSearchView> {
    let actor = actor.clone();
    app.db
        .read(move |rx| {
            let search = own(rx, &actor, id)?;
            let unseen = unseen(rx, &actor, id)?;
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

/// How many listings a search found that the actor has not looked at and may still find, as far as they are counted.
fn unseen(reads: &mut impl Reads, actor: &Actor, id: SavedSearchId) -> Outcome<usize> {
    Ok(findable_alerts(reads, actor, id, None, true, MOST_COUNTED)?.len())
}
