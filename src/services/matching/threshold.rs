//! From which score on a candidate is shown to a side: what its team set, else what its decisions teach.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::ledger::EntryKind;
use crate::domain::matching::{CandidateState, Side, learned_threshold};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::services::error::{Error, Outcome};
use crate::services::listings::{doer, entry, team};
use crate::services::matching::occasion::Occasion;
use crate::services::matching::pairs::side_of;
use crate::store::candidates;
use crate::store::db::{Audited, Reads};
use crate::store::matching_settings::{self, MatchingSettings};
use std::collections::BTreeMap;

/// The highest score.
const MOST: u8 = 100;

/// From which score on candidates of a listing are shown to its team.
pub struct Threshold {
    /// What the team set
    pub set: Option<u8>,
    /// What its decisions teach; what is usual until there are enough
    pub learned: u8,
    /// Row version
    pub version: i64,
}

impl Threshold {
    /// The one that counts: whoever names a number gets it.
    #[must_use]
    pub fn in_use(&self) -> u8 {
        self.set.unwrap_or(self.learned)
    }
}

/// The thresholds of listings of one side.
pub(super) fn thresholds(
    reads: &mut impl Reads,
    app: &App,
    side: Side,
    listings: &[ListingId],
) -> Outcome<BTreeMap<ListingId, u8>> {
    let usual = app.config().matching.default_threshold;
    let set = matching_settings::thresholds(reads, listings)?;
    let mut decided: BTreeMap<ListingId, Vec<(f64, bool)>> = BTreeMap::new();
    for (listing, score, state) in candidates::decided(reads, side, listings)? {
        let fits = state == CandidateState::Interested;
        decided.entry(listing).or_default().push((score, fits));
    }
    let threshold = |listing: &ListingId| {
        let known = decided.get(listing).map(Vec::as_slice).unwrap_or_default();
        let learned = || learned_threshold(usual, known);
        (*listing, set.get(listing).copied().unwrap_or_else(learned))
    };
    Ok(listings.iter().map(threshold).collect())
}

/// Reads the threshold of a listing of one's own team.
pub async fn read(app: &App, actor: Actor, id: ListingId) -> Outcome<Threshold> {
    let shared = app.clone();
    app.db
        .read(move |rx| {
            let listing = team::own(rx, &actor, id)?.listing;
            let settings = matching_settings::find(rx, id)?;
            threshold_of(rx, &shared, side_of(&listing), id, settings)
        })
        .await
}

/// Sets the threshold, or leaves it to what is usual and learnt; the team's candidates are judged anew.
pub async fn set(app: &App, actor: Actor, id: ListingId, seen: i64, wanted: Option<u8>) -> Outcome<Threshold> {
    if wanted.is_some_and(|threshold| threshold > MOST) {
        let fault = FieldFault::with_limit("threshold", Fault::OutOfRange, u64::from(MOST));
        return Err(Error::field(fault));
    }
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let listing = team::own(tx, &actor, id)?.listing;
            let mut settings = matching_settings::find(tx, id)?;
            if settings.version != seen {
                return Err(Refusal::Stale.into());
            }
            if listing.state.is_final() {
                return Err(Refusal::WrongState.into());
            }
            settings.threshold = wanted;
            matching_settings::replace(tx, id, &mut settings)?;
            Occasion::new(id).own().queue(tx)?;
            let made = entry(&listing, EntryKind::MatchingSet, doer(&actor)).fact("threshold", wanted);
            let threshold = threshold_of(tx, &shared, side_of(&listing), id, settings)?;
            Ok::<_, Error>(Audited::new(threshold, tx.record(made)))
        })
        .await
}

fn threshold_of(
    reads: &mut impl Reads,
    app: &App,
    side: Side,
    id: ListingId,
    settings: MatchingSettings,
) -> Outcome<Threshold> {
    let decided = candidates::decided(reads, side, &[id])?.into_iter();
    let decided: Vec<(f64, bool)> = decided
        .map(|(_, score, state)| (score, state == CandidateState::Interested))
        .collect();
    Ok(Threshold {
        set: settings.threshold,
        learned: learned_threshold(app.config().matching.default_threshold, &decided),
        version: settings.version,
    })
}
