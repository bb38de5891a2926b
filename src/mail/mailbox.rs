//! Reads back what the file transport wrote, for the mailbox page of a demonstration.
//!
//! It opens only files that are named by a mail id, so no path of a request ever reaches the file system.

use crate::domain::ids::MailId;
use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Larger files are not ours.
const MAX_BYTES: u64 = 1024 * 1024;

/// A directory of `.eml` files.
#[derive(Clone, Debug)]
pub struct Mailbox {
    directory: PathBuf,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxEntry {
    /// The mail, and the file's name.
    pub id: MailId,
    /// Its date header.
    pub date: Option<DateTime<Utc>>,
    /// The recipient's address.
    pub to: String,
    /// The subject, decoded.
    pub subject: String,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxMessage {
    /// What the list shows.
    pub entry: MailboxEntry,
    /// The sender's address.
    pub from: String,
    /// The plain-text body, decoded.
    pub text: String,
}

impl Mailbox {
    /// The mailbox in this directory, which need not exist yet.
    #[must_use]
    pub const fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// The newest mails, newest first; whatever is not a mail of ours is passed over.
    pub fn list(&self, limit: usize) -> io::Result<Vec<MailboxEntry>> {
        let files = match fs::read_dir(&self.directory) {
            Ok(files) => files,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut entries = Vec::new();
        for file in files {
            let name = file?.file_name();
            let id = name
                .to_str()
                .and_then(|name| name.strip_suffix(".eml"))
                .and_then(|stem| stem.parse().ok());
            if let Some(message) = id.map(|id| self.read(id)).transpose()?.flatten() {
                entries.push(message.entry);
            }
        }
        entries.sort_by(|a, b| b.date.cmp(&a.date).then(a.id.cmp(&b.id)));
        entries.truncate(limit);
        Ok(entries)
    }

    /// One mail, or `None` if there is none of this id.
    pub fn read(&self, id: MailId) -> io::Result<Option<MailboxMessage>> {
        let path = self.directory.join(format!("{id}.eml"));
        let bytes = match fs::symlink_metadata(&path) {
            Ok(file) if file.is_file() && file.len() <= MAX_BYTES => fs::read(&path)?,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(MessageParser::default()
            .parse(&bytes)
            .map(|message| decoded(id, &message)))
    }
}

fn decoded(id: MailId, message: &Message<'_>) -> MailboxMessage {
    let address = |list: Option<&mail_parser::Address<'_>>| {
        list.and_then(|list| list.first())
            .and_then(|first| first.address())
            .unwrap_or_default()
            .to_owned()
    };
    let date = message
        .date()
        .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
    let subject = message.subject().unwrap_or_default().to_owned();
    MailboxMessage {
        entry: MailboxEntry {
            id,
            date,
            to: address(message.to()),
            subject,
        },
        from: address(message.from()),
        text: message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
    }
}
