//! Why a use case did not happen. `web/error.rs` turns these into problem documents, once.

use crate::domain::problem::{FieldFault, Refusal};
use crate::store::error::{MayRetry, StoreError};

/// The outcome of a use case.
pub type Outcome<T> = Result<T, Error>;

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule says no
    #[error("refused: {0}")]
    Refused(Refusal),
    /// Fields need attention
    #[error("{} fields need attention", .0.len())]
    Invalid(Vec<FieldFault>),
    /// Too many attempts; wait so many seconds
    #[error("try again in {0} seconds")]
    TryLater(u64),
    /// The database
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Anything unforeseen; the cause goes to the log, not to the person
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One faulty field.
    pub fn field(fault: FieldFault) -> Self {
        Self::Invalid(vec![fault])
    }

    /// An unforeseen fault. The text must name no person and quote no listing.
    pub fn internal(what: impl ToString) -> Self {
        Self::Internal(what.to_string())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl MayRetry for Error {
    fn store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}

/// `Ok` if there are no faults.
pub fn valid(faults: Vec<FieldFault>) -> Outcome<()> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(faults))
    }
}
