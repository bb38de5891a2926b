//! What a member typed, understood with the vocabularies and with what this member may know of who owns what.

use crate::app::App;
use crate::domain::ids::{ListingId, OrganisationId};
use crate::domain::listing::header::organisation_tier;
use crate::domain::policy::Actor;
use crate::domain::vocabulary::Vocabularies;
use crate::search::analysis::folded;
use crate::search::{Concepts, Facet, Filters, Narrowing, OrganisationName, Query};
use crate::services::error::Outcome;
use crate::services::listings::access::{self, Known};
use crate::services::search::question::{FACETS, Question};
use crate::store::db::Rx;
use crate::store::{grants, listings, organisations};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most listings that are authorised at once.
const BATCH: usize = 500;
/// Fewest characters by which the beginning of a name is understood.
const LEAST_BEGINNING: usize = 2;

/// What was typed as a query.
#[must_use]
pub fn understood(app: &App, question: &Question) -> Query {
    let concepts = if question.expand {
        app.concepts()
    } else {
        Arc::new(Concepts::none())
    };
    Query::parse_with(&question.text, &concepts, &|facet, name| {
        codes_named(&app.vocabularies, facet, name)
    })
}

/// The codes of a facet's vocabulary that go by a name: a code, a label in either language, a part of one, or else what a label
/// begins with.
fn codes_named(vocabularies: &Vocabularies, facet: Facet, name: &str) -> Vec<String> {
    let vocabulary = FACETS.iter().find(|(_, known, _)| *known == facet);
    let terms = vocabulary
        .and_then(|(.., vocabulary)| vocabularies.get(vocabulary))
        .map(|vocabulary| vocabulary.terms.as_slice())
        .unwrap_or_default();
    let name = folded(name);
    let labels = |term: &crate::domain::vocabulary::Term| {
        let parts = [&term.ja, &term.en].into_iter().flat_map(|label| parts(label));
        [folded(term.code.as_str())]
            .into_iter()
            .chain(parts)
            .collect::<Vec<_>>()
    };
    let with = |is_named: &dyn Fn(&str) -> bool| -> Vec<String> {
        let named = terms
            .iter()
            .filter(|term| labels(term).iter().any(|label| is_named(label)));
        named.map(|term| term.code.as_str().to_owned()).collect()
    };
    let whole = with(&|label| label == name);
    if !whole.is_empty() || name.chars().count() < LEAST_BEGINNING {
        return whole;
    }
    with(&|label| label.starts_with(&name))
}

/// A label and what it lists.
fn parts(label: &str) -> Vec<String> {
    let listed = label.split(['・', '、', ',', '/', '(', ')', '（', '）']).map(folded);
    let mut parts: Vec<String> = [folded(label)].into_iter().chain(listed).collect();
    parts.retain(|part| !part.is_empty());
    parts
}

/// Adds what a query narrows to the hard constraints.
pub fn narrow(rx: &mut Rx<'_>, actor: &Actor, query: &Query, filters: &mut Filters) -> Outcome<()> {
    for narrowing in query.narrowings() {
        match narrowing {
            Narrowing::Codes { facet, codes, excluded } => {
                let list = if *excluded {
                    &mut filters.none_of
                } else {
                    &mut filters.any_of
                };
                list.push((*facet, codes.clone()));
            }
            Narrowing::Organisation { name, excluded } => {
                let theirs = owned_by(rx, actor, name)?;
                if *excluded {
                    filters.not_listings.extend(theirs);
                } else {
                    let both = match filters.only_listings.take() {
                        Some(others) => others.intersection(&theirs).copied().collect(),
                        None => theirs,
                    };
                    filters.only_listings = Some(both);
                }
            }
        }
    }
    Ok(())
}

/// Whether a listing is of whom a query names, as `narrow` would find it, without looking at any other listing.
pub fn is_of_named(rx: &mut Rx<'_>, actor: &Actor, query: &Query, listing: ListingId) -> Outcome<bool> {
    let known = access::find_known(rx, actor, listing)?.filter(shows_owner);
    let is_of = |name: &OrganisationName| {
        let home = known.as_ref().map(|known| &known.organisation);
        home.is_some_and(|home| name.is_met_by(&[&home.name_ja, &home.name_en]))
    };
    Ok(query.narrowings().iter().all(|narrowing| match narrowing {
        Narrowing::Organisation { name, excluded } => is_of(name) != *excluded,
        Narrowing::Codes { .. } => true,
    }))
}

/// Whether whoever knows this of a listing is shown whose it is.
fn shows_owner(known: &Known) -> bool {
    known.clearance.tier() >= organisation_tier(known.listing.visibility)
}

/// The listings whose owner the actor may know, and whose owner's name is this one: exactly those that would show it.
fn owned_by(rx: &mut Rx<'_>, actor: &Actor, name: &OrganisationName) -> Outcome<BTreeSet<ListingId>> {
    let homes: BTreeSet<OrganisationId> = organisations::all(rx)?
        .into_iter()
        .filter(|home| name.is_met_by(&[&home.name_ja, &home.name_en]))
        .map(|home| home.id)
        .collect();
    let mut maybe: BTreeSet<ListingId> = BTreeSet::new();
    maybe.extend(listings::open_needs_of(rx, &homes.iter().copied().collect::<Vec<_>>())?);
    let held = grants::of_organisation(rx, actor.organisation)?;
    maybe.extend(held.into_iter().map(|grant| grant.listing));
    let own = listings::of_team_member(rx, actor.member)?;
    let in_charge = listings::of_liaison(rx, actor.member)?;
    maybe.extend(own.into_iter().chain(in_charge).map(|listing| listing.id));
    if actor.institution_reviewer {
        maybe.extend(listings::visible_of(rx, actor.organisation)?);
    }
    let maybe: Vec<ListingId> = maybe.into_iter().collect();
    let mut shown = BTreeSet::new();
    for batch in maybe.chunks(BATCH) {
        let known = access::known_of(rx, actor, batch)?.into_iter();
        let named = known.filter(|known| homes.contains(&known.organisation.id) && shows_owner(known));
        shown.extend(named.map(|known| known.listing.id));
    }
    Ok(shown)
}
