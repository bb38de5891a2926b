//! A listing meets the saved searches of all members: each is noted once and for good, and its member told.
//!
//! A search meets what its organisation may find now, as a search by that organisation would find it. Only what members see
//! anew since the search was saved is told: when a text above their tier changes, no alert may move.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId, SavedSearchId, SessionId, VersionId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::listing::Listing;
use crate::domain::policy::Actor;
use crate::domain::saved_search::SavedSearch;
use crate::domain::tier::Tier;
use crate::mail::kind::{Cadence, MailKind};
use crate::search::{IndexDocument, Narrowing, SearchError};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::documents::{is_findable, readable_one};
use crate::services::matching::Occasion;
use crate::services::notify::{self, Event};
use crate::services::saved_searches::{question_of, standing};
use crate::services::search::{is_of_named, understood};
use crate::store::db::{Audited, Reads, Rx, Tx};
use crate::store::{audiences, grants, listings, organisations, saved_searches, search_alerts, sessions};
use chrono::{DateTime, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Most searches whose finds are stored in one transaction.
const AT_ONCE: usize = 100;

/// A listing and the searches that it fulfils, as they stood when they met.
struct Met {
    listing: Listing,
    version: VersionId,
    /// Since when members see of it what they see
    since: Instant,
    searches: Vec<SavedSearch>,
}

/// Finds the searches that a listing fulfils, notes what is new and tells the members. Running it again changes nothing. Blocks.
pub fn raise(app: &App, occasion: impl Into<Occasion>) -> Outcome<usize> {
    let occasion = occasion.into();
    let Some(met) = app.db.read_blocking(|rx| meet(rx, app, occasion))? else {
        return Ok(0);
    };
    let mut homes: BTreeMap<OrganisationId, BTreeMap<MemberId, Vec<&SavedSearch>>> = BTreeMap::new();
    for search in &met.searches {
        let members = homes.entry(search.organisation).or_default();
        members.entry(search.member).or_default().push(search);
    }
    let mut fresh = 0;
    for (home, members) in homes {
        let members: Vec<Vec<&SavedSearch>> = members.into_values().collect();
        for some in members.chunks(AT_ONCE) {
            fresh += app.db.write_blocking(|tx| keep(tx, app, &met, home, some))?;
        }
    }
    Ok(fresh)
}

fn meet(rx: &mut Rx<'_>, app: &App, occasion: Occasion) -> Outcome<Option<Met>> {
    let id = occasion.listing;
    standing::follow(app, rx)?;
    let Some(members) = readable_one(rx, app, id, Tier::Members)? else {
        return Ok(None);
    };
    let (listing, version) = (members.listing.clone(), members.version);
    let concerned = occasion.concerned(rx, version)?;
    let home = organisations::find(rx, listing.organisation)?;
    if !home.is_some_and(|home| is_findable(&listing, &home)) {
        return Ok(None);
    }
    let mut granted: BTreeMap<OrganisationId, Tier> = BTreeMap::new();
    for grant in grants::of_listing(rx, id)? {
        let tier = granted.entry(grant.organisation).or_insert(grant.tier);
        *tier = grant.tier.max(*tier).min(Tier::Cda);
    }
    granted.retain(|_, tier| *tier > Tier::Members);
    let now = rx.now().timestamp_micros();
    let document = members.into_document();
    let since = document.published_at;
    let met_by = |document: &IndexDocument, concerns: &dyn Fn(OrganisationId) -> bool| {
        let standing = app.standing.read().map_err(|_| SearchError::Poisoned)?;
        Ok::<_, Error>(standing.met_by(document, now, concerns))
    };
    let mut found = met_by(&document, &|home| {
        !granted.contains_key(&home) && concerned.is(home, Tier::Members)
    })?;
    for tier in granted.values().copied().collect::<BTreeSet<Tier>>() {
        if let Some(more) = readable_one(rx, app, id, tier)? {
            found.extend(met_by(&more.into_document(), &|home| {
                granted.get(&home) == Some(&tier) && concerned.is(home, tier)
            })?);
        }
    }
    let mut searches = Vec::new();
    for some in found.chunks(AT_ONCE) {
        searches.extend(saved_searches::find_many(rx, some)?);
    }
    searches.retain(|search| search.asked_since.timestamp_micros() <= since);
    searches.sort_by_key(|search| search.id);
    let mut owned = Vec::with_capacity(searches.len());
    for search in searches {
        match is_of_owner(rx, app, &search, id) {
            Ok(true) => owned.push(search),
            Ok(false) => {}
            // One search that cannot be read must not keep the others from what they found.
            Err(Error::Internal(cause)) => {
                tracing::warn!(saved_search = %search.id, cause, "a saved search was left out")
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Some(Met {
        listing,
        version,
        since: DateTime::from_timestamp_micros(since).unwrap_or_default(),
        searches: owned,
    }))
}

/// Whether the listing is one of whom the search names, as far as its member may know whose it is.
fn is_of_owner(rx: &mut Rx<'_>, app: &App, search: &SavedSearch, listing: ListingId) -> Outcome<bool> {
    let query = understood(app, &question_of(search)?);
    let names = |narrowing: &Narrowing| matches!(narrowing, Narrowing::Organisation { .. });
    if !query.narrowings().iter().any(names) {
        return Ok(true);
    }
    // Whoever may see nothing yet cannot be told whose anything is.
    match reader(rx, search.member)?.filter(Actor::consented) {
        Some(reader) => is_of_named(rx, &reader, &query, listing),
        None => Ok(false),
    }
}

/// The member as a reader who may search, without a session of theirs: what matters is whether the person and the organisation
/// still take part.
fn reader(reads: &mut impl Reads, member: MemberId) -> Outcome<Option<Actor>> {
    let reader = sessions::actor_of(reads, member, SessionId::from_uuid(Uuid::nil()))?;
    Ok(reader.filter(|reader| reader.role != Role::Auditor))
}

/// Notes the finds of some members of one organisation.
fn keep(
    tx: &mut Tx<'_>,
    app: &App,
    met: &Met,
    home: OrganisationId,
    members: &[Vec<&SavedSearch>],
) -> Outcome<Audited<usize>> {
    // The world may have moved since they met: the listing must still stand as it was read, and be for this organisation.
    let Some(listing) = listings::find(tx, met.listing.id)?.filter(|now| now.published == Some(met.version)) else {
        return Ok(Audited::unchanged(0));
    };
    let owner = organisations::find(tx, listing.organisation)?;
    let hidden = !owner.is_some_and(|owner| is_findable(&listing, &owner));
    if hidden || listing.organisation == home || audiences::blocks(tx, listing.id)?.contains(&home) {
        return Ok(Audited::unchanged(0));
    }
    let mut fresh = 0;
    for theirs in members {
        let Some(member) = theirs.first().map(|search| search.member) else {
            continue;
        };
        let Some(reader) = reader(tx, member)? else {
            continue;
        };
        let mut new: Vec<SavedSearch> = Vec::new();
        for search in theirs {
            let now = saved_searches::find(tx, search.id)?.filter(|now| now.asked_since == search.asked_since);
            if let Some(now) = now
                && note(tx, app, &now, met)?
            {
                new.push(now);
            }
        }
        fresh += new.len();
        // Whoever is not bound by the undertaking hears of it when that is mended.
        if reader.consented() {
            tell(tx, app, member, met, &new)?;
        }
    }
    if fresh == 0 {
        return Ok(Audited::unchanged(0));
    }
    // In the log of those who look, and without the listing: what they find is their secret.
    let subject = format!("organisation:{home}");
    let entry = Entry::new(Log::Organisation(home), EntryKind::SearchFound, Doer::System, subject);
    let recorded = tx.record(entry.fact("alerts", fresh));
    Ok(Audited::new(fresh, recorded))
}

/// Notes that a search found a listing. A search keeps only so many finds, and each only for so long: what was found and forgotten
/// must not be found again, so what members see as long already is passed over.
fn note(tx: &mut Tx<'_>, app: &App, search: &SavedSearch, met: &Met) -> Outcome<bool> {
    let limits = &app.config().saved_searches;
    let oldest = search_alerts::oldest_of(tx, search.id, limits.alerts_per_search)?;
    let forgotten = tx.now() - TimeDelta::days(limits.alert_days);
    if met.since < forgotten || oldest.is_some_and(|(found_at, _)| met.since <= found_at) {
        return Ok(false);
    }
    let is_new = search_alerts::insert_once(tx, search, met.listing.id)?;
    if let Some(oldest) = oldest.filter(|_| is_new) {
        search_alerts::remove_from(tx, search.id, oldest)?;
    }
    Ok(is_new)
}

/// Tells a member once of what members see of a listing, however many of the member's searches find it and when; past the weekly cap the mail waits for
/// the digest.
fn tell(tx: &mut Tx<'_>, app: &App, member: MemberId, met: &Met, new: &[SavedSearch]) -> Outcome<()> {
    let wished = new.iter().filter_map(|search| {
        let cadence: Cadence = search.alerts.parse().ok()?;
        Some((cadence, search.id)).filter(|_| cadence != Cadence::Off)
    });
    let Some((wished, search)): Option<(Cadence, SavedSearchId)> = wished.min() else {
        return Ok(());
    };
    let recent = search_alerts::count_since(tx, member, tx.now() - TimeDelta::days(7))?;
    let cadence = if recent > app.config().saved_searches.weekly_cap {
        wished.max(Cadence::Weekly)
    } else {
        wished
    };
    let key = format!("alert:{}:{}", met.listing.id, met.since.timestamp_micros());
    let path = format!("/saved-searches/{search}");
    let event = Event {
        cadence: Some(cadence),
        ..Event::new(MailKind::SavedSearchAlert, key, path, Some(&met.listing.reference))
    };
    notify::member(tx, app, member, &event)
}
