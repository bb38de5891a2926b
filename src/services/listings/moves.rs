//! What a team does with a listing's state: take back, pause, resume, renew, withdraw, conclude.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::ListingId;
use crate::domain::ledger::EntryKind;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::vocabulary::Code;
use crate::services::error::{Error, Outcome};
use crate::services::listings::{access, doer, entry, expiry};
use crate::services::matching::Occasion;
use crate::store::db::{Audited, Reads};
use crate::store::listings;

/// Where a listing stands.
pub struct Standing {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// Where it is in its life
    pub state: ListingState,
    /// Where a successor of the published version is in review
    pub successor: Option<ListingState>,
    /// Until when it stays published
    pub valid_until: Option<Instant>,
    /// Row version
    pub version: i64,
}

impl Standing {
    pub(super) fn of(listing: &Listing) -> Self {
        Self {
            id: listing.id,
            kind: listing.kind,
            reference: listing.reference.clone(),
            state: listing.state,
            successor: listing.successor,
            valid_until: listing.valid_until,
            version: listing.version,
        }
    }
}

/// A move and what its maker says about it.
#[derive(Clone)]
pub struct Step {
    /// Which move
    pub by: Move,
    /// Why, a code of `outcomes`
    pub reason: Option<Code>,
    /// Until when it is to stay published (renewal)
    pub valid_until: Option<Instant>,
}

impl Step {
    /// A move without further words.
    #[must_use]
    pub const fn plain(by: Move) -> Self {
        Self {
            by,
            reason: None,
            valid_until: None,
        }
    }
}

/// Makes a move.
pub async fn make(app: &App, actor: Actor, id: ListingId, step: Step) -> Outcome<Standing> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let access::Known { listing, audience, .. } = access::known(tx, &actor, id)?;
            let permit = policy::may_move(&actor, &listing, &audience, step.by)?;
            let now = tx.now();
            let mut moved = listing.clone();
            let after = permit.apply(&mut moved, now)?;
            let known = |code: &Code| shared.vocabularies.knows("outcomes", code);
            if !step.reason.as_ref().is_none_or(known) {
                return Err(Error::field(FieldFault::new("reason", Fault::UnknownCode)));
            }
            match step.by {
                Move::Renew => moved.valid_until = Some(renewed(&shared, step.valid_until, now)?),
                // What ran out while it was paused is renewed, not resumed.
                Move::Resume if moved.valid_until.is_some_and(|until| until <= now) => {
                    return Err(Refusal::WrongState.into());
                }
                _ => {}
            }
            listings::update(tx, &mut moved)?;
            let seen_by_others = listing.state.is_visible() || moved.state.is_visible();
            if seen_by_others && (listing.state != moved.state || listing.valid_until != moved.valid_until) {
                tx.reindex(id);
            }
            if moved.state.is_open() && !listing.state.is_open() {
                Occasion::new(id).queue(tx)?;
            }
            let made = entry(&moved, EntryKind::StateChanged, doer(&actor))
                .fact("move", step.by.code())
                .fact("state", moved.state.code())
                .fact("review_state", after.code())
                .fact("reason", step.reason.as_ref().map(|code| code.as_str().to_owned()))
                .fact("valid_until", moved.valid_until.map(|until| until.to_rfc3339()));
            Ok(Audited::new(Standing::of(&moved), tx.record(made)))
        })
        .await
}

fn renewed(app: &App, wished: Option<Instant>, now: Instant) -> Outcome<Instant> {
    let Some(wished) = wished else {
        return expiry::usual(app, now);
    };
    match expiry::fault(app, wished, now)? {
        Some(fault) => Err(Error::field(fault)),
        None => Ok(wished),
    }
}
