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

use crate::domain::ids::{ListingId, SavedSearchId};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::saved_search::SavedSearch;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Known};
use crate::services::search::Question;
use crate::store::db::Reads;
use crate::store::saved_searches;

/// Most listings that the door is asked about at once.
const AT_ONCE: usize = 500;

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

/// A search shows what is published, and an alert never the searcher's own.
fn is_findable(actor: &Actor, known: &Known) -> bool {
    known.listing.state.is_visible()
        && known.listing.published.is_some()
        && known.listing.organisation != actor.organisation
}

/// Whether the mail that a search found a listing still holds for its reader.
pub fn still_true(reads: &mut impl Reads, reader: &Actor, search: SavedSearchId, listing: ListingId) -> Outcome<bool> {
    let kept = saved_searches::find(reads, search)?.is_some_and(|search| search.member == reader.member);
    let known = access::find_known(reads, reader, listing)?;
    Ok(kept && known.is_some_and(|known| is_findable(reader, &known)))
}
