//! The mailbox of a demonstration: every mail that the file transport wrote. It does not exist anywhere else.

use crate::app::App;
use crate::domain::ids::MailId;
use crate::domain::problem::Refusal;
use crate::mail::mailbox::Mailbox;
pub use crate::mail::mailbox::{MailboxEntry, MailboxMessage};
use crate::mail::settings::TransportKind;
use crate::services::error::{Error, Outcome};

const MOST: usize = 300;

fn mailbox(app: &App) -> Outcome<Mailbox> {
    let mail = &app.config().mail;
    let shown = app.config().server.demo && mail.transport == TransportKind::File;
    match mail.file.as_ref().filter(|_| shown) {
        Some(file) => Ok(Mailbox::new(file.directory.clone())),
        None => Err(Refusal::NotFound.into()),
    }
}

/// Whether there is a mailbox to show.
#[must_use]
pub fn is_shown(app: &App) -> bool {
    mailbox(app).is_ok()
}

/// The newest mails.
pub async fn list(app: &App) -> Outcome<Vec<MailboxEntry>> {
    let mailbox = mailbox(app)?;
    off_thread(move || mailbox.list(MOST)).await
}

/// One mail.
pub async fn read(app: &App, id: MailId) -> Outcome<MailboxMessage> {
    let mailbox = mailbox(app)?;
    let message = off_thread(move || mailbox.read(id)).await?;
    message.ok_or_else(|| Refusal::NotFound.into())
}

async fn off_thread<T: Send + 'static>(run: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Outcome<T> {
    match tokio::task::spawn_blocking(run).await {
        Ok(outcome) => outcome.map_err(|error| Error::internal(error.kind())),
        Err(_) => Err(Error::internal("interrupted")),
    }
}
