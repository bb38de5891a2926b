//! From lettre's errors to ours: the place decides the class, and nothing of the server's text is kept but its codes.

use super::error::{Reason, SendError, Step};
use lettre::transport::smtp::Error;
use std::error::Error as _;
use std::io::{self, ErrorKind};

/// A failure before the mail itself was being written.
pub(super) fn failed(step: Step, error: &Error) -> SendError {
    match reason(error) {
        // What name look-up reports has no kind of its own.
        Reason::Io(_) if step == Step::Connect => classify(step, Reason::Unreachable),
        reason => classify(step, reason),
    }
}

/// A failure while the mail was being written or its answer awaited.
pub(super) fn failed_in_message(dot_due: bool, error: &Error) -> SendError {
    let reason = reason(error);
    // A broken pipe is an answer to writing, never to reading: the dot did not leave this machine.
    let unwritten = io_kind(error) == Some(ErrorKind::BrokenPipe);
    match (&reason, dot_due && !unwritten) {
        (Reason::Status { .. }, true) => classify(Step::Confirmation, reason),
        (_, true) => SendError::Ambiguous {
            step: Step::Confirmation,
            reason,
        },
        (_, false) => SendError::Transient {
            step: Step::Body,
            reason,
        },
    }
}

/// A 5xx refuses this mail for good only where it answers a command about this mail; before that, and where it asks for
/// a sign-in, it is about the relay, and a mail must not be lost for it.
fn classify(step: Step, reason: Reason) -> SendError {
    let about_this_mail = matches!(step, Step::MailFrom | Step::RcptTo | Step::Data | Step::Confirmation);
    match reason {
        Reason::Status { code, .. } if about_this_mail && is_refusal(code) => SendError::Permanent { step, reason },
        _ => SendError::Transient { step, reason },
    }
}

const fn is_refusal(code: u16) -> bool {
    matches!(code, 500..=599) && !matches!(code, 530 | 534 | 535 | 538)
}

fn reason(error: &Error) -> Reason {
    if let Some(code) = error.status().and_then(|code| code.to_string().parse().ok()) {
        return Reason::Status {
            code,
            enhanced: enhanced_code(error),
        };
    }
    match io_kind(error) {
        Some(ErrorKind::WouldBlock | ErrorKind::TimedOut) => Reason::Timeout,
        Some(
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof,
        ) => Reason::Closed,
        Some(ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable) => {
            Reason::Unreachable
        }
        Some(ErrorKind::InvalidData) => Reason::Tls,
        Some(kind) => Reason::Io(kind),
        None if error.is_tls() => Reason::Tls,
        None if error.is_client() => Reason::Unsupported,
        None if error.is_response() && is_cut_short(error) => Reason::Closed,
        None if error.is_response() => Reason::Protocol,
        None => Reason::Unreachable,
    }
}

/// lettre reports the end of the stream as a response that is not complete.
fn is_cut_short(error: &Error) -> bool {
    error
        .source()
        .is_some_and(|source| source.to_string() == "incomplete response")
}

fn io_kind(error: &Error) -> Option<ErrorKind> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<io::Error>() {
            return Some(io.kind());
        }
        source = inner.source();
    }
    None
}

/// The first word of the answer, if it is of the form `5.1.1`.
fn enhanced_code(error: &Error) -> Option<String> {
    let text = error.source()?.to_string();
    let word = text.split_whitespace().next()?;
    let numbers: Vec<&str> = word.split('.').collect();
    let number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (numbers.len() == 3 && numbers.iter().all(number)).then(|| word.to_owned())
}
