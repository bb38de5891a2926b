//! Contact: one side asks, the other answers, identities and the Approved tier open on acceptance.
//!
//! What either side may learn before acceptance:
//! - The asking side sees of the target what the listing's own page shows it, and nothing of who stands behind it.
//! - The answering side sees the kind of the asking organisation and the message. The asking listing, and the company behind an
//!   open need, are shown only where the answering side may see that listing anyway: a blind need leaves no trace, not even its
//!   reference, not even the fact that a match led here.
//! - A request on behalf of a listing whose block list names the target's organisation is taken but never put to that
//!   organisation, and lapses by time. A refusal would be an oracle: by blocking one organisation after another, anybody could
//!   find out which one stands behind a seed. (That a listing is one's own organisation's is no such secret, and is refused.)
//!
//! Brokering: a liaison in charge of either listing proposes the contact to the team of `own_listing`. It is theirs to confirm
//! (with a message of their own, if they like); until then the other side knows nothing. Confirmed, it goes its way as if they
//! had asked themselves, so identities are never revealed without the consent of both sides.
//!
//! The message, question, answer and gap request are the only free texts between the parties. They are never in a mail, a
//! notice, the ledger or a log.

mod accept;
mod ask;
mod ask_back;
mod confirm;
mod decline;
mod propose;
mod record;
mod show;
mod sweep;
mod tell;
mod view;
mod withdraw;

pub use self::accept::accept;
pub use self::ask::{Ask, ask};
pub use self::ask_back::{provide_info, request_info};
pub use self::confirm::confirm;
pub use self::decline::{Declination, decline};
pub use self::show::{Page, list, show};
pub use self::sweep::{Swept, sweep};
pub use self::view::{Contact, DeclineReason, Party, Shown, Subject};
pub use self::withdraw::withdraw;
pub use crate::store::introductions::Mailbox;

use crate::app::App;
use crate::domain::account::MemberState;
use crate::domain::clock::day_in_japan;
use crate::domain::ids::{IntroductionId, ListingId, MemberId};
use crate::domain::introduction::{Around, Introduction, IntroductionMove, MESSAGE_MAX, Viewpoint};
use crate::domain::listing::Listing;
use crate::domain::policy::{Actor, Audience};
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::services::error::{Error, Outcome};
use crate::store::db::{Reads, Tx};
use crate::store::{audiences, introductions, listings, members};
use chrono::{NaiveDate, TimeDelta};

/// A listing of an introduction, with its team and block list.
struct Side {
    listing: Listing,
    audience: Audience,
}

impl Side {
    fn load(reads: &mut impl Reads, id: ListingId) -> Outcome<Self> {
        let listing = listings::find(reads, id)?.ok_or_else(|| Error::internal(format!("listing {id} is gone")))?;
        let audience = Audience {
            team: audiences::team(reads, id)?,
            blocked: audiences::blocks(reads, id)?,
            granted: None,
            approver: None,
        };
        Ok(Self { listing, audience })
    }

    const fn around(&self) -> Around<'_> {
        Around {
            listing: &self.listing,
            audience: &self.audience,
        }
    }

    /// The owner, then the rest of the team.
    fn people(&self) -> impl Iterator<Item = MemberId> {
        let owner = self.listing.owner;
        let others = self.audience.team.iter().copied().filter(move |id| *id != owner);
        std::iter::once(owner).chain(others)
    }
}

/// An introduction with its listings.
struct Case {
    introduction: Introduction,
    target: Side,
    own: Option<Side>,
}

impl Case {
    fn load(reads: &mut impl Reads, introduction: Introduction) -> Outcome<Self> {
        Ok(Self {
            target: Side::load(reads, introduction.target)?,
            own: introduction.own.map(|id| Side::load(reads, id)).transpose()?,
            introduction,
        })
    }

    fn is_withheld(&self) -> bool {
        let own = self.own.as_ref().map(Side::around);
        self.introduction.is_withheld(own.as_ref())
    }

    /// The last day to answer.
    fn answer_by(&self, app: &App) -> NaiveDate {
        day_in_japan(self.introduction.created_at + TimeDelta::days(app.config().introductions.lapse_days))
    }

    fn viewpoint(&self, reads: &mut impl Reads, actor: &Actor) -> Outcome<Option<Viewpoint>> {
        let requester = members::find(reads, self.introduction.requester)?;
        let orphaned = requester.is_some_and(|member| {
            member.organisation == self.introduction.requester_organisation && member.state != MemberState::Active
        });
        let own = self.own.as_ref().map(Side::around);
        Ok(self
            .introduction
            .viewpoint(actor, &self.target.around(), own.as_ref(), orphaned))
    }
}

/// The introduction as far as the actor stands in it. Absence and not standing in it are the same `NotFound`.
fn standing(reads: &mut impl Reads, actor: &Actor, id: IntroductionId) -> Outcome<(Case, Viewpoint)> {
    let not_found = || Error::Refused(Refusal::NotFound);
    let introduction = introductions::find(reads, id)?.ok_or_else(not_found)?;
    let case = Case::load(reads, introduction)?;
    let viewpoint = case.viewpoint(reads, actor)?.ok_or_else(not_found)?;
    Ok((case, viewpoint))
}

/// Whether an introduction still concerns the actor; if `waiting`, also whether anybody still waits for an answer. For mails,
/// which are looked at again when their turn comes.
pub(super) fn concerns(reads: &mut impl Reads, actor: &Actor, id: IntroductionId, waiting: bool) -> Outcome<bool> {
    match standing(reads, actor, id) {
        Ok((case, _)) => Ok(!waiting || !case.introduction.state.is_settled()),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Loads an introduction and makes a move in it: not theirs, then not their move, then seen by an older version, then not now.
/// The caller adds what belongs to the move and saves.
fn step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: IntroductionId,
    seen: i64,
    by: IntroductionMove,
) -> Outcome<(Case, Viewpoint)> {
    let (mut case, viewpoint) = standing(tx, actor, id)?;
    let after = viewpoint.makes(by, case.introduction.state);
    if after == Err(Refusal::Forbidden) {
        return Err(Refusal::Forbidden.into());
    }
    if case.introduction.version != seen {
        return Err(Refusal::Stale.into());
    }
    case.introduction.state = after?;
    Ok((case, viewpoint))
}

/// A text of one party to the other: there, and no longer than allowed.
fn free_text(field: &str, text: &str) -> Vec<FieldFault> {
    if text.trim().is_empty() {
        return vec![FieldFault::new(field, Fault::Required)];
    }
    if text.chars().count() > MESSAGE_MAX {
        return vec![FieldFault::with_limit(field, Fault::TooLong, MESSAGE_MAX)];
    }
    Vec::new()
}

fn confirmed(confirmed: bool) -> Vec<FieldFault> {
    if confirmed {
        Vec::new()
    } else {
        vec![FieldFault::new("confirmed_non_confidential", Fault::NotConfirmed)]
    }
}
