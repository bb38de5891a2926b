//! Restoring a backup into an empty database: all of it, or nothing.

use crate::app::App;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::search::{Options, SearchIndex};
use crate::services::backup::BackupError;
use crate::services::backup::content::{Columns, Sum, Summing};
use crate::services::backup::read::{Checked, Reader};
use crate::services::error::Error;
use crate::store::backup::{Cell, Schema, Table, clear, each, insert, is_fresh, schema};
use crate::store::db::{Audited, Reads, Tx};
use crate::store::migrations;
use age::x25519::Identity;
use std::path::Path;

/// So many bytes of rows are in memory at once, beside a row that is larger itself.
const BYTES_AT_ONCE: usize = 4 << 20;
/// And so many rows.
const ROWS_AT_ONCE: usize = 1_000;

/// A backup that was restored.
pub type Restored = Checked;

/// Puts everything back, and records that in the ledger. The search index is the caller's to build anew. Blocks.
pub fn restore(app: &App, file: &Path, key_file: &Path, identities: &[Identity]) -> Result<Restored, BackupError> {
    let own = [app.ledger_key.public()];
    let keys = [&own[..], &app.config().ledger.former_public_keys].concat();
    let open = || Reader::open(file, key_file, identities, Some(&keys));
    let schema = schema()?;
    let header = open()?.header;
    if header.migration != schema.migration {
        return Err(BackupError::OtherVersion {
            program: header.program,
            theirs: header.migration,
            ours: schema.migration,
        });
    }
    // Opening it proves that no server of this machine works on the empty database.
    let folder = &app.config().search.directory;
    drop(SearchIndex::open(folder, Options::default()).map_err(Error::from)?);
    app.db.write_blocking(|tx| {
        require_empty(tx, &schema)?;
        let mut reader = open()?;
        let mut left = schema.tables.iter();
        while let Some(columns) = reader.table()? {
            let table = left.next().filter(|table| Columns::from(*table) == columns);
            let table = table.ok_or_else(|| BackupError::OtherTables(columns.name.clone()))?;
            let sum = take(tx, table, &mut reader, columns)?;
            if sum_of(tx, table)? != sum {
                return Err(BackupError::NotEqual(table.name.clone()));
            }
        }
        if let Some(missing) = left.next() {
            return Err(BackupError::OtherTables(missing.name.clone()));
        }
        let restored = reader.checked()?;
        let subject = format!("backup:{}", restored.content_hash);
        let entry = Entry::new(Log::Platform, EntryKind::OperatorAction, Doer::Operator, subject)
            .fact("action", "backup_restored")
            .fact("content_hash", restored.content_hash.as_str())
            .fact("rows", restored.rows)
            .fact("made_at", restored.header.made_at.timestamp_micros());
        Ok(Audited::new(restored, tx.record(entry)))
    })
}

fn require_empty(tx: &mut Tx<'_>, schema: &Schema) -> Result<(), BackupError> {
    let found = migrations::newest(tx)?.unwrap_or_default();
    if found != schema.migration {
        let ours = schema.migration.clone();
        return Err(BackupError::OtherDatabase { found, ours });
    }
    for table in &schema.tables {
        if !is_fresh(tx, table)? {
            return Err(BackupError::NotEmpty(table.name.clone()));
        }
    }
    Ok(())
}

/// Puts the rows of a table in; the sum that the backup says they have.
fn take(tx: &mut Tx<'_>, table: &Table, reader: &mut Reader, columns: Columns) -> Result<Sum, BackupError> {
    clear(tx, table)?;
    let (mut waiting, mut bytes) = (Vec::<Vec<Cell>>::new(), 0_usize);
    let sum = reader.rows(columns, |cells, length| {
        waiting.push(cells);
        bytes = bytes.saturating_add(length);
        if bytes >= BYTES_AT_ONCE || waiting.len() >= ROWS_AT_ONCE {
            insert(tx, table, &waiting)?;
            waiting.clear();
            bytes = 0;
        }
        Ok(())
    })?;
    insert(tx, table, &waiting)?;
    Ok(sum)
}

/// The sum of what the database gives back.
fn sum_of(reads: &mut impl Reads, table: &Table) -> Result<Sum, BackupError> {
    let mut summing = Summing::of(&Columns::from(table))?;
    each(reads, table, |cells| summing.row(cells).map(drop))?;
    Ok(summing.sum())
}
