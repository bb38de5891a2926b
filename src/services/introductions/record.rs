//! Ledger entries of introductions, in the logs of both sides.
//!
//! Before acceptance neither log names a person or organisation of the other side, nor the asking listing; and a request that is
//! withheld leaves nothing in the log of those it is withheld from.

use crate::domain::introduction::{IntroductionState, Viewpoint};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::services::introductions::Case;
use crate::store::db::{Recorded, Tx};
use crate::store::grants::Grant;
use serde_json::Value;

/// A fact for the log of one side only.
pub struct OnlyFor(pub Viewpoint, pub &'static str, pub Value);

/// Records what happened; `by` is who did it and on which side, or nobody when time did.
pub fn record(
    tx: &mut Tx<'_>,
    case: &Case,
    kind: EntryKind,
    by: Option<(&Actor, Viewpoint)>,
    facts: &[OnlyFor],
) -> Recorded {
    let introduction = &case.introduction;
    let revealed = introduction.state == IntroductionState::Accepted;
    let entry = |side: Viewpoint| {
        let log = match side {
            Viewpoint::Answering => introduction.responder_organisation,
            Viewpoint::Asking | Viewpoint::Liaison => introduction.requester_organisation,
        };
        // A liaison acts for the asking side here.
        let own_doing = by.is_some_and(|(_, doer)| (doer == Viewpoint::Answering) == (side == Viewpoint::Answering));
        let doer = match by {
            Some((actor, _)) if own_doing || revealed => Doer::Member(actor.member, actor.organisation),
            _ => Doer::System,
        };
        let subject = format!("introduction:{}", introduction.id);
        let mut entry = Entry::new(Log::Organisation(log), kind, doer, subject)
            .fact("target", introduction.target.to_string())
            .fact("state", introduction.state.code())
            .fact("by", by.map(|(_, doer)| doer.code()));
        if side == Viewpoint::Asking {
            entry = entry.fact("own", introduction.own.map(|id| id.to_string()));
        }
        for OnlyFor(_, name, value) in facts.iter().filter(|OnlyFor(only, ..)| *only == side) {
            entry = entry.fact(name, value.clone());
        }
        entry
    };
    if !case.is_withheld() {
        let _recorded = tx.record(entry(Viewpoint::Answering));
    }
    tx.record(entry(Viewpoint::Asking))
}

/// Records that a grant was opened or closed, in the log of the listing's owner.
pub fn record_grant(tx: &mut Tx<'_>, case: &Case, kind: EntryKind, actor: &Actor, grant: &Grant) {
    let owner = if grant.listing == case.introduction.target {
        case.introduction.responder_organisation
    } else {
        case.introduction.requester_organisation
    };
    let doer = Doer::Member(actor.member, actor.organisation);
    let entry = Entry::new(
        Log::Organisation(owner),
        kind,
        doer,
        format!("listing:{}", grant.listing),
    )
    .fact("organisation", grant.organisation.to_string())
    .fact("tier", grant.tier.code())
    .fact("introduction", case.introduction.id.to_string());
    let _recorded = tx.record(entry);
}
