//! The second look, at the moment of sending: is the person still a member, is this kind still wanted, is it still true?

use crate::domain::account::MemberState;
use crate::domain::ids::SessionId;
use crate::domain::policy::Actor;
use crate::mail::kind::{Cadence, Category, MailKind};
use crate::services::error::{Error, Outcome};
use crate::services::introductions;
use crate::services::listings::public;
use crate::services::matching::show;
use crate::services::notify;
use crate::services::saved_searches;
use crate::store::db::Reads;
use crate::store::mails::Mail;
use crate::store::{members, sessions};
use uuid::Uuid;

/// What a mail's turn brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It goes out.
    Send,
    /// It waits for a digest of this cadence.
    Hold(Cadence),
    /// It is dropped: the recipient is no longer a member, does not want it, or it is no longer true.
    Suppress,
}

/// Looks again at a mail whose turn has come.
pub(super) fn at_its_turn(reads: &mut impl Reads, mail: &Mail, kind: MailKind) -> Outcome<Verdict> {
    let Some(cadence) = wished_cadence(reads, mail, kind)? else {
        return Ok(Verdict::Suppress);
    };
    let was_instant = mail.cadence == Cadence::Instant.code();
    Ok(match cadence {
        Cadence::Off => Verdict::Suppress,
        // A digest has brought it up, or it is a digest itself: it does not wait again.
        Cadence::Daily | Cadence::Weekly if was_instant && !kind.is_digest() => Verdict::Hold(cadence),
        Cadence::Instant | Cadence::Daily | Cadence::Weekly => Verdict::Send,
    })
}

/// How often the recipient wants this kind of mail now; none if there is no reason left to tell it at all.
pub(super) fn wished_cadence(reads: &mut impl Reads, mail: &Mail, kind: MailKind) -> Outcome<Option<Cadence>> {
    let Some(id) = mail.member else {
        return Ok(Some(Cadence::Instant));
    };
    let reachable = if kind.category() == Category::Security {
        members::find(reads, id)?.is_some_and(|member| member.state == MemberState::Active)
    } else {
        // Nobody's session: what matters is whether the person and the organisation may see anything at all.
        let reader = sessions::actor_of(reads, id, SessionId::from_uuid(Uuid::nil()))?;
        match reader {
            Some(reader) => still_true(reads, &reader, mail, kind)?,
            None => false,
        }
    };
    if !reachable {
        return Ok(None);
    }
    notify::cadence_of(reads, id, kind).map(Some)
}

/// Whether what the mail tells still holds for its reader. A match goes through the same door as on the reader's own board:
/// one that a liaison suppressed, or whose listings are withdrawn or hidden from the reader by now, is not told. Nobody is
/// asked for an answer that is not awaited any more.
fn still_true(reads: &mut impl Reads, reader: &Actor, mail: &Mail, kind: MailKind) -> Outcome<bool> {
    let mut parts = mail.event.split(':');
    match (kind.category(), parts.next(), parts.next()) {
        (Category::Matches, Some("candidate"), Some(id)) => match id.parse() {
            Ok(id) => match show::accessible(reads, reader, id) {
                Ok(_) => Ok(true),
                Err(Error::Refused(_)) => Ok(false),
                Err(error) => Err(error),
            },
            Err(_) => Ok(true),
        },
        (Category::Workflow, Some("public"), Some(listing)) => match listing.parse() {
            Ok(listing) => public::still_waits(reads, reader, listing),
            Err(_) => Ok(true),
        },
        (Category::Searches, Some("alert"), Some(listing)) => match listing.parse() {
            Ok(listing) => saved_searches::still_true(reads, reader, listing),
            Err(_) => Ok(true),
        },
        (Category::Introductions, Some("introduction"), Some(id)) => match id.parse() {
            Ok(id) => introductions::concerns(reads, reader, id, asks_for_an_answer(kind)),
            Err(_) => Ok(true),
        },
        _ => Ok(true),
    }
}

const fn asks_for_an_answer(kind: MailKind) -> bool {
    matches!(
        kind,
        MailKind::IntroductionReceived | MailKind::IntroductionReminder | MailKind::IntroductionInfoRequested
    )
}
