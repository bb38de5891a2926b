//! Reading a backup: decrypted and decompressed on the way, and believed only where every sum fits.

use crate::services::backup::BackupError;
use crate::services::backup::content::{Columns, End, FORMAT, Header, Line, Sum, Summing, is_signed};
use crate::store::backup::Cell;
use age::x25519::Identity;
use age::{DecryptError, Decryptor};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

type Decrypted = age::stream::StreamReader<BufReader<File>>;

/// What was found in a backup that holds together.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where it comes from
    pub header: Header,
    /// Tables
    pub tables: u64,
    /// Rows of all tables
    pub rows: u64,
    /// SHA-256 of its content: the ledger of the installation that made it has it
    pub content_hash: String,
}

/// Reads a whole backup and checks every sum and the signature: by one of these ledger keys, or by the one that it names itself.
pub fn check(
    file: &Path,
    key_file: &Path,
    identities: &[Identity],
    keys: Option<&[String]>,
) -> Result<Checked, BackupError> {
    let mut reader = Reader::open(file, key_file, identities, keys)?;
    while let Some(columns) = reader.table()? {
        reader.rows(columns, |_, _| Ok(()))?;
    }
    reader.checked()
}

/// A backup that is being read.
pub(super) struct Reader {
    lines: BufReader<zstd::Decoder<'static, BufReader<Decrypted>>>,
    /// Of all lines before the current one
    hash: Sha256,
    number: u64,
    tables: u64,
    rows: u64,
    /// What the signature was made of, once it was checked
    content_hash: Option<String>,
    pub header: Header,
}

impl Reader {
    /// Opens a backup. Its header is read and of a format that is known; the key that it says it was signed by is one of `keys`.
    pub fn open(
        file: &Path,
        key_file: &Path,
        identities: &[Identity],
        keys: Option<&[String]>,
    ) -> Result<Self, BackupError> {
        let input = BufReader::new(File::open(file).map_err(BackupError::file(file))?);
        let refused = |error| match error {
            DecryptError::NoMatchingKeys => BackupError::WrongIdentity(key_file.to_path_buf()),
            DecryptError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
                BackupError::file(file)(error)
            }
            _ => BackupError::NotABackup(file.to_path_buf()),
        };
        let decryptor = Decryptor::new_buffered(input).map_err(refused)?;
        let identities = identities.iter().map(|identity| -> &dyn age::Identity { identity });
        let decrypted = decryptor.decrypt(identities).map_err(refused)?;
        let decompressed = zstd::Decoder::new(decrypted).map_err(|error| BackupError::Damaged(error.to_string()))?;
        let mut lines = BufReader::new(decompressed);
        let mut hash = Sha256::new();
        let first = next_line(&mut lines, 1)?;
        hash.update(&first);
        let foreign = || BackupError::NotABackup(file.to_path_buf());
        let value: Value = serde_json::from_slice(&first).map_err(|_| foreign())?;
        let format = value.pointer("/backup/format").and_then(Value::as_u64);
        let format = format
            .and_then(|format| u32::try_from(format).ok())
            .ok_or_else(foreign)?;
        if format != FORMAT {
            return Err(BackupError::OtherFormat(format));
        }
        let Ok(Line::Backup(header)) = serde_json::from_value(value) else {
            return Err(foreign());
        };
        if keys.is_some_and(|keys| !keys.contains(&header.signed_by)) {
            return Err(BackupError::UnknownSigner(header.signed_by));
        }
        Ok(Self {
            lines,
            hash,
            number: 1,
            tables: 0,
            rows: 0,
            content_hash: None,
            header,
        })
    }

    /// The next line, not yet part of the hash.
    fn line(&mut self) -> Result<Vec<u8>, BackupError> {
        self.number = self.number.saturating_add(1);
        next_line(&mut self.lines, self.number)
    }

    fn damaged(&self, what: &str) -> BackupError {
        BackupError::Damaged(format!("line {}: {what}", self.number))
    }

    /// The next table. `None` at the end, which must be signed, and nothing may follow it.
    pub fn table(&mut self) -> Result<Option<Columns>, BackupError> {
        let text = self.line()?;
        match serde_json::from_slice(&text) {
            Ok(Line::Table(columns)) => {
                self.hash.update(&text);
                self.tables = self.tables.saturating_add(1);
                Ok(Some(columns))
            }
            Ok(Line::End(end)) => {
                self.end(&end)?;
                Ok(None)
            }
            _ => Err(self.damaged("neither a table nor the end")),
        }
    }

    fn end(&mut self, end: &End) -> Result<(), BackupError> {
        let content_hash = hex::encode(self.hash.clone().finalize());
        if (end.tables, end.rows) != (self.tables, self.rows) {
            return Err(self.damaged("the counts do not fit"));
        }
        if !is_signed(&end.note, &self.header.signed_by, &content_hash) {
            return Err(BackupError::NotSigned);
        }
        // Only at its very end has the whole file proved to be what was encrypted.
        let rest = self.lines.fill_buf().map_err(broken(self.number))?;
        if !rest.is_empty() {
            return Err(self.damaged("something follows the end"));
        }
        self.content_hash = Some(content_hash);
        Ok(())
    }

    /// Hands over the rows of the table that `table` just gave, each with the length of its line. Their sum, which fits.
    pub fn rows(
        &mut self,
        columns: Columns,
        mut take: impl FnMut(Vec<Cell>, usize) -> Result<(), BackupError>,
    ) -> Result<Sum, BackupError> {
        let mut summing = Summing::of(&columns)?;
        loop {
            let text = self.line()?;
            if text.starts_with(b"[") {
                // Written anew it must be the same line: what is summed is what is taken.
                let Some(cells) =
                    cells(&columns, &text).filter(|cells| summing.row(cells).is_ok_and(|line| line.as_bytes() == text))
                else {
                    return Err(self.damaged(&format!("table {}", columns.name)));
                };
                self.hash.update(&text);
                self.rows = self.rows.saturating_add(1);
                take(cells, text.len())?;
                continue;
            }
            let found = summing.sum();
            let Ok(Line::Sum(sum)) = serde_json::from_slice(&text) else {
                return Err(self.damaged(&format!("table {}", columns.name)));
            };
            if sum != found {
                return Err(self.damaged(&format!("the sum of table {}", columns.name)));
            }
            self.hash.update(&text);
            return Ok(sum);
        }
    }

    /// What was found, once the end was read.
    pub fn checked(self) -> Result<Checked, BackupError> {
        Ok(Checked {
            content_hash: self.content_hash.ok_or(BackupError::NotSigned)?,
            header: self.header,
            tables: self.tables,
            rows: self.rows,
        })
    }
}

/// The values of a row, each of its column's kind.
fn cells(columns: &Columns, text: &[u8]) -> Option<Vec<Cell>> {
    let values: Vec<Value> = serde_json::from_slice(text).ok()?;
    if values.len() != columns.columns.len() {
        return None;
    }
    let pairs = values.into_iter().zip(&columns.columns);
    pairs.map(|(value, (_, kind))| kind.cell(value)).collect()
}

fn next_line(from: &mut impl BufRead, number: u64) -> Result<Vec<u8>, BackupError> {
    let mut text = Vec::new();
    from.read_until(b'\n', &mut text).map_err(broken(number))?;
    if text.last() != Some(&b'\n') {
        return Err(BackupError::Damaged(format!("it ends at line {number}")));
    }
    Ok(text)
}

/// Decryption and decompression tell of damage as of a failing disk.
fn broken(number: u64) -> impl FnOnce(std::io::Error) -> BackupError {
    move |error| BackupError::Damaged(format!("line {number}: {error}"))
}
