//! Mail: what may be written in one, how it is rendered, and how it leaves the house.
//!
//! Mails link rather than tell. A mail is made of reference numbers, links, counts and dates ([`context`]), rendered by
//! templates that are compiled in ([`template`]), wrapped in headers ([`message`]) and handed to a transport
//! ([`mailer`]) that says exactly where it failed ([`error`]). When to send, to whom and whether at all is decided by
//! `services` and `jobs`, not here.

pub mod context;
pub mod error;
pub mod file;
pub mod kind;
pub mod mailbox;
pub mod mailer;
pub mod mask;
pub mod memory;
pub mod message;
pub mod settings;
pub mod smtp;
mod smtp_failure;
mod smtp_session;
pub mod template;
pub mod unsubscribe;

pub use context::{Footer, Language, Link, MailContext, RecipientName, Reference};
pub use error::{Reason, SendError, Step};
pub use kind::{Cadence, Category, MailKind, Param};
pub use mailer::Mailer;
pub use memory::MemoryMailer;
pub use message::{Composer, Draft, OutgoingMail};
pub use settings::{MailSettings, MailSettingsError};
