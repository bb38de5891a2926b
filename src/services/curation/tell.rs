//! Who is told of a review's progress.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::ids::{MemberId, ReviewId};
use crate::domain::listing::Listing;
use crate::domain::review::due_day;
use crate::mail::kind::MailKind;
use crate::services::curation;
use crate::services::error::Outcome;
use crate::services::listings::{self, team};
use crate::services::notify::{self, Event};
use crate::store::db::{Reads, Tx};
use crate::store::{members, reviews};

/// Tells the owner's team of a decision.
pub(super) fn team(tx: &mut Tx<'_>, app: &App, listing: &Listing, review: ReviewId, kind: MailKind) -> Outcome<()> {
    let path = match kind {
        // Comments stand beside the version on the review's page.
        MailKind::ChangesRequested => curation::path(listing),
        _ => listings::path(listing),
    };
    let event = Event {
        date: listing.valid_until.map(day_in_japan),
        ..Event::new(kind, format!("review:{review}"), path, Some(&listing.reference))
    };
    for member in team::members(tx, listing)? {
        notify::member(tx, app, member, &event)?;
    }
    Ok(())
}

/// Tells a liaison that a listing waits, and until when it should be done.
pub(super) fn liaison(tx: &mut Tx<'_>, app: &App, listing: &Listing, who: MemberId, since: Instant) -> Outcome<()> {
    let event = Event {
        date: Some(due_day(since, app.config().curation.sla_business_days)),
        ..Event::new(
            MailKind::ListingSubmitted,
            format!("listing:{}:{}", listing.id, listing.version),
            curation::path(listing),
            Some(&listing.reference),
        )
    };
    notify::member(tx, app, who, &event)
}

/// Tells the other liaisons that a version waits for its second pair of eyes, where the organisation wants one.
pub(super) fn second_liaisons(tx: &mut Tx<'_>, app: &App, listing: &Listing) -> Outcome<()> {
    let Some(approver) = reviews::approver_awaiting_second(tx, listing)? else {
        return Ok(());
    };
    let now = tx.now();
    for other in second_liaisons_than(tx, approver)? {
        liaison(tx, app, listing, other, now)?;
    }
    Ok(())
}

/// The liaisons who may be a second pair of eyes after an approver.
pub(super) fn second_liaisons_than(reads: &mut impl Reads, approver: MemberId) -> Outcome<Vec<MemberId>> {
    let liaisons = members::active_with_role(reads, Role::Liaison, None)?.into_iter();
    Ok(liaisons
        .map(|liaison| liaison.id)
        .filter(|id| *id != approver)
        .collect())
}
