//! Storing the pairs of a listing, and telling each side once.

use crate::app::App;
use crate::domain::ids::{CandidateId, ListingId, MemberId};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::matching::{Candidate, CandidateState, Side};
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;
use crate::services::matching::pairs::{Pair, pairs_of};
use crate::services::notify::{self, Event};
use crate::services::saved_searches;
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::{candidates, listings};
use chrono::TimeDelta;

/// Finds the pairs of a listing in both directions and stores them, then lets saved searches meet it. Running it again changes nothing but scores. Blocks.
pub fn match_listing(app: &App, listing: ListingId) -> Outcome<usize> {
    // Whatever was committed before now must be in the index, or two listings published at once could miss each other.
    follow::catch_up(app)?;
    let pairs = app.db.read_blocking(|rx| pairs_of(rx, app, listing))?;
    let mut fresh = 0;
    for pair in &pairs {
        fresh += usize::from(app.db.write_blocking(|tx| keep(tx, app, pair))?);
    }
    saved_searches::raise(app, listing)?;
    Ok(fresh)
}

fn keep(tx: &mut Tx<'_>, app: &App, pair: &Pair) -> Outcome<Audited<bool>> {
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
            return Ok(Audited::unchanged(false));
        }
    }
    let explanation = serde_json::to_string(explanation).map_err(Error::internal)?;
    let own = match side {
        Side::Seed => &seed.listing,
        Side::Need | Side::Liaison => &need.listing,
    };
    let score = f64::from(*score);
    let known = candidates::find_pair(tx, seed.listing.id, need.listing.id, *side)?;
    let is_new = known.is_none();
    let id = match known {
        Some(known) if known.score.to_bits() == score.to_bits() && known.explanation == explanation => {
            return Ok(Audited::unchanged(false));
        }
        Some(mut known) => {
            known.score = score;
            known.explanation = explanation;
            known.seed_version = seed.version;
            known.need_version = need.version;
            candidates::update(tx, &mut known)?;
            known.id
        }
        None => {
            let candidate = Candidate {
                id: CandidateId::from_uuid(tx.new_uuid()),
                side: *side,
                seed: seed.listing.id,
                need: need.listing.id,
                organisation: own.organisation,
                state: CandidateState::New,
                score,
                explanation,
                seed_version: seed.version,
                need_version: need.version,
                reason: None,
                mark: None,
                created_at: tx.now(),
                version: 1,
            };
            candidates::insert(tx, &candidate)?;
            tell(tx, app, &candidate, pair)?;
            candidate.id
        }
    };
    // In the log of the side that the match belongs to, and of no other: the pair itself is that side's secret.
    let entry = Entry::new(
        Log::Organisation(own.organisation),
        EntryKind::MatchFound,
        Doer::System,
        format!("candidate:{id}"),
    );
    let entry = entry.fact("side", side.code()).fact("new", is_new);
    Ok(Audited::new(is_new, tx.record(entry)))
}

/// Tells the people of one side; past the weekly cap the mail waits for the digest.
fn tell(tx: &mut Tx<'_>, app: &App, candidate: &Candidate, pair: &Pair) -> Outcome<()> {
    let own = match pair.side {
        Side::Seed => &pair.seed.listing,
        Side::Need => &pair.need.listing,
        // A liaison looks at the board; a mail for every pair of every institution would drown the desk.
        Side::Liaison => return Ok(()),
    };
    let since = tx.now() - TimeDelta::days(7);
    let recent = candidates::count_since(tx, candidate.organisation, pair.side, since)?;
    let cadence = (recent > app.config().matching.weekly_cap).then_some(Cadence::Weekly);
    let path = format!("/candidates/{}", candidate.id);
    let key = format!("candidate:{}", candidate.id);
    let event = Event {
        cadence,
        ..Event::new(MailKind::CandidateNew, key, path, Some(&own.reference))
    };
    let team: Vec<MemberId> = listings::team(tx, own.id)?;
    for member in team {
        notify::member(tx, app, member, &event)?;
    }
    Ok(())
}
