//! Switching a kind of mail off from the mail itself, without signing in (RFC 8058). The link is the proof.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::{Error, Outcome};
use crate::store::notices;

/// The code of the kind of mail that a link switches off.
pub fn kind_of(app: &App, token: &str) -> Outcome<&'static str> {
    let (_, kind) = app.unsubscribe.verify(token).ok_or(Refusal::NotFound)?;
    Ok(MailKind::code(kind))
}

/// Switches it off. Doing so again changes nothing.
pub async fn unsubscribe(app: &App, token: &str) -> Outcome<&'static str> {
    let (member, kind) = app.unsubscribe.verify(token).ok_or(Refusal::NotFound)?;
    app.db
        .chore(move |chore| {
            notices::set_preference(chore, member, kind.code(), Cadence::Off.code())?;
            Ok::<_, Error>(kind.code())
        })
        .await
}
