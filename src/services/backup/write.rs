//! Writing a backup: a snapshot of every table goes line by line through compression and encryption into a new file.

use crate::app::App;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::services::backup::BackupError;
use crate::services::backup::content::{Columns, End, FORMAT, Header, Line, SIGNED_AS, Summing, line, signed_text};
use crate::services::error::Error;
use crate::store::backup::{Schema, each, schema};
use crate::store::db::{Audited, Backend, Reads, Rx};
use crate::store::migrations;
use age::x25519::Recipient;
use sha2::{Digest, Sha256};
use std::fs::{File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// zstd's own usual level: the slow part is the database.
const COMPRESSION: i32 = 3;

/// A backup that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Tables
    pub tables: u64,
    /// Rows of all tables
    pub rows: u64,
    /// Size of the file
    pub bytes: u64,
    /// SHA-256 of its content: the ledger has it
    pub content_hash: String,
}

/// Lines, on their way into a file.
struct Output<W> {
    to: W,
    hash: Sha256,
    path: Box<Path>,
}

impl<W: Write> Output<W> {
    fn put(&mut self, text: &str) -> Result<(), BackupError> {
        self.hash.update(text);
        self.to
            .write_all(text.as_bytes())
            .map_err(BackupError::file(&self.path))
    }
}

/// Writes a backup that these keys open to a new file. It appears under its name when it is complete and safe on the disk, and the
/// ledger has recorded it; else nothing is left of it.
pub fn write(app: &App, to: &Path, recipients: &[Recipient]) -> Result<Written, BackupError> {
    if recipients.is_empty() {
        return Err(BackupError::NoRecipient);
    }
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(to.to_path_buf()));
    }
    let fault = || BackupError::file(to);
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let file = tempfile::Builder::new()
        .prefix(&format!(".{name}."))
        .suffix(".part")
        .permissions(Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(fault())?;

    let recipients_of = recipients.iter().map(|recipient| -> &dyn age::Recipient { recipient });
    let encryptor = age::Encryptor::with_recipients(recipients_of).map_err(Error::internal)?;
    let encrypted = encryptor.wrap_output(file.as_file()).map_err(fault())?;
    let mut output = Output {
        to: zstd::Encoder::new(encrypted, COMPRESSION).map_err(fault())?,
        hash: Sha256::new(),
        path: to.into(),
    };
    let (tables, rows) = app.db.read_blocking(|rx| content(app, rx, &mut output))?;
    let Output {
        to: compressed, hash, ..
    } = output;
    let content_hash = hex::encode(hash.finalize());
    let end = line(&Line::End(End {
        tables,
        rows,
        note: app.ledger_key.sign(SIGNED_AS, &signed_text(&content_hash)),
    }))?;
    finish(compressed, &end).map_err(fault())?;
    file.as_file().sync_all().map_err(fault())?;
    let bytes = file.as_file().metadata().map_err(fault())?.len();

    let written = Written {
        tables,
        rows,
        bytes,
        content_hash,
    };
    record(app, &written, recipients)?;
    file.persist_noclobber(to).map_err(|error| fault()(error.error))?;
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(fault())?;
    Ok(written)
}

fn finish<W: Write>(mut compressed: zstd::Encoder<'_, age::stream::StreamWriter<W>>, end: &str) -> std::io::Result<()> {
    compressed.write_all(end.as_bytes())?;
    compressed.finish()?.finish()?;
    Ok(())
}

/// Everything but the end; how many tables and rows.
fn content<W: Write>(app: &App, rx: &mut Rx<'_>, output: &mut Output<W>) -> Result<(u64, u64), BackupError> {
    let Schema { migration, tables } = schema()?;
    let found = migrations::newest(rx)?.unwrap_or_default();
    if found != migration {
        return Err(BackupError::OtherDatabase { found, ours: migration });
    }
    output.put(&line(&Line::Backup(Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        migration,
        database: match app.db.backend() {
            Backend::Postgres => "postgresql".to_owned(),
            Backend::Sqlite => "sqlite".to_owned(),
        },
        made_at: rx.now(),
        signed_by: app.ledger_key.public(),
    }))?)?;
    let mut all = (0_u64, 0_u64);
    for table in &tables {
        let columns = Columns::from(table);
        let mut summing = Summing::of(&columns)?;
        output.put(&line(&Line::Table(columns))?)?;
        each(rx, table, |cells| output.put(&summing.row(cells)?))?;
        let sum = summing.sum();
        all = (all.0.saturating_add(1), all.1.saturating_add(sum.rows));
        output.put(&line(&Line::Sum(sum))?)?;
    }
    Ok(all)
}

/// Whoever has one of these keys can read everything from now on: that stands in the ledger before the file has its name.
fn record(app: &App, written: &Written, recipients: &[Recipient]) -> Result<(), BackupError> {
    let named: Vec<String> = recipients.iter().map(ToString::to_string).collect();
    app.db.write_blocking(|tx| {
        let subject = format!("backup:{}", written.content_hash);
        let entry = Entry::new(Log::Platform, EntryKind::OperatorAction, Doer::Operator, subject)
            .fact("action", "backup_written")
            .fact("content_hash", written.content_hash.as_str())
            .fact("rows", written.rows)
            .fact("recipients", named.clone());
        Ok::<_, BackupError>(Audited::new((), tx.record(entry)))
    })
}
