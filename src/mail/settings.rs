//! The `[mail]` section of the configuration, and what to write when it is wrong.

use lettre::message::Mailbox;
use secrecy::SecretString;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;

/// How mails leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransportKind {
    /// To a relay.
    Smtp,
    /// To a directory, for demonstrations.
    File,
    /// To memory, for tests.
    Memory,
}

/// How the line to the relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsMode {
    /// STARTTLS or nothing.
    #[default]
    Required,
    /// STARTTLS if offered.
    Opportunistic,
    /// TLS from the first byte.
    Implicit,
    /// No TLS; only to this machine unless `allow_plaintext` is set.
    None,
}

/// The `[mail]` section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// How mails leave.
    pub transport: TransportKind,
    /// The sender, with or without a display name.
    pub from: String,
    /// The right side of Message-IDs; the sender's domain if missing.
    #[serde(default)]
    pub message_id_host: Option<String>,
    /// For `transport = "file"`.
    #[serde(default)]
    pub file: Option<FileSettings>,
    /// For `transport = "smtp"`.
    #[serde(default)]
    pub smtp: Option<SmtpSettings>,
}

/// The `[mail.file]` section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSettings {
    /// Where `.eml` files go.
    pub directory: PathBuf,
}

/// The `[mail.smtp]` section.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// The relay.
    pub host: String,
    /// 465 for implicit TLS, 25 without TLS, else 587, if missing.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the line is protected.
    #[serde(default)]
    pub tls: TlsMode,
    /// A PEM file with the authority that signed the relay's certificate, trusted besides the system's.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The account at the relay.
    #[serde(default)]
    pub username: Option<String>,
    /// Its password.
    #[serde(default)]
    pub password: Option<SecretString>,
    /// A file with its password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// The name in EHLO; this machine's name if missing.
    #[serde(default)]
    pub hello_name: Option<String>,
    /// How long to wait for the network and for each answer.
    #[serde(default = "default_timeout")]
    pub timeout_seconds: u64,
    /// How long to wait for the answer to the mail itself: giving up here leaves the outcome unknown.
    #[serde(default = "default_confirmation_timeout")]
    pub confirmation_timeout_seconds: u64,
    /// How many unused connections are kept open.
    #[serde(default = "default_max_idle")]
    pub max_idle: usize,
    /// Permits plain text, and passwords over it, to another machine.
    #[serde(default)]
    pub allow_plaintext: bool,
}

const fn default_timeout() -> u64 {
    30
}

const fn default_confirmation_timeout() -> u64 {
    300
}

const fn default_max_idle() -> usize {
    2
}

/// A setting that cannot be used, and what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {advice}")]
pub struct MailSettingsError {
    /// The setting's path.
    pub field: &'static str,
    /// What to write.
    pub advice: &'static str,
}

pub(super) const fn wrong(field: &'static str, advice: &'static str) -> MailSettingsError {
    MailSettingsError { field, advice }
}

impl MailSettings {
    /// Checks everything that can be checked without the network.
    pub fn validate(&self) -> Result<(), MailSettingsError> {
        self.sender()?;
        self.host_of_ids()?;
        match self.transport {
            TransportKind::Memory => Ok(()),
            TransportKind::File => self.file().map(|_| ()),
            TransportKind::Smtp => self.smtp()?.validate(),
        }
    }

    pub(super) fn sender(&self) -> Result<Mailbox, MailSettingsError> {
        const ADVICE: &str = "write the sender, such as from = \"Enishi <no-reply@enishi.example.ac.jp>\"";
        let sender: Mailbox = self.from.parse().map_err(|_| wrong("mail.from", ADVICE))?;
        if AsRef::<str>::as_ref(&sender.email).is_ascii() {
            Ok(sender)
        } else {
            Err(wrong("mail.from", ADVICE))
        }
    }

    pub(super) fn host_of_ids(&self) -> Result<String, MailSettingsError> {
        let host = match &self.message_id_host {
            Some(host) => host.clone(),
            None => self.sender()?.email.domain().to_owned(),
        };
        let plain = !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let advice = "write a host name, such as message_id_host = \"enishi.example.ac.jp\"";
        if plain {
            Ok(host)
        } else {
            Err(wrong("mail.message_id_host", advice))
        }
    }

    pub(super) fn file(&self) -> Result<&FileSettings, MailSettingsError> {
        let advice = "write [mail.file] with the directory for mails, such as directory = \"var/mail\"";
        self.file
            .as_ref()
            .filter(|file| !file.directory.as_os_str().is_empty())
            .ok_or(wrong("mail.file.directory", advice))
    }

    pub(super) fn smtp(&self) -> Result<&SmtpSettings, MailSettingsError> {
        let advice = "write [mail.smtp] with your relay, such as host = \"smtp.example.ac.jp\"";
        self.smtp
            .as_ref()
            .filter(|smtp| !smtp.host.trim().is_empty())
            .ok_or(wrong("mail.smtp.host", advice))
    }
}

impl SmtpSettings {
    /// The port that is written or that fits the mode.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            TlsMode::Implicit => 465,
            TlsMode::None => 25,
            TlsMode::Required | TlsMode::Opportunistic => 587,
        })
    }

    /// Whether plain text is acceptable on this line.
    #[must_use]
    pub fn plaintext_allowed(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        self.allow_plaintext || host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    fn validate(&self) -> Result<(), MailSettingsError> {
        let has_password = self.password.is_some() || self.password_file.is_some();
        let bad_name = |name: &String| name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic());
        if self.port == Some(0) {
            Err(wrong(
                "mail.smtp.port",
                "write the relay's port, such as port = 587, or leave it out",
            ))
        } else if self.tls == TlsMode::None && !self.plaintext_allowed() {
            Err(wrong(
                "mail.smtp.tls",
                "write tls = \"required\"; without TLS only a relay on this machine is accepted, unless allow_plaintext = true",
            ))
        } else if self.username.is_some() && !has_password {
            Err(wrong(
                "mail.smtp.password_file",
                "write password_file = \"/path/to/secret\" for the username, or leave out username",
            ))
        } else if self.username.is_none() && has_password {
            Err(wrong(
                "mail.smtp.username",
                "write username = \"…\" for the password, or leave out the password",
            ))
        } else if self.password.is_some() && self.password_file.is_some() {
            Err(wrong(
                "mail.smtp.password",
                "write either password or password_file, not both",
            ))
        } else if self.username.is_some() && self.tls == TlsMode::Opportunistic && !self.plaintext_allowed() {
            Err(wrong(
                "mail.smtp.tls",
                "write tls = \"required\" or \"implicit\", so that the password never goes out in clear",
            ))
        } else if !(1..=600).contains(&self.timeout_seconds) {
            Err(wrong(
                "mail.smtp.timeout_seconds",
                "write a number of seconds from 1 to 600",
            ))
        } else if !(1..=600).contains(&self.confirmation_timeout_seconds) {
            Err(wrong(
                "mail.smtp.confirmation_timeout_seconds",
                "write a number of seconds from 1 to 600",
            ))
        } else if self.max_idle > 32 {
            Err(wrong("mail.smtp.max_idle", "write a number from 0 to 32"))
        } else if self.hello_name.as_ref().is_some_and(bad_name) {
            Err(wrong(
                "mail.smtp.hello_name",
                "write this machine's host name, such as hello_name = \"enishi.example.ac.jp\"",
            ))
        } else {
            Ok(())
        }
    }
}
