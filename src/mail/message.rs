//! From a draft to the bytes that go over the line.
//!
//! The same draft always gives the same bytes: Message-ID and boundary come from the mail's id, the date from the
//! caller. So a mail sent again after an ambiguous end can be recognised as the same one.

use super::context::{Footer, Language, MailContext};
use super::kind::MailKind;
use super::mask::mask_address;
use super::settings::{MailSettings, MailSettingsError};
use super::template::{Renderer, TemplateError};
use crate::domain::ids::MailId;
use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::{Address, address::Envelope};
use std::fmt;
use std::sync::Arc;

/// Why a mail could not be written; never repeats an address.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The recipient's address is not a plain ASCII mail address.
    #[error("the recipient's address cannot be used")]
    Address,
    /// The texts could not be rendered.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The settings are not usable.
    #[error(transparent)]
    Settings(#[from] MailSettingsError),
    /// The headers could not be built.
    #[error("the message cannot be built")]
    Message(#[from] lettre::error::Error),
}

/// What is needed to write one mail.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// The queued mail, which names the message.
    pub id: MailId,
    /// What it is about.
    pub kind: MailKind,
    /// In which language.
    pub language: Language,
    /// The recipient's address.
    pub to: &'a str,
    /// The parameters.
    pub context: &'a MailContext,
    /// The links to switch it off; needed unless [`MailKind::can_unsubscribe`] is false.
    pub footer: Option<&'a Footer>,
    /// When it was queued: the same at every attempt.
    pub date: DateTime<Utc>,
}

/// A mail as it will be sent.
#[derive(Clone)]
pub struct OutgoingMail {
    id: MailId,
    kind: MailKind,
    envelope: Envelope,
    bytes: Vec<u8>,
}

impl OutgoingMail {
    /// The queued mail.
    #[must_use]
    pub const fn id(&self) -> MailId {
        self.id
    }

    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> MailKind {
        self.kind
    }

    /// The recipient's address in clear.
    #[must_use]
    pub fn to(&self) -> &str {
        self.envelope.to().first().map_or("", AsRef::as_ref)
    }

    /// The whole message, ASCII with CRLF line ends.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) const fn envelope(&self) -> &Envelope {
        &self.envelope
    }
}

impl fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "OutgoingMail({}, {}, {})",
            self.id,
            self.kind,
            mask_address(self.to())
        )
    }
}

/// Writes mails; make it once at start.
#[derive(Clone, Debug)]
pub struct Composer {
    renderer: Arc<Renderer>,
    from: Mailbox,
    host: String,
}

impl Composer {
    /// A composer with the sender of the settings.
    pub fn new(settings: &MailSettings) -> Result<Self, ComposeError> {
        Ok(Self {
            renderer: Arc::new(Renderer::new()?),
            from: settings.sender()?,
            host: settings.host_of_ids()?,
        })
    }

    /// Writes one mail.
    pub fn compose(&self, draft: &Draft<'_>) -> Result<OutgoingMail, ComposeError> {
        let to = recipient(draft.to)?;
        let rendered = self
            .renderer
            .render(draft.kind, draft.language, draft.context, draft.footer)?;
        let envelope = Envelope::new(Some(self.from.email.clone()), vec![to.clone()])?;
        let mut message = Message::builder()
            .message_id(Some(format!("<{}@{}>", draft.id, self.host)))
            .date(draft.date.into())
            .from(self.from.clone())
            .to(Mailbox::new(Some(draft.context.recipient.as_str().to_owned()), to))
            .subject(rendered.subject)
            .raw_header(ascii(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated",
            ))
            .raw_header(ascii(
                HeaderName::new_from_ascii_str("Content-Language"),
                draft.language.code(),
            ))
            .envelope(envelope.clone());
        let one_click = draft
            .footer
            .filter(|footer| draft.kind.can_unsubscribe() && footer.unsubscribe.is_https());
        if let Some(footer) = one_click {
            let target = format!("<{}>", footer.unsubscribe.as_str());
            message = message
                .raw_header(ascii(HeaderName::new_from_ascii_str("List-Unsubscribe"), &target))
                .raw_header(ascii(
                    HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
                    "List-Unsubscribe=One-Click",
                ));
        }
        let body = MultiPart::alternative()
            .boundary(format!("enishi-{}", draft.id))
            .singlepart(SinglePart::plain(rendered.text))
            .singlepart(SinglePart::html(rendered.html));
        let bytes = message.multipart(body)?.formatted();
        Ok(OutgoingMail {
            id: draft.id,
            kind: draft.kind,
            envelope,
            bytes,
        })
    }
}

/// Only ASCII addresses: institutions have them, and no relay needs SMTPUTF8 for them.
fn recipient(address: &str) -> Result<Address, ComposeError> {
    if !address.is_ascii() || address.len() > 254 {
        return Err(ComposeError::Address);
    }
    address.parse().map_err(|_| ComposeError::Address)
}

/// A header whose value is already fit for the line, which keeps long links whole (lettre would fold or encode them).
fn ascii(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(name, value.to_owned(), value.to_owned())
}
