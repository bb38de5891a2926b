//! What the people of an organisation were shown, signed: with it a company can show later that it did not have an idea from here, or
//! from when on it did. It names no place and no size in anybody's log, and nothing that its people could not see.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::ledger::leaf::Leaf;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::evidence::view::views;
use crate::services::exports::File;
use crate::services::ledger::checkpoint;
use crate::services::ledger::proof::{RECEIPT, SignedReceipt};
use crate::store::db::{Reads, Rx};
use crate::store::{ledger, listings, members, organisations};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many leaves are read at a time.
const BATCH: i64 = 5_000;

/// What is signed.
#[derive(Serialize)]
struct Receipt {
    /// Whose people
    organisation: Bilingual,
    /// When it was made: what was shown until then is in it, all of it
    made_at: Instant,
    /// Who was shown something
    people: Vec<Person>,
    /// What, the first one first
    shown: Vec<Shown>,
}

#[derive(Serialize)]
struct Person {
    id: MemberId,
    name: Bilingual,
}

/// One disclosure.
#[derive(Serialize)]
struct Shown {
    /// When it was recorded, which is before anything was shown
    at: Instant,
    /// To whom
    person: String,
    /// Which listing
    reference: String,
    /// Up to which tier
    tier: Tier,
    /// Where: page, search result, file …
    surface: String,
}

/// The receipt of the actor's organisation.
pub async fn of_organisation(app: &App, actor: &Actor) -> Outcome<File> {
    let organisation = actor.organisation;
    let receipt = app.db.read(move |rx| read(rx, organisation)).await?;
    let name = checkpoint::address(app) + "/receipts";
    let text = serde_json::to_string_pretty(&receipt).map_err(Error::internal)? + "\n";
    let signed = SignedReceipt {
        format: RECEIPT.to_owned(),
        note: app.ledger_key.sign(&name, &text),
        origin: name,
        key: app.ledger_key.public(),
    };
    Ok(File {
        name: "enishi-receipt.json".to_owned(),
        media: "application/json",
        bytes: serde_json::to_vec_pretty(&signed).map_err(Error::internal)?,
    })
}

fn read(rx: &mut Rx<'_>, organisation: OrganisationId) -> Outcome<Receipt> {
    let home = organisations::find(rx, organisation)?.ok_or(Refusal::Unauthenticated)?;
    let mut shown: Vec<(Instant, String, ListingId, Tier, String)> = Vec::new();
    let mut after = None;
    loop {
        let leaves = ledger::views_by(rx, organisation, after, BATCH)?;
        let Some(last) = leaves.last() else { break };
        after = Some((last.at, last.id));
        for leaf in &leaves {
            let Leaf { at, doer, .. } = leaf;
            shown.extend(views(leaf).map(|view| (*at, doer.clone(), view.listing, view.tier, view.surface)));
        }
    }
    // Several of one instant in an order that depends on nothing else.
    shown.sort();
    let ids: BTreeSet<ListingId> = shown.iter().map(|one| one.2).collect();
    let found = listings::find_many(rx, &ids.into_iter().collect::<Vec<_>>())?;
    let references: BTreeMap<ListingId, String> = found.into_iter().map(|one| (one.id, one.reference)).collect();
    let doers: BTreeSet<MemberId> = shown.iter().filter_map(|one| one.1.parse().ok()).collect();
    let mut people = members::find_many(rx, &doers.into_iter().collect::<Vec<_>>())?;
    people.sort_by_key(|one| one.id);
    Ok(Receipt {
        organisation: home.name(),
        made_at: rx.now(),
        people: people.into_iter().map(person).collect(),
        shown: shown
            .into_iter()
            .filter_map(|(at, person, listing, tier, surface)| {
                Some(Shown {
                    at,
                    person,
                    reference: references.get(&listing)?.clone(),
                    tier,
                    surface,
                })
            })
            .collect(),
    })
}

fn person(member: crate::domain::account::Member) -> Person {
    Person {
        id: member.id,
        name: Bilingual::both(member.name_ja, member.name_en),
    }
}
