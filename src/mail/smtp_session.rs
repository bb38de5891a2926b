//! One connection to the relay, one command at a time, so that a failure is known by its place.

use super::error::{Reason, SendError, Step};
use super::message::OutgoingMail;
use super::settings::TlsMode;
use super::smtp::Route;
use super::smtp_failure::{failed, failed_in_message};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use secrecy::ExposeSecret;
use std::cell::Cell;
use std::iter;
use std::time::Duration;

/// A kept connection that does not answer NOOP this fast is not worth waiting for.
const PROBE: Duration = Duration::from_secs(5);

pub(super) struct Session {
    connection: SmtpConnection,
    timeout: Duration,
    confirmation_timeout: Duration,
    mails: u32,
}

impl Session {
    /// Connects, changes to TLS and signs in, as the route demands.
    pub(super) fn open(route: &Route) -> Result<Self, SendError> {
        let from_the_start = route.tls_parameters.as_ref().filter(|_| route.tls == TlsMode::Implicit);
        let address = (route.host.as_str(), route.port);
        let mut connection = SmtpConnection::connect(address, Some(route.timeout), &route.hello, from_the_start, None)
            .map_err(|error| failed(Step::Connect, &error))?;
        if let Some(tls) = route
            .tls_parameters
            .as_ref()
            .filter(|_| wants_starttls(route.tls, &connection))
        {
            connection
                .starttls(tls, &route.hello)
                .map_err(|error| failed(Step::StartTls, &error))?;
        }
        if let Some((username, password)) = &route.account {
            if !connection.is_encrypted() && !route.plaintext_allowed {
                return Err(SendError::Transient {
                    step: Step::StartTls,
                    reason: Reason::Unsupported,
                });
            }
            let credentials = Credentials::new(username.clone(), password.expose_secret().to_owned());
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .map_err(|error| failed(Step::Auth, &error))?;
        }
        Ok(Self {
            connection,
            timeout: route.timeout,
            confirmation_timeout: route.confirmation_timeout,
            mails: 0,
        })
    }

    /// One mail, from MAIL FROM to the answer to the final dot.
    pub(super) fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), SendError> {
        self.mails = self.mails.saturating_add(1);
        let envelope = mail.envelope();
        self.connection
            .command(Mail::new(envelope.from().cloned(), Vec::new()))
            .map_err(|error| failed(Step::MailFrom, &error))?;
        for to in envelope.to() {
            self.connection
                .command(Rcpt::new(to.clone(), Vec::new()))
                .map_err(|error| failed(Step::RcptTo, &error))?;
        }
        let go_ahead = self
            .connection
            .command(Data)
            .map_err(|error| failed(Step::Data, &error))?;
        if !go_ahead.has_code(354) {
            return Err(SendError::Transient {
                step: Step::Data,
                reason: Reason::Protocol,
            });
        }
        self.wait_up_to(self.confirmation_timeout);
        // lettre asks for the next piece before it writes the dot: the flag marks the point of no return.
        let dot_due = Cell::new(false);
        let pieces = iter::once(mail.bytes()).chain(iter::from_fn(|| {
            dot_due.set(true);
            None
        }));
        let answer = self
            .connection
            .message_iter(pieces)
            .map_err(|error| failed_in_message(dot_due.get(), &error))?;
        self.wait_up_to(self.timeout);
        if answer.code().is_positive() && !answer.has_code(354) {
            Ok(())
        } else {
            Err(SendError::Ambiguous {
                step: Step::Confirmation,
                reason: Reason::Protocol,
            })
        }
    }

    /// Whether the next mail may use this connection: after a success, or after a refusal that RSET undoes.
    pub(super) fn usable_after(&mut self, outcome: &Result<(), SendError>) -> bool {
        match outcome {
            Ok(()) => true,
            Err(
                SendError::Transient {
                    reason: Reason::Status { code, .. },
                    ..
                }
                | SendError::Permanent {
                    reason: Reason::Status { code, .. },
                    ..
                },
            ) => {
                self.wait_up_to(self.timeout.min(PROBE));
                let reset = *code != 421 && self.connection.command(Rset).is_ok();
                self.wait_up_to(self.timeout);
                reset
            }
            Err(_) => false,
        }
    }

    /// Whether the other side still answers.
    pub(super) fn is_alive(&mut self) -> bool {
        self.wait_up_to(self.timeout.min(PROBE));
        let alive = self.connection.test_connected();
        self.wait_up_to(self.timeout);
        alive
    }

    pub(super) const fn mails(&self) -> u32 {
        self.mails
    }

    /// Says goodbye; the outcome of the mails does not depend on it.
    pub(super) fn quit(mut self) {
        self.wait_up_to(self.timeout.min(PROBE));
        let _ = self.connection.quit();
    }

    fn wait_up_to(&mut self, limit: Duration) {
        // A socket that refuses its time limit keeps the earlier one, and the next command shows what is wrong with it.
        let _ = self.connection.set_timeout(Some(limit));
    }
}

fn wants_starttls(tls: TlsMode, connection: &SmtpConnection) -> bool {
    match tls {
        TlsMode::Required => true,
        TlsMode::Opportunistic => connection.can_starttls(),
        TlsMode::Implicit | TlsMode::None => false,
    }
}
