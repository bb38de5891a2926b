//! What a side makes of a match, and what the liaison makes of the pair.

use crate::app::App;
use crate::domain::ids::CandidateId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::matching::{CandidateState, LiaisonMark, Side};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::vocabulary::Code;
use crate::services::error::{Error, Outcome};
use crate::services::matching::occasion::Occasion;
use crate::services::matching::show::accessible;
use crate::store::candidates;
use crate::store::db::Audited;

/// A side's decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// New state; never back to `new`
    pub state: CandidateState,
    /// Why it is dismissed, a code of `decline_codes`; required for that, refused otherwise
    pub reason: Option<Code>,
}

/// Records a side's decision. Returns the row version after it.
pub async fn decide(app: &App, actor: &Actor, id: CandidateId, version: i64, decision: Decision) -> Outcome<i64> {
    let reason_fault = match (&decision.state, &decision.reason) {
        (CandidateState::Dismissed, None) => Some(FieldFault::unchosen("reason")),
        (CandidateState::Dismissed, Some(code)) => {
            (!app.vocabularies.knows("decline_codes", code)).then(|| FieldFault::new("reason", Fault::UnknownCode))
        }
        (_, Some(_)) => Some(FieldFault::new("reason", Fault::Contradiction)),
        _ => None,
    };
    if let Some(fault) = reason_fault {
        return Err(Error::field(fault));
    }
    if decision.state == CandidateState::New {
        return Err(Error::field(FieldFault::new("state", Fault::Malformed)));
    }
    let actor = actor.clone();
    app.db
        .write(move |tx| {
            let mut row = accessible(tx, &actor, id)?;
            if row.side == Side::Liaison {
                return Err(Refusal::Forbidden.into());
            }
            if row.version != version {
                return Err(Refusal::Stale.into());
            }
            row.state = decision.state;
            row.reason = decision.reason.as_ref().map(|code| code.as_str().to_owned());
            candidates::update(tx, &mut row)?;
            if row.state == CandidateState::Dismissed {
                // What was dismissed may have taught a threshold.
                let own = if row.side == Side::Seed { row.seed } else { row.need };
                Occasion::new(own).own().queue(tx)?;
            }
            let doer = Doer::Member(actor.member, actor.organisation);
            let subject = format!("candidate:{id}");
            let entry = Entry::new(
                Log::Organisation(actor.organisation),
                EntryKind::MatchDecided,
                doer,
                subject,
            );
            let entry = entry.fact("state", row.state.code()).fact("reason", row.reason.clone());
            Ok::<_, Error>(Audited::new(row.version, tx.record(entry)))
        })
        .await
}

/// Marks a match as seen when its page is opened; anything but `new` stays as it is.
pub async fn seen(app: &App, actor: &Actor, id: CandidateId) -> Outcome<()> {
    let actor = actor.clone();
    app.db
        .write(move |tx| {
            let mut row = accessible(tx, &actor, id)?;
            if row.state != CandidateState::New || row.side == Side::Liaison {
                return Ok(Audited::unchanged(()));
            }
            row.state = CandidateState::Seen;
            candidates::update(tx, &mut row)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let subject = format!("candidate:{id}");
            let entry = Entry::new(
                Log::Organisation(actor.organisation),
                EntryKind::MatchShown,
                doer,
                subject,
            );
            Ok::<_, Error>(Audited::new((), tx.record(entry)))
        })
        .await
}

/// Sets or lifts the liaison's mark on a pair, for every side of it.
pub async fn mark(app: &App, actor: &Actor, id: CandidateId, mark: Option<LiaisonMark>) -> Outcome<()> {
    let actor = actor.clone();
    app.db
        .write(move |tx| {
            let row = accessible(tx, &actor, id)?;
            if row.side != Side::Liaison {
                return Err(Refusal::Forbidden.into());
            }
            candidates::mark_pair(tx, row.seed, row.need, mark)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let subject = format!("candidate:{id}");
            let entry = Entry::new(
                Log::Organisation(row.organisation),
                EntryKind::MatchDecided,
                doer,
                subject,
            );
            let entry = entry.fact("mark", mark.map(LiaisonMark::code));
            Ok::<_, Error>(Audited::new((), tx.record(entry)))
        })
        .await
}
