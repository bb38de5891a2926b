//! What becomes of a mail of which nobody can know whether it arrived.

use crate::mail::kind::{Category, MailKind};

/// What to do after an ambiguous end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterDoubt {
    /// Once more with the same Message-ID: missing it would be worse than getting it twice.
    Resend,
    /// It stays as it is, counted and shown; what is told again is gathered by the next digest.
    Leave,
}

/// Security mails are sent once more. Proposed pairs and what searches found go into the next digest, everything else stands in the app anyway.
pub(super) fn after_doubt(kind: MailKind, earlier_doubts: i32) -> AfterDoubt {
    if kind.category() == Category::Security && earlier_doubts == 0 {
        AfterDoubt::Resend
    } else {
        AfterDoubt::Leave
    }
}

/// The kinds whose content the next digest tells again if it is not known whether it arrived.
pub(super) fn told_again() -> Vec<&'static str> {
    let found = |kind: &&MailKind| matches!(kind.category(), Category::Matches | Category::Searches);
    let found = MailKind::ALL.iter().filter(found);
    found.map(|kind| kind.code()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_security_mails_are_sent_again_and_only_once() {
        assert_eq!(after_doubt(MailKind::PasswordReset, 0), AfterDoubt::Resend);
        assert_eq!(after_doubt(MailKind::PasswordReset, 1), AfterDoubt::Leave);
        assert_eq!(after_doubt(MailKind::CandidateNew, 0), AfterDoubt::Leave);
        assert_eq!(after_doubt(MailKind::IntroductionReceived, 0), AfterDoubt::Leave);
    }

    #[test]
    fn only_what_was_found_is_told_again_in_a_digest() {
        let found = [
            "candidate_new",
            "candidate_digest",
            "saved_search_alert",
            "saved_search_digest",
        ];
        assert_eq!(told_again(), found);
    }
}
