//! The undertaking: its versions, who accepted which, and reminders before an acceptance runs out.

mod accept;
mod list;
mod publish;
mod sweep;

pub use crate::store::undertakings::Acceptance;
pub use accept::{Consent, accept};
pub use list::{Current, Signature, acceptances, all, current};
pub use publish::{NewUndertaking, publish};
pub(super) use publish::{insert, texts_in_both};
pub use sweep::sweep;
