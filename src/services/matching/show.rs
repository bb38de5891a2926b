//! Matches as one side sees them: both listings re-authorised, the other's fields up to the clearance, the disclosure recorded.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::ids::{CandidateId, ListingId};
use crate::domain::matching::{Candidate, CandidateState, LiaisonMark, Side};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::Refusal;
use crate::domain::tier::Basis;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Known, ListingView, Sealed, Surface};
use crate::services::matching::explanation::Explanation;
use crate::store::candidates;
use crate::store::db::{Reads, Rx};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A match as the side that it belongs to sees it.
#[derive(Clone, Serialize, ToSchema)]
pub struct CandidateView {
    /// Identity
    pub id: CandidateId,
    /// Whose
    pub side: Side,
    /// The reader's own listing (for a liaison: the need)
    pub own: ListingView,
    /// The other listing (for a liaison: the seed)
    pub other: ListingView,
    /// Calibrated score, 0 to 100
    pub score: f64,
    /// Why
    pub explanation: Explanation,
    /// What the side made of it
    pub state: CandidateState,
    /// Why it was dismissed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the liaison made of it
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<LiaisonMark>,
    /// Whether the listings no longer match as they read now; only what was decided on is still shown then
    pub lapsed: bool,
    /// Row version, for `If-Match`
    #[serde(skip)]
    pub version: i64,
}

/// The side on which an actor sees matches.
const fn sides(actor: &Actor) -> &'static [Side] {
    match actor.role {
        Role::Researcher | Role::Company => &[Side::Seed, Side::Need],
        Role::Liaison => &[Side::Liaison],
        Role::Secretariat | Role::Auditor => &[],
    }
}

/// Which candidates of a listing, or of all own listings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only those of this own listing
    pub listing: Option<ListingId>,
    /// Only those in this state
    pub state: Option<CandidateState>,
}

/// The actor's matches, best first.
pub async fn list(
    app: &App,
    actor: &Actor,
    wanted: Wanted,
    offset: usize,
    limit: usize,
) -> Outcome<(Vec<CandidateView>, bool)> {
    let reader = actor.clone();
    let (rows, sealed, more) = app
        .db
        .read(move |rx| {
            let rows = rows(rx, &reader, wanted)?;
            let more = rows.len() > offset + limit;
            let page: Vec<_> = rows.into_iter().skip(offset).take(limit).collect();
            let sealed = pairs(rx, &reader, &page)?;
            Ok::<_, Error>((page, sealed, more))
        })
        .await?;
    Ok((open(app, actor, rows, sealed).await?, more))
}

/// One match.
pub async fn one(app: &App, actor: &Actor, id: CandidateId) -> Outcome<CandidateView> {
    let reader = actor.clone();
    let (row, sealed) = app
        .db
        .read(move |rx| {
            let row = accessible(rx, &reader, id)?;
            let sealed = pairs(rx, &reader, std::slice::from_ref(&row))?;
            Ok::<_, Error>((row, sealed))
        })
        .await?;
    let mut views = open(app, actor, vec![row], sealed).await?;
    views.pop().ok_or(Error::Refused(Refusal::NotFound))
}

/// A candidate of the actor's side; anything else looks like absence.
pub fn accessible(reads: &mut impl Reads, actor: &Actor, id: CandidateId) -> Outcome<Candidate> {
    let not_found = || Error::Refused(Refusal::NotFound);
    let row = candidates::find(reads, id)?.ok_or_else(not_found)?;
    let (seed, need) = both_known(reads, actor, &row)?.ok_or_else(not_found)?;
    if sides(actor).contains(&row.side) && belongs(actor, &row, &seed, &need) && shown(actor, &row) {
        Ok(row)
    } else {
        Err(not_found())
    }
}

fn both_known(reads: &mut impl Reads, actor: &Actor, row: &Candidate) -> Outcome<Option<(Known, Known)>> {
    let seed = access::find_known(reads, actor, row.seed)?;
    let need = access::find_known(reads, actor, row.need)?;
    // A listing that is no longer shown takes its matches with it, also on the owner's own board.
    let standing = |known: &Known| known.listing.state.is_visible();
    Ok(seed.zip(need).filter(|(seed, need)| standing(seed) && standing(need)))
}

fn belongs(actor: &Actor, row: &Candidate, seed: &Known, need: &Known) -> bool {
    match row.side {
        Side::Seed => seed.clearance.basis() == Basis::Team,
        Side::Need => need.clearance.basis() == Basis::Team,
        // The liaison in charge of the one may broker with whatever the other shows to that liaison.
        Side::Liaison => {
            policy::is_liaison_in_charge(actor, &seed.listing) && policy::is_liaison_in_charge(actor, &need.listing)
        }
    }
}

fn shown(actor: &Actor, row: &Candidate) -> bool {
    let unsuppressed = actor.role == Role::Liaison || row.mark != Some(LiaisonMark::Suppressed);
    unsuppressed && row.is_kept()
}

fn rows(rx: &mut Rx<'_>, actor: &Actor, wanted: Wanted) -> Outcome<Vec<Candidate>> {
    let mut all = Vec::new();
    for side in sides(actor) {
        let whose = (actor.organisation, actor.member);
        all.extend(candidates::of_member(rx, *side, whose, wanted.listing)?);
    }
    // Ties by what the reader sees anyway; the ids of matches are random and would order the same matches anew in a rebuild.
    all.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| (a.seed, a.need).cmp(&(b.seed, b.need)))
    });
    let everything: BTreeSet<ListingId> = all.iter().flat_map(|row| [row.seed, row.need]).collect();
    let everything = everything.into_iter().collect::<Vec<_>>();
    let known: BTreeMap<ListingId, Known> = access::known_of(rx, actor, &everything)?
        .into_iter()
        .map(|known| (known.listing.id, known))
        .collect();
    all.retain(|row| {
        let (Some(seed), Some(need)) = (known.get(&row.seed), known.get(&row.need)) else {
            return false;
        };
        seed.listing.state.is_visible()
            && need.listing.state.is_visible()
            && belongs(actor, row, seed, need)
            && shown(actor, row)
            && wanted.state.is_none_or(|state| state == row.state)
    });
    Ok(all)
}

fn pairs(rx: &mut Rx<'_>, actor: &Actor, rows: &[Candidate]) -> Outcome<Vec<Sealed>> {
    let ids: BTreeSet<ListingId> = rows.iter().flat_map(|row| [row.seed, row.need]).collect();
    let known = access::known_of(rx, actor, &ids.into_iter().collect::<Vec<_>>())?;
    access::seal_published(rx, known)
}

async fn open(app: &App, actor: &Actor, rows: Vec<Candidate>, sealed: Vec<Sealed>) -> Outcome<Vec<CandidateView>> {
    let views = access::show_all(app, actor, Surface::Candidate, sealed).await?;
    let views: BTreeMap<ListingId, ListingView> = views.into_iter().map(|view| (view.header.id, view)).collect();
    let mut made = Vec::new();
    for row in rows {
        let Candidate {
            id,
            side,
            seed,
            need,
            organisation: _,
            state,
            score,
            explanation,
            seed_version: _,
            need_version: _,
            reason,
            mark,
            created_at: _,
            lapsed_at,
            version,
        } = row;
        let (own, other) = if side == Side::Seed { (seed, need) } else { (need, seed) };
        let (Some(own), Some(other)) = (views.get(&own).cloned(), views.get(&other).cloned()) else {
            continue;
        };
        let explanation = serde_json::from_str(&explanation).map_err(Error::internal)?;
        made.push(CandidateView {
            id,
            side,
            own,
            other,
            score,
            explanation,
            state,
            reason,
            mark,
            lapsed: lapsed_at.is_some(),
            version,
        });
    }
    Ok(made)
}
