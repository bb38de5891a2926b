//! What stands in a backup: lines of JSON. A header; each table's columns, its rows (an array each) and their sum; the end, signed.

use crate::auth::note;
use crate::domain::clock::Instant;
use crate::services::backup::BackupError;
use crate::services::error::Error;
use crate::store::backup::{Cell, Kind, Table};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The format that is written, and the only one that is read.
pub(super) const FORMAT: u32 = 1;
/// The name that the signature stands under: no log has it, so no backup is a checkpoint, and no checkpoint a backup.
pub(super) const SIGNED_AS: &str = "enishi-backup";

/// Every line that is not a row.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line {
    Backup(Header),
    Table(Columns),
    Sum(Sum),
    End(End),
}

/// Where a backup comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// The format of what follows
    pub format: u32,
    /// The version of the program that made it
    pub program: String,
    /// The newest migration of its tables
    pub migration: String,
    /// Which database it was read from: any may take it
    pub database: String,
    /// When
    pub made_at: Instant,
    /// The public half of the ledger key that signs its end
    pub signed_by: String,
}

/// A table and its columns.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Columns {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
}

/// How many rows a table has, and the SHA-256 of the lines of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    pub rows: u64,
    pub sha256: String,
}

/// How much there was, and the signature of everything before.
#[derive(Serialize, Deserialize)]
pub(super) struct End {
    pub tables: u64,
    pub rows: u64,
    pub note: String,
}

impl From<&Table> for Columns {
    fn from(table: &Table) -> Self {
        let columns = table.columns.iter().map(|column| (column.name.clone(), column.kind));
        Self {
            name: table.name.clone(),
            columns: columns.collect(),
        }
    }
}

/// A line as text, with its end.
pub(super) fn line(of: &impl Serialize) -> Result<String, BackupError> {
    let mut text = serde_json::to_string(of).map_err(Error::internal)?;
    text.push('\n');
    Ok(text)
}

/// The sum of a table, line by line.
#[derive(Default)]
pub(super) struct Summing {
    hash: Sha256,
    rows: u64,
}

impl Summing {
    /// Of a table with these columns.
    pub fn of(columns: &Columns) -> Result<Self, BackupError> {
        let mut summing = Self::default();
        summing.hash.update(line(columns)?);
        Ok(summing)
    }

    /// Takes a row; its line.
    pub fn row(&mut self, cells: &[Cell]) -> Result<String, BackupError> {
        let text = line(&cells)?;
        self.hash.update(&text);
        self.rows = self.rows.saturating_add(1);
        Ok(text)
    }

    pub fn sum(self) -> Sum {
        Sum {
            rows: self.rows,
            sha256: hex::encode(self.hash.finalize()),
        }
    }
}

/// What is signed: the SHA-256 of all lines before the last, in hexadecimal.
pub(super) fn signed_text(sha256: &str) -> String {
    format!("{SIGNED_AS}\n{sha256}\n")
}

/// Whether a note signs that with a public key.
pub(super) fn is_signed(note: &str, key: &str, sha256: &str) -> bool {
    let key = hex::decode(key).ok().and_then(|key| key.try_into().ok());
    let text = key.and_then(|key: [u8; 32]| note::open_with(&key, SIGNED_AS, note).map(str::to_owned));
    text.is_some_and(|text| text == signed_text(sha256))
}
