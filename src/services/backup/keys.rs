//! The keys that backups are encrypted for. Their secret halves are made here, but belong anywhere but on the server.

use crate::services::backup::BackupError;
use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use std::fs;
use std::io::Write;
use std::path::Path;
use zeroize::Zeroizing;

const SECRET: &str = "AGE-SECRET-KEY-";

/// Makes a pair of keys and writes it to a new file that its owner alone can read. Returns the public half.
pub fn make(to: &Path) -> Result<Recipient, BackupError> {
    use std::os::unix::fs::OpenOptionsExt;
    let identity = Identity::generate();
    let public = identity.to_public();
    let text = Zeroizing::new(format!(
        "# public key: {public}\n{}\n",
        identity.to_string().expose_secret()
    ));
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    let mut file = match file {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(BackupError::Exists(to.to_path_buf()));
        }
        file => file.map_err(BackupError::file(to))?,
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(BackupError::file(to))?;
    Ok(public)
}

/// The public keys that were named.
pub fn recipients<'a>(named: impl IntoIterator<Item = &'a String>) -> Result<Vec<Recipient>, BackupError> {
    let mut recipients: Vec<Recipient> = Vec::new();
    for name in named {
        let shown = if name.to_ascii_uppercase().starts_with(SECRET) {
            "a secret key (keep it off this machine)"
        } else {
            name
        };
        let recipient = name
            .trim()
            .parse()
            .map_err(|_| BackupError::NotARecipient(shown.to_owned()))?;
        if !recipients.contains(&recipient) {
            recipients.push(recipient);
        }
    }
    Ok(recipients)
}

/// The secret keys in a file.
pub fn identities(from: &Path) -> Result<Vec<Identity>, BackupError> {
    let text = Zeroizing::new(fs::read_to_string(from).map_err(BackupError::file(from))?);
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with(SECRET));
    let identities: Result<Vec<Identity>, _> = lines.map(str::parse).collect();
    identities
        .ok()
        .filter(|identities| !identities.is_empty())
        .ok_or_else(|| BackupError::NoIdentity(from.to_path_buf()))
}
