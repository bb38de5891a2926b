//! Where and why a mail did not go out, in three classes that tell the queue what to do.
//!
//! No variant can hold an address or a line of a mail: of a server's answer only the codes are kept, because its text
//! often repeats the recipient.

use std::fmt;

/// What failed to be sent, by what the queue may do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The mail did not go out and may be tried again.
    #[error("not sent, may be tried again: {reason} at {step}")]
    Transient {
        /// Where it failed.
        step: Step,
        /// Why.
        reason: Reason,
    },
    /// The server will never take this mail.
    #[error("not sent, refused for good: {reason} at {step}")]
    Permanent {
        /// Where it failed.
        step: Step,
        /// Why.
        reason: Reason,
    },
    /// The line broke between the final dot and the answer: nobody can know whether it was sent (RFC 1047).
    #[error("sent or not, cannot be known: {reason} at {step}")]
    Ambiguous {
        /// Where it failed: always [`Step::Confirmation`].
        step: Step,
        /// Why.
        reason: Reason,
    },
}

impl SendError {
    /// The stable code of the class, as the queue stores it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Transient { .. } => "transient",
            Self::Permanent { .. } => "permanent",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }
}

/// The point of the delivery at which it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Name lookup, TCP connection, TLS from the start, greeting or EHLO.
    Connect,
    /// The change to TLS.
    StartTls,
    /// Signing in.
    Auth,
    /// The sender was named.
    MailFrom,
    /// The recipient was named.
    RcptTo,
    /// The DATA command.
    Data,
    /// While the mail was being written.
    Body,
    /// After the final dot.
    Confirmation,
    /// Writing the file.
    File,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connect",
            Self::StartTls => "STARTTLS",
            Self::Auth => "AUTH",
            Self::MailFrom => "MAIL FROM",
            Self::RcptTo => "RCPT TO",
            Self::Data => "DATA",
            Self::Body => "mail body",
            Self::Confirmation => "the answer to the mail",
            Self::File => "mail file",
        })
    }
}

/// Why it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The server answered with this code, and perhaps an enhanced one such as `5.1.1`.
    Status {
        /// The three digits.
        code: u16,
        /// The enhanced status code of RFC 3463.
        enhanced: Option<String>,
    },
    /// Nothing came in time.
    Timeout,
    /// The line was cut.
    Closed,
    /// The server could not be reached.
    Unreachable,
    /// TLS could not be agreed on, or the certificate is not trusted.
    Tls,
    /// The server does not offer what the settings require.
    Unsupported,
    /// The server said something that is not SMTP.
    Protocol,
    /// The operating system refused.
    Io(std::io::ErrorKind),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status {
                code,
                enhanced: Some(enhanced),
            } => write!(f, "answer {code} {enhanced}"),
            Self::Status { code, enhanced: None } => write!(f, "answer {code}"),
            Self::Timeout => f.write_str("no answer in time"),
            Self::Closed => f.write_str("connection closed"),
            Self::Unreachable => f.write_str("server not reachable"),
            Self::Tls => f.write_str("TLS not agreed on or certificate not trusted"),
            Self::Unsupported => f.write_str("the server lacks a required extension"),
            Self::Protocol => f.write_str("answer is not SMTP"),
            Self::Io(kind) => write!(f, "{kind}"),
        }
    }
}
