//! The mail room from outside: what mails say, what headers they carry, and what each kind of broken line is called.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[path = "mail/files.rs"]
mod files;
#[path = "mail/given.rs"]
mod given;
#[path = "mail/headers.rs"]
mod headers;
#[path = "mail/line.rs"]
mod line;
#[path = "mail/settings.rs"]
mod settings;
#[path = "support/smtp_sink.rs"]
mod smtp_sink;
#[path = "mail/texts.rs"]
mod texts;
#[path = "mail/tls.rs"]
mod tls;
#[path = "mail/unsubscribe.rs"]
mod unsubscribe;
