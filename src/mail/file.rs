//! The transport of demonstrations and of machines without a relay: one `.eml` file per mail.

use super::error::{Reason, SendError, Step};
use super::message::OutgoingMail;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

static ATTEMPTS: AtomicU64 = AtomicU64::new(0);

/// Writes each mail to `<directory>/<mail id>.eml`.
#[derive(Clone, Debug)]
pub struct FileMailer {
    directory: PathBuf,
}

impl FileMailer {
    /// A mailer for this directory, which is made at the first mail if it is missing.
    #[must_use]
    pub const fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// Writes the mail under a temporary name and renames it, so that a reader sees all of it or nothing; the same
    /// mail sent again replaces itself.
    pub fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        self.write(mail).map_err(|error| SendError::Transient {
            step: Step::File,
            reason: Reason::Io(error.kind()),
        })
    }

    fn write(&self, mail: &OutgoingMail) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        // Two workers may hold the same mail for a moment, so the temporary name must be of this attempt alone.
        let attempt = ATTEMPTS.fetch_add(1, Ordering::Relaxed);
        let temporary = self
            .directory
            .join(format!(".{}.{}.{attempt}.tmp", mail.id(), std::process::id()));
        let written = write_durably(&temporary, mail.bytes())
            .and_then(|()| fs::rename(&temporary, self.directory.join(format!("{}.eml", mail.id()))))
            .and_then(|()| File::open(&self.directory)?.sync_all());
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
