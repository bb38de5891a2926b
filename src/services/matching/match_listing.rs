//! Storing the pairs of a listing, and telling each side once.

use crate::app::App;
use crate::domain::ids::{CandidateId, MemberId, OrganisationId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::listing::Listing;
use crate::domain::matching::{Candidate, CandidateState, Side};
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;
use crate::services::matching::explanation::Explanation;
use crate::services::matching::occasion::Occasion;
use crate::services::matching::pairs::{Judged, Pair, judge};
use crate::services::notify::{self, Event};
use crate::services::saved_searches;
use crate::store::db::{Audited, Reads, Recorded, Tx, Writes};
use crate::store::{audiences, candidates, listings, members, notices};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// Most pairs that are stored in one transaction.
const AT_ONCE: usize = 50;

/// Finds the pairs of a listing in both directions and stores them, lets those go that no longer pass, then lets saved searches
/// meet it. Running it again changes nothing but scores. Returns how many pairs are new. Blocks.
pub fn match_listing(app: &App, occasion: impl Into<Occasion>) -> Outcome<usize> {
    let occasion = occasion.into();
    // Whatever was committed before now must be in the index, or two listings published at once could miss each other.
    follow::catch_up(app)?;
    let Judged { pairs, lapsed } = app.db.read_blocking(|rx| judge(rx, app, occasion))?;
    let mut fresh = 0;
    for pairs in by_board(&pairs) {
        for some in pairs.chunks(AT_ONCE) {
            fresh += app.db.write_blocking(|tx| keep_all(tx, app, some))?;
        }
    }
    for id in lapsed {
        app.db.write_blocking(|tx| lapse(tx, id))?;
    }
    saved_searches::raise(app, occasion)?;
    Ok(fresh)
}

/// A pair that no longer passes: its reasons are void, and it leaves the board unless somebody decided on it.
fn lapse(tx: &mut Tx<'_>, id: CandidateId) -> Outcome<Audited<()>> {
    let standing = candidates::find(tx, id)?.filter(|row| row.lapsed_at.is_none());
    let Some(mut row) = standing else {
        return Ok(Audited::unchanged(()));
    };
    row.lapsed_at = Some(tx.now());
    row.explanation = serde_json::to_string(&Explanation::default()).map_err(Error::internal)?;
    candidates::update(tx, &mut row)?;
    let log = Log::Organisation(row.organisation);
    let entry = Entry::new(log, EntryKind::MatchFound, Doer::System, format!("candidate:{id}"));
    let entry = entry.fact("side", row.side.code()).fact("lapsed", true);
    Ok(Audited::new((), tx.record(entry)))
}

/// The pairs of each board in their order. What happens in one transaction has one instant: those whose pairs these are must not
/// see by it how many others there are.
fn by_board(pairs: &[Pair]) -> Vec<Vec<&Pair>> {
    let mut boards: BTreeMap<(Side, Option<OrganisationId>), Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        let whose = match pair.side {
            Side::Seed => Some(pair.seed.listing.organisation),
            Side::Need => Some(pair.need.listing.organisation),
            // Of the one liaison who is in charge of both.
            Side::Liaison => None,
        };
        boards.entry((pair.side, whose)).or_default().push(pair);
    }
    boards.into_values().collect()
}

fn keep_all(tx: &mut Tx<'_>, app: &App, pairs: &[&Pair]) -> Outcome<Audited<usize>> {
    let (mut fresh, mut recorded) = (0, None);
    for pair in pairs {
        if let Some((is_new, entry)) = keep(tx, app, pair)? {
            fresh += usize::from(is_new);
            recorded = Some(entry);
        }
    }
    Ok(match recorded {
        Some(recorded) => Audited::new(fresh, recorded),
        None => Audited::unchanged(fresh),
    })
}

/// Whether the pair is new, if anything of it is.
fn keep(tx: &mut Tx<'_>, app: &App, pair: &Pair) -> Outcome<Option<(bool, Recorded)>> {
    let Pair {
        side,
        seed,
        need,
        score,
        explanation,
    } = pair;
    // The world may have moved since the pair was found: both must still stand, in the versions that were read.
    for read in [seed, need] {
        let now = listings::find(tx, read.listing.id)?;
        if !now.is_some_and(|now| now.state.is_open() && now.published == Some(read.version)) {
            return Ok(None);
        }
    }
    let explanation = serde_json::to_string(explanation).map_err(Error::internal)?;
    let organisation = match side {
        Side::Seed => seed.listing.organisation,
        Side::Need => need.listing.organisation,
        // Both owners would count in their own logs what only the liaison may know.
        Side::Liaison => office(tx, &need.listing)?,
    };
    let score = f64::from(*score);
    let known = candidates::find_pair(tx, seed.listing.id, need.listing.id, *side)?;
    let is_new = known.is_none();
    let id = match known {
        Some(known)
            if known.score.to_bits() == score.to_bits()
                && known.explanation == explanation
                && known.lapsed_at.is_none() =>
        {
            return Ok(None);
        }
        Some(mut known) => {
            known.score = score;
            known.explanation = explanation;
            known.seed_version = seed.version;
            known.need_version = need.version;
            known.lapsed_at = None;
            candidates::update(tx, &mut known)?;
            known.id
        }
        None => {
            let candidate = Candidate {
                id: CandidateId::from_uuid(tx.new_uuid()),
                side: *side,
                seed: seed.listing.id,
                need: need.listing.id,
                organisation,
                state: CandidateState::New,
                score,
                explanation,
                seed_version: seed.version,
                need_version: need.version,
                reason: None,
                mark: None,
                created_at: tx.now(),
                lapsed_at: None,
                version: 1,
            };
            candidates::insert(tx, &candidate)?;
            tell(tx, app, &candidate, pair)?;
            candidate.id
        }
    };
    // In the log of the side that the match belongs to, and of no other: the pair itself is that side's secret.
    let entry = Entry::new(
        Log::Organisation(organisation),
        EntryKind::MatchFound,
        Doer::System,
        format!("candidate:{id}"),
    );
    let entry = entry.fact("side", side.code()).fact("new", is_new);
    Ok(Some((is_new, tx.record(entry))))
}

/// Where the liaison in charge of a listing works.
fn office(tx: &mut Tx<'_>, listing: &Listing) -> Outcome<OrganisationId> {
    let liaison = listing.liaison.map(|id| members::find(tx, id)).transpose()?.flatten();
    let liaison = liaison.ok_or_else(|| Error::internal(format!("listing {} has no liaison", listing.id)))?;
    Ok(liaison.organisation)
}

/// Tells the people of one side; past a person's weekly cap the mail waits for the digest.
fn tell(tx: &mut Tx<'_>, app: &App, candidate: &Candidate, pair: &Pair) -> Outcome<()> {
    let own = match pair.side {
        Side::Seed => &pair.seed.listing,
        Side::Need => &pair.need.listing,
        // A liaison looks at the board; a mail for every pair of every institution would drown the desk.
        Side::Liaison => return Ok(()),
    };
    let since = tx.now() - TimeDelta::days(7);
    let path = format!("/candidates/{}", candidate.id);
    let key = format!("candidate:{}", candidate.id);
    let event = Event::new(MailKind::CandidateNew, key, path, Some(&own.reference));
    let team: Vec<MemberId> = audiences::team(tx, own.id)?;
    for member in team {
        let cap = app.config().matching.weekly_cap;
        let is_capped = notices::has_since(tx, member, event.kind.code(), since, cap)?;
        let cadence = is_capped.then_some(Cadence::Weekly);
        let event = Event {
            cadence,
            ..event.clone()
        };
        notify::member(tx, app, member, &event)?;
    }
    Ok(())
}
