//! What can go wrong between us and the database. Messages name tables and ids, never contents.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// The outcome of a store function. Absence is `Option`, not an error.
pub type StoreResult<T> = Result<T, StoreError>;

/// A fault of the database, the way to it, or what it holds.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL names no known backend
    #[error("database.url must begin with sqlite:// or postgres://")]
    BadUrl,
    /// No connection could be made
    #[error("the database cannot be reached")]
    Connect(#[source] diesel::ConnectionError),
    /// No connection was free in time, or none could be made
    #[error("no database connection is available")]
    Pool(#[source] r2d2::Error),
    /// The database refused a statement
    #[error("the database refused a statement")]
    Database(#[source] DieselError),
    /// A row does not mean anything
    #[error("table {table}, row {id}: {what}")]
    Corrupt {
        /// Table
        table: &'static str,
        /// Row
        id: String,
        /// Which column, and what is wrong with it
        what: String,
    },
    /// A guarded update met a row that had changed
    #[error("the row changed in the meantime")]
    Conflict,
    /// The migrations could not be run
    #[error("migration failed: {0}")]
    Migration(String),
    /// The database is not set up for durable writes
    #[error("{0}")]
    Unsafe(String),
    /// A request with the same idempotency key was carried out before
    #[error("the request was carried out before")]
    DuplicateRequest,
    /// The process is going down
    #[error("the work was interrupted")]
    Interrupted,
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        Self::Database(error)
    }
}

impl StoreError {
    /// A row that cannot be understood.
    pub fn corrupt(table: &'static str, id: impl ToString, what: impl ToString) -> Self {
        Self::Corrupt {
            table,
            id: id.to_string(),
            what: what.to_string(),
        }
    }

    /// Whether running the whole transaction again may succeed: a serialization failure, a deadlock, a busy file, or a row that
    /// another transaction inserted first.
    #[must_use]
    pub fn is_lost_race(&self) -> bool {
        let Self::Database(DieselError::DatabaseError(kind, info)) = self else {
            return false;
        };
        matches!(
            kind,
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation
        ) || info.message().contains("deadlock detected")
            || info.message().contains("database is locked")
    }

    /// Whether storage refuses writes for now (full or read-only disk, no connection), so that reads may still go on.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Pool(_) | Self::Connect(_) | Self::Interrupted => true,
            Self::Database(DieselError::DatabaseError(kind, info)) => {
                let message = info.message();
                matches!(
                    kind,
                    DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction
                ) || [
                    "disk is full",
                    "readonly database",
                    "No space left",
                    "disk I/O error",
                    "database is locked",
                ]
                .iter()
                .any(|sign| message.contains(sign))
            }
            _ => false,
        }
    }
}

/// Errors that transactions look into to decide whether to try again.
pub trait MayRetry: From<StoreError> {
    /// The store's part of the error, if that is what it is.
    fn store_error(&self) -> Option<&StoreError>;
}

impl MayRetry for StoreError {
    fn store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

impl StoreError {
    /// What the person hears.
    #[must_use]
    pub fn refusal(&self) -> crate::domain::problem::Refusal {
        use crate::domain::problem::Refusal;
        match self {
            Self::Conflict => Refusal::Stale,
            Self::DuplicateRequest => Refusal::InProgress,
            error if error.is_unavailable() => Refusal::StorageUnavailable,
            _ => Refusal::Internal,
        }
    }
}
