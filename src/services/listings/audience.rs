//! Who is around a listing: its team, and the organisations that must not see it.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Organisation};
use crate::domain::ids::{ListingId, MemberId, OrganisationId};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::Listing;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Bilingual;
use crate::services::error::{Error, Outcome, valid};
use crate::services::listings::{doer, entry, team};
use crate::services::matching::Occasion;
use crate::store::db::{Audited, Reads, Tx};
use crate::store::{audiences, listings, members, organisations};
use std::collections::BTreeSet;

/// Most members of a team, and most blocked organisations.
const MOST: usize = 500;

/// A listing's surroundings with names.
pub struct Around {
    /// Its team, the owner first
    pub team: Vec<(MemberId, Bilingual)>,
    /// The owner
    pub owner: MemberId,
    /// Organisations that must not see it, by name
    pub blocked: Vec<(OrganisationId, Bilingual)>,
    /// Row version of the listing
    pub version: i64,
}

/// What a team wants them to be.
#[derive(Clone)]
pub struct Wanted {
    /// The team; the owner always belongs to it
    pub team: Vec<MemberId>,
    /// Organisations that must not see it
    pub blocked: Vec<OrganisationId>,
}

/// Reads them.
pub async fn read(app: &App, actor: Actor, id: ListingId) -> Outcome<Around> {
    app.db
        .read(move |rx| {
            let known = team::own(rx, &actor, id)?;
            around(rx, &known.listing)
        })
        .await
}

/// Replaces them, against the row version that the actor has seen. A block works with the next request of the blocked.
pub async fn replace(app: &App, actor: Actor, id: ListingId, seen: i64, wanted: Wanted) -> Outcome<Around> {
    app.db
        .write(move |tx| {
            let mut listing = team::own(tx, &actor, id)?.listing;
            if listing.version != seen {
                return Err(Refusal::Stale.into());
            }
            if listing.state.is_final() {
                return Err(Refusal::WrongState.into());
            }
            let mut faults = team_faults(tx, &listing, &wanted.team)?;
            faults.extend(block_faults(tx, &listing, &wanted.blocked)?);
            valid(faults)?;
            let crew: BTreeSet<MemberId> = wanted.team.iter().copied().chain([listing.owner]).collect();
            let blocked: BTreeSet<OrganisationId> = wanted.blocked.iter().copied().collect();
            let before: BTreeSet<OrganisationId> = audiences::blocks(tx, id)?.into_iter().collect();
            audiences::set_team(tx, id, &crew.iter().copied().collect::<Vec<_>>())?;
            audiences::set_blocks(tx, id, &blocked.iter().copied().collect::<Vec<_>>())?;
            listings::update(tx, &mut listing)?;
            if before != blocked {
                // Indexes move it between shared and restricted; overlays of all whose view changes are void.
                tx.reindex_for_blocked(id);
                for organisation in before.symmetric_difference(&blocked) {
                    organisations::bump_policy_epoch(tx, *organisation)?;
                }
                for organisation in before.difference(&blocked) {
                    Occasion::new(id).only(*organisation).queue(tx)?;
                }
            }
            let ids = |all: Vec<String>| serde_json::Value::from(all);
            let made = entry(&listing, EntryKind::AudienceChanged, doer(&actor))
                .fact("team", ids(crew.iter().map(ToString::to_string).collect()))
                .fact("blocked", ids(blocked.iter().map(ToString::to_string).collect()));
            let around = around(tx, &listing)?;
            Ok::<_, Error>(Audited::new(around, tx.record(made)))
        })
        .await
}

fn around(reads: &mut impl Reads, listing: &Listing) -> Outcome<Around> {
    let mut crew = Vec::new();
    for id in team::members(reads, listing)? {
        if let Some(member) = members::find(reads, id)? {
            crew.push((id, Bilingual::both(member.name_ja, member.name_en)));
        }
    }
    let ids = audiences::blocks(reads, listing.id)?;
    let mut homes: Vec<Organisation> = organisations::find_many(reads, &ids)?;
    homes.sort_by(|a, b| (&a.name_en, a.id).cmp(&(&b.name_en, b.id)));
    Ok(Around {
        team: crew,
        owner: listing.owner,
        blocked: homes.into_iter().map(|home| (home.id, home.name())).collect(),
        version: listing.version,
    })
}

/// Whoever joins the team is an active member of the owner's organisation. Whoever left since or is suspended may stay on the
/// list: nobody else's place depends on that.
fn team_faults(tx: &mut Tx<'_>, listing: &Listing, wanted: &[MemberId]) -> Outcome<Vec<FieldFault>> {
    let here = members::list(tx, Some(listing.organisation))?;
    let before = team::members(tx, listing)?;
    let belongs = |id: &MemberId| {
        let joins = |member: &Member| member.id == *id && member.state == MemberState::Active;
        before.contains(id) || here.iter().any(joins)
    };
    let strangers = wanted.iter().enumerate().filter(|(_, id)| !belongs(id));
    let mut faults: Vec<FieldFault> = strangers
        .map(|(position, _)| FieldFault::new(format!("team.{position}"), Fault::UnknownReference))
        .collect();
    faults.extend(too_many("team", wanted.len()));
    Ok(faults)
}

/// Any organisation but the owner's own can be blocked.
fn block_faults(tx: &mut Tx<'_>, listing: &Listing, wanted: &[OrganisationId]) -> Outcome<Vec<FieldFault>> {
    let known: BTreeSet<OrganisationId> = organisations::all(tx)?.into_iter().map(|home| home.id).collect();
    let unfit = |id: &OrganisationId| *id == listing.organisation || !known.contains(id);
    let mut faults: Vec<FieldFault> = wanted
        .iter()
        .enumerate()
        .filter(|(_, id)| unfit(id))
        .map(|(position, _)| FieldFault::new(format!("blocked_organisations.{position}"), Fault::UnknownReference))
        .collect();
    faults.extend(too_many("blocked_organisations", wanted.len()));
    Ok(faults)
}

fn too_many(field: &str, count: usize) -> Option<FieldFault> {
    (count > MOST).then(|| FieldFault::with_limit(field, Fault::TooLong, MOST))
}
