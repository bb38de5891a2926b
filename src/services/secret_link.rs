//! Links that hold a secret. The outbox keeps only which secret is meant; it is put in at the moment of sending, so that
//! whoever reads the database finds no link that works.

use crate::app::App;
use crate::auth::secret;
use crate::mail::context::{Link, MailContext};
use crate::services::error::{Error, Outcome};
use uuid::Uuid;

/// What a secret link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretLink {
    /// Joining
    Invitation,
    /// Setting a new password
    PasswordReset,
}

// Both stand behind the `#`, which browsers send to no server and put into no log.
const PENDING: &str = "#pending=";
const TOKEN: &str = "#token=";

impl SecretLink {
    const ALL: [Self; 2] = [Self::Invitation, Self::PasswordReset];

    const fn purpose(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password-reset",
        }
    }

    const fn page(self) -> &'static str {
        match self {
            Self::Invitation => "/invitation",
            Self::PasswordReset => "/reset-password",
        }
    }

    /// The secret that belongs to an id.
    #[must_use]
    pub fn token(self, app: &App, id: &Uuid) -> String {
        secret::derived(&app.keys, self.purpose(), id)
    }

    /// The path for the outbox.
    #[must_use]
    pub fn stored_path(self, id: &Uuid) -> String {
        format!("{}{PENDING}{id}", self.page())
    }
}

/// The parameters of a queued mail with the secret in its link, if it is to have one.
pub fn complete(app: &App, context: MailContext) -> Outcome<MailContext> {
    let Some(link) = context.link.as_ref().map(|link| link.as_str().to_owned()) else {
        return Ok(context);
    };
    let Some((page, id)) = link.split_once(PENDING) else {
        return Ok(context);
    };
    let path = page.strip_prefix(app.config().server.public_url.as_str());
    let kind = SecretLink::ALL.into_iter().find(|kind| path == Some(kind.page()));
    let (Some(kind), Ok(id)) = (kind, id.parse()) else {
        return Err(Error::internal("a mail asks for a secret that does not exist"));
    };
    let complete = format!("{page}{TOKEN}{}", kind.token(app, &id));
    Ok(context.link(Link::parse(&complete).map_err(Error::internal)?))
}
