//! Saved searches: what a member keeps looking for, and what was found since.
//!
//! `keep` and `show` are what members do with them; `standing` holds all of them in memory, filed by their rarest words;
//! `raise` lets a listing meet them; `alerts` shows what they found. What somebody looks for leaves this room only to that
//! person: never into a mail, a log, the ledger or an address.

pub mod alerts;
mod keep;
mod raise;
mod show;
mod standing;

pub use keep::{Wish, change, create, remove};
pub use raise::raise;
pub use show::{SavedSearchView, list, one};

use crate::app::App;
use crate::domain::ids::{ListingId, SavedSearchId};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::saved_search::{SavedSearch, SearchAlert};
use crate::mail::kind::Cadence;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Known};
use crate::services::search::Question;
use crate::store::db::Reads;
use crate::store::search_alerts::Place;
use crate::store::{saved_searches, search_alerts};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Most listings that the door is asked about at once.
const AT_ONCE: usize = 500;
/// Fewest alerts that are read at once: many of them may be of listings that are gone.
const AT_LEAST: usize = 50;

/// One of the actor's own searches; anybody else's looks like absence.
fn own(reads: &mut impl Reads, actor: &Actor, id: SavedSearchId) -> Outcome<SavedSearch> {
    let found = saved_searches::find(reads, id)?.filter(|search| search.member == actor.member);
    found.ok_or(Error::Refused(Refusal::NotFound))
}

/// The question of a stored search.
fn question_of(search: &SavedSearch) -> Outcome<Question> {
    // Serde's message could quote the question.
    serde_json::from_str(&search.question)
        .map_err(|_| Error::internal(format!("saved search {} cannot be read", search.id)))
}

/// The listings among some that the actor may find now.
fn findable(reads: &mut impl Reads, actor: &Actor, ids: &[ListingId]) -> Outcome<Vec<Known>> {
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let known = access::known_of(reads, actor, some)?.into_iter();
        found.extend(known.filter(|known| is_findable(actor, known)));
    }
    Ok(found)
}

/// The newest alerts of a search whose listings the actor may find now, as many as are wanted: reads on until there are enough.
fn findable_alerts(
    reads: &mut impl Reads,
    actor: &Actor,
    search: SavedSearchId,
    mut after: Option<Place>,
    only_unseen: bool,
    wanted: usize,
) -> Outcome<Vec<SearchAlert>> {
    let mut found = Vec::new();
    let at_once = wanted.max(AT_LEAST);
    loop {
        let page = search_alerts::page(reads, search, after, only_unseen, at_once)?;
        let is_last = page.len() < at_once;
        after = page.last().map(|alert| (alert.found_at, alert.listing));
        let listings = page.iter().map(|alert| alert.listing).collect::<Vec<_>>();
        let known = findable(reads, actor, &listings)?.into_iter();
        let known: BTreeSet<ListingId> = known.map(|known| known.listing.id).collect();
        found.extend(page.into_iter().filter(|alert| known.contains(&alert.listing)));
        if is_last || found.len() >= wanted {
            found.truncate(wanted);
            return Ok(found);
        }
    }
}

/// Forgets what was found and looked at long ago. `raise` does not find it again: it passes over what is published so long.
pub async fn clean_up(app: &App) -> Outcome<()> {
    let kept = TimeDelta::days(app.config().saved_searches.alert_days);
    app.db
        .chore(move |chore| {
            let before = chore.now() - kept;
            search_alerts::remove_seen_before(chore, before)?;
            Ok::<_, Error>(())
        })
        .await
}

/// A search shows what is published, and an alert never the searcher's own.
fn is_findable(actor: &Actor, known: &Known) -> bool {
    known.listing.state.is_visible()
        && known.listing.published.is_some()
        && known.listing.organisation != actor.organisation
}

/// Whether the mail that a listing was found still holds for its reader: one of the reader's searches found it, asks the same
/// question as then, and is to be told of by mail.
pub fn still_true(reads: &mut impl Reads, reader: &Actor, listing: ListingId) -> Outcome<bool> {
    let known = access::find_known(reads, reader, listing)?;
    if !known.is_some_and(|known| is_findable(reader, &known)) {
        return Ok(false);
    }
    let mut told = saved_searches::of_member(reads, reader.member)?;
    told.retain(|search| search.alerts != Cadence::Off.code());
    let ids = told.iter().map(|search| search.id).collect::<Vec<_>>();
    let found = search_alerts::of_listing(reads, &ids, listing)?;
    let by = |search: &SavedSearch| {
        let alert = found.iter().find(|alert| alert.search == search.id);
        alert.is_some_and(|alert| alert.found_at >= search.asked_since)
    };
    Ok(told.iter().any(by))
}
