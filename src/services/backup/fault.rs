//! Why there is no backup, or none that can be restored. Messages name files, tables and keys, never contents.

use crate::services::error::Error;
use crate::store::error::{MayRetry, StoreError};
use std::io;
use std::path::{Path, PathBuf};

/// Why there is no backup, or none that can be restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nobody could read it
    #[error(
        "nobody could read this backup: name the public half of a key in backup.recipients or with --recipient \
         (`enishi backup key` makes a pair)"
    )]
    NoRecipient,
    /// Not a public key. A secret key that was named by mistake must not be shown.
    #[error("{0} is no public key: it must begin with age1, as `enishi backup key` prints it")]
    NotARecipient(String),
    /// The file must be new
    #[error("{0} is there already: name another file")]
    Exists(PathBuf),
    /// A file cannot be read or written
    #[error("cannot read or write {path}")]
    File {
        /// Which
        path: PathBuf,
        /// Why
        source: io::Error,
    },
    /// The file with the key holds none
    #[error("{0} holds no secret key: it needs a line AGE-SECRET-KEY-1..., as `enishi backup key` writes it")]
    NoIdentity(PathBuf),
    /// The key is another one
    #[error(
        "the key in {0} does not open this backup: take the one whose public half was in backup.recipients when the backup was \
         made. If it is that one, the beginning of the file was changed: take another copy"
    )]
    WrongIdentity(PathBuf),
    /// No encrypted file
    #[error("{0} is no backup, or its beginning is damaged: take another copy of it or an older one")]
    NotABackup(PathBuf),
    /// Not what was written
    #[error("the backup is damaged or cut off ({0}): take another copy of it or an older one")]
    Damaged(String),
    /// A later format
    #[error(
        "the backup is of format {0}, which this version of Enishi does not know: restore it with the version that made it"
    )]
    OtherFormat(u32),
    /// Other tables than this program's
    #[error(
        "the backup is of Enishi {program} with migration {theirs}, this is migration {ours}: restore it with that version, then \
         update and run `enishi migrate`"
    )]
    OtherVersion {
        /// The version that made it
        program: String,
        /// Its migration
        theirs: String,
        /// Ours
        ours: String,
    },
    /// The database is not as this program's migrations made it
    #[error(
        "the database is of migration {found}, this version of Enishi of {ours}: use the version that belongs to the database"
    )]
    OtherDatabase {
        /// The database's
        found: String,
        /// Ours
        ours: String,
    },
    /// Whoever has the public key can encrypt; only an installation can sign
    #[error(
        "the backup was signed by the ledger key {0}, which is not this installation's: put the old key into \
         ledger.signing_key_file, or name this one in ledger.former_public_keys if you know that it was yours"
    )]
    UnknownSigner(String),
    /// The signature is wrong
    #[error("the signature at the end of the backup does not fit what stands in it: do not use this file")]
    NotSigned,
    /// There is something in the database
    #[error(
        "the database holds something already (table {0}): name a new one in database.url, and run `enishi migrate` with it first"
    )]
    NotEmpty(String),
    /// The database keeps another value than it was given
    #[error("table {0} does not read back as it was written: this database does not keep what the backup holds")]
    NotEqual(String),
    /// A table that was not the expected one
    #[error("the backup has other tables than its version makes ({0}): do not use this file")]
    OtherTables(String),
    /// The database
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another use case
    #[error(transparent)]
    Service(#[from] Error),
}

impl BackupError {
    /// For a file that cannot be read or written.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}

impl MayRetry for BackupError {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            Self::Service(error) => error.store_error(),
            _ => None,
        }
    }
}
