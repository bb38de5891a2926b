//! The way out: one of three transports, chosen by the settings.

use super::error::SendError;
use super::file::FileMailer;
use super::mask::mask_address;
use super::memory::MemoryMailer;
use super::message::OutgoingMail;
use super::settings::{MailSettings, MailSettingsError, TransportKind};
use super::smtp::SmtpMailer;

/// Sends mails; cheap to clone, and clones share their connections or their memory.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// To a relay.
    Smtp(SmtpMailer),
    /// To a directory of `.eml` files.
    File(FileMailer),
    /// To a list in memory.
    Memory(MemoryMailer),
}

impl Mailer {
    /// The mailer that the settings ask for; nothing is connected or written yet.
    pub fn from_settings(settings: &MailSettings) -> Result<Self, MailSettingsError> {
        settings.validate()?;
        Ok(match settings.transport {
            TransportKind::Memory => Self::Memory(MemoryMailer::default()),
            TransportKind::File => Self::File(FileMailer::new(settings.file()?.directory.clone())),
            TransportKind::Smtp => Self::Smtp(SmtpMailer::new(settings.smtp()?)?),
        })
    }

    /// A mailer that keeps mails in memory.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(MemoryMailer::default())
    }

    /// Sends one mail and waits for the outcome; call it from a thread that may block.
    pub fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let outcome = match self {
            Self::Smtp(smtp) => smtp.send(mail),
            Self::File(file) => file.send(mail),
            Self::Memory(memory) => {
                memory.send(mail);
                Ok(())
            }
        };
        let (mail_id, kind, to) = (mail.id(), mail.kind(), mask_address(mail.to()));
        match &outcome {
            Ok(()) => tracing::info!(%mail_id, %kind, to, "mail sent"),
            Err(error) => {
                tracing::warn!(%mail_id, %kind, to, class = error.code(), %error, "mail not sent")
            }
        }
        outcome
    }
}
