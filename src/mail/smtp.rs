//! The transport to a relay, with a small pool of open connections.
//!
//! A connection from the pool is asked with NOOP before a mail is trusted to it. A mail is never tried twice here: the
//! queue decides, by the class of [`SendError`].

use super::error::SendError;
use super::message::OutgoingMail;
use super::settings::{MailSettingsError, SmtpSettings, TlsMode, wrong};
use super::smtp_session::Session;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// After so many mails a connection is closed: relays limit them, and a fresh one may reach a better machine.
const MAILS_PER_CONNECTION: u32 = 100;

/// Sends to a relay; clones share the connections.
#[derive(Clone)]
pub struct SmtpMailer {
    inner: Arc<Inner>,
}

struct Inner {
    route: Route,
    max_idle: usize,
    idle: Mutex<Vec<Session>>,
}

/// How to reach the relay.
pub(super) struct Route {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: TlsMode,
    pub(super) tls_parameters: Option<TlsParameters>,
    pub(super) hello: ClientId,
    pub(super) account: Option<(String, SecretString)>,
    pub(super) plaintext_allowed: bool,
    pub(super) timeout: Duration,
    pub(super) confirmation_timeout: Duration,
}

impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpMailer({}:{})", self.inner.route.host, self.inner.route.port)
    }
}

impl SmtpMailer {
    /// Reads the files that the settings name; connects at the first mail.
    pub fn new(settings: &SmtpSettings) -> Result<Self, MailSettingsError> {
        let route = Route {
            host: settings
                .host
                .trim()
                .trim_start_matches('[')
                .trim_end_matches(']')
                .to_owned(),
            port: settings.port(),
            tls: settings.tls,
            tls_parameters: tls_parameters(settings)?,
            hello: settings
                .hello_name
                .clone()
                .map_or_else(ClientId::default, ClientId::Domain),
            account: account(settings)?,
            plaintext_allowed: settings.plaintext_allowed(),
            timeout: Duration::from_secs(settings.timeout_seconds),
            confirmation_timeout: Duration::from_secs(settings.confirmation_timeout_seconds),
        };
        Ok(Self {
            inner: Arc::new(Inner {
                route,
                max_idle: settings.max_idle,
                idle: Mutex::new(Vec::new()),
            }),
        })
    }

    /// Sends one mail over a kept or a new connection.
    pub fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let mut session = match self.living_session() {
            Some(session) => session,
            None => Session::open(&self.inner.route)?,
        };
        let outcome = session.deliver(mail);
        if session.usable_after(&outcome) {
            self.keep(session);
        }
        outcome
    }

    fn living_session(&self) -> Option<Session> {
        loop {
            let mut session = self.inner.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if session.is_alive() {
                return Some(session);
            }
        }
    }

    fn keep(&self, session: Session) {
        let mut idle = self.inner.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle.len() < self.inner.max_idle && session.mails() < MAILS_PER_CONNECTION;
        if kept {
            idle.push(session);
        } else {
            drop(idle);
            session.quit();
        }
    }
}

fn tls_parameters(settings: &SmtpSettings) -> Result<Option<TlsParameters>, MailSettingsError> {
    if settings.tls == TlsMode::None {
        return Ok(None);
    }
    let unreadable = wrong(
        "mail.smtp.ca_file",
        "write the path of a readable PEM file, or leave it out",
    );
    let mut builder = TlsParameters::builder(settings.host.trim().to_owned());
    if let Some(path) = &settings.ca_file {
        let pem = fs::read(path).map_err(|_| unreadable.clone())?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| unreadable)?);
    }
    let unusable = wrong(
        "mail.smtp.host",
        "write a host name for which a TLS certificate can be issued",
    );
    builder.build_rustls().map(Some).map_err(|_| unusable)
}

fn account(settings: &SmtpSettings) -> Result<Option<(String, SecretString)>, MailSettingsError> {
    let Some(username) = &settings.username else {
        return Ok(None);
    };
    let password = match (&settings.password, &settings.password_file) {
        (Some(password), _) => password.clone(),
        (None, Some(path)) => {
            let unreadable = wrong(
                "mail.smtp.password_file",
                "write the path of a readable text file with the password",
            );
            let text = SecretString::from(fs::read_to_string(path).map_err(|_| unreadable)?);
            SecretString::from(text.expose_secret().trim_end_matches(['\r', '\n']).to_owned())
        }
        (None, None) => return Ok(None),
    };
    Ok(Some((username.clone(), password)))
}
