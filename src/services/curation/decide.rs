//! A reviewer's decision: pass on, ask for changes, approve, publish.

use crate::app::App;
use crate::domain::ids::{ListingId, ReviewId};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::Listing;
use crate::domain::listing::state::{ListingState, Move};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::review::{Checklist, ReviewDecision, ReviewStage};
use crate::mail::kind::MailKind;
use crate::services::curation::publish::publish;
use crate::services::curation::tell;
use crate::services::error::{Error, Outcome, valid};
use crate::services::listings::access::Known;
use crate::services::listings::{doer, entry, public, team};
use crate::store::db::{Audited, Reads, Tx, Writes};
use crate::store::reviews::{self, Review};
use crate::store::{comments, listings};

const LONGEST_NOTE: usize = 2_000;

/// What a reviewer sends. It has no `Debug`: the note is for the owner's side only.
#[derive(Clone)]
pub struct Decision {
    /// Row version of the listing that the reviewer looked at
    pub seen: i64,
    /// What is decided
    pub decision: ReviewDecision,
    /// The checklist
    pub checklist: Option<Checklist>,
    /// What the reviewer says
    pub note: String,
}

/// A decision that was taken.
pub struct Decided {
    /// Its identity
    pub review: ReviewId,
    /// Where the review stands after it
    pub state: ListingState,
    /// The listing after it
    pub listing: Listing,
}

/// Takes a decision about the submitted version.
pub async fn decide(app: &App, actor: Actor, id: ListingId, decision: Decision) -> Outcome<Decided> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let Known { listing, audience, .. } = team::inside(tx, &actor, id)?;
            let by = move_of(decision.decision);
            let permit = policy::may_move(&actor, &listing, &audience, by)?;
            if listing.version != decision.seen {
                return Err(Refusal::Stale.into());
            }
            let version = listing.submitted.ok_or(Refusal::WrongState)?;
            let mut moved = listing.clone();
            let state = permit.apply(&mut moved, tx.now())?;
            valid(faults(tx, &listing, &decision)?)?;
            let review = Review {
                id: ReviewId::from_uuid(tx.new_uuid()),
                listing: id,
                version,
                stage: stage(listing.review_state()),
                decision: decision.decision,
                checklist: decision.checklist,
                note: decision.note.trim().to_owned(),
                reviewer: actor.member,
                created_at: tx.now(),
            };
            reviews::insert(tx, &review)?;
            if by == Move::Publish {
                let published = publish(tx, &shared, &listing, &mut moved, version)?;
                let made = entry(&moved, EntryKind::VersionPublished, doer(&actor))
                    .fact("version", version.to_string())
                    .fact("number", published.number)
                    .fact("members_part_changed", published.members_part_changed)
                    .fact("visibility", moved.visibility.map(|visibility| visibility.code()))
                    .fact("valid_until", moved.valid_until.map(|until| until.to_rfc3339()));
                let _recorded = tx.record(made);
            }
            listings::update(tx, &mut moved)?;
            if by == Move::Publish {
                public::follow_version(tx, &shared, &moved, doer(&actor))?;
            }
            announce(tx, &shared, &moved, &review)?;
            let made = entry(&moved, EntryKind::ReviewDecided, doer(&actor))
                .fact("review", review.id.to_string())
                .fact("version", version.to_string())
                .fact("stage", review.stage.code())
                .fact("decision", review.decision.code())
                .fact("state", state.code())
                .fact("acceptance", actor.acceptance.map(|id| id.to_string()));
            let decided = Decided {
                review: review.id,
                state,
                listing: moved,
            };
            Ok::<_, Error>(Audited::new(decided, tx.record(made)))
        })
        .await
}

const fn move_of(decision: ReviewDecision) -> Move {
    match decision {
        ReviewDecision::InstitutionApprove => Move::InstitutionApprove,
        ReviewDecision::RequestChanges => Move::RequestChanges,
        ReviewDecision::Approve => Move::Approve,
        ReviewDecision::Publish => Move::Publish,
    }
}

const fn stage(state: ListingState) -> ReviewStage {
    match state {
        ListingState::InstitutionReview => ReviewStage::Institution,
        _ => ReviewStage::Liaison,
    }
}

fn faults(tx: &mut Tx<'_>, listing: &Listing, decision: &Decision) -> Outcome<Vec<FieldFault>> {
    let mut faults = Vec::new();
    if decision.note.chars().count() > LONGEST_NOTE {
        faults.push(FieldFault::with_limit("note", Fault::TooLong, 2_000));
    }
    match decision.decision {
        ReviewDecision::Approve => faults.extend(decision.checklist.unwrap_or_default().faults(listing.kind)),
        // An owner must learn what to change.
        ReviewDecision::RequestChanges if decision.note.trim().is_empty() => {
            if !comments::count_open(tx, &[listing.id])?.contains_key(&listing.id) {
                faults.push(FieldFault::new("note", Fault::Required));
            }
        }
        ReviewDecision::RequestChanges | ReviewDecision::InstitutionApprove | ReviewDecision::Publish => {}
    }
    Ok(faults)
}

fn announce(tx: &mut Tx<'_>, app: &App, listing: &Listing, review: &Review) -> Outcome<()> {
    match review.decision {
        ReviewDecision::InstitutionApprove => {
            let now = tx.now();
            match listing.liaison {
                Some(liaison) => tell::liaison(tx, app, listing, liaison, now),
                None => Ok(()),
            }
        }
        ReviewDecision::RequestChanges => tell::team(tx, app, listing, review.id, MailKind::ChangesRequested),
        ReviewDecision::Approve => {
            tell::second_liaisons(tx, app, listing)?;
            tell::team(tx, app, listing, review.id, MailKind::ListingApproved)
        }
        ReviewDecision::Publish => tell::team(tx, app, listing, review.id, MailKind::ListingPublished),
    }
}
