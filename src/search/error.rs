//! What can go wrong while indexing or searching. No message carries text of a document or of a query.

use std::path::PathBuf;

/// A failure of the search room. The text is for an operator, never for a member.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder of the index cannot be made, read or cleared.
    #[error("the search index folder {} cannot be used", path.display())]
    Folder {
        /// Where the index should live.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The full-text engine failed.
    #[error("the search engine failed while {doing}")]
    Engine {
        /// What was being done, in words.
        doing: &'static str,
        /// What the engine said.
        #[source]
        source: tantivy::TantivyError,
    },
    /// A posting list or a column could not be read.
    #[error("the search index could not be read")]
    Read(#[from] std::io::Error),
    /// A thread panicked while it held a lock of the index.
    #[error("the search index is unusable after an earlier failure; restart the server")]
    Poisoned,
    /// A page was asked for with a cursor whose statistics are gone.
    #[error("the cursor belongs to statistics that are no longer in use; start again from the first page")]
    StaleCursor,
    /// A search came with the overlay of another organisation.
    #[error("a search was given another organisation's overlay; this is a fault in the program")]
    ForeignOverlay,
    /// The stored statistics cannot be read.
    #[error("the stored search statistics are damaged ({0}); compute them again")]
    Statistics(&'static str),
    /// A thesaurus cannot be read.
    #[error("the thesaurus is not valid: {0}")]
    Thesaurus(String),
    /// The documents of an overlay could not be loaded by the caller.
    #[error("the texts of an organisation's own search index could not be loaded")]
    Overlay(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Names what was being done when the engine failed.
pub(super) trait Doing<T> {
    /// Turns an engine error into ours.
    fn doing(self, doing: &'static str) -> Result<T, SearchError>;
}

impl<T> Doing<T> for Result<T, tantivy::TantivyError> {
    fn doing(self, doing: &'static str) -> Result<T, SearchError> {
        self.map_err(|source| SearchError::Engine { doing, source })
    }
}
