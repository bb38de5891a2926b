//! The export room: tables and pages into files. It decides nothing about who may see what; it gets what it shall write down.

pub mod archive;
mod csv;
pub mod pdf;
mod table;
mod xlsx;

pub use csv::csv;
pub use table::{Cell, Column, Table};
pub use xlsx::{About, xlsx};

/// Why a file was not made. The text names no listing.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The table does not fit its form
    #[error("the table could not be written: {0}")]
    Table(String),
    /// The pages could not be written
    #[error("the pages could not be written: {0}")]
    Pages(String),
    /// The files could not be put together
    #[error("the files could not be put together: {0}")]
    Archive(String),
    /// No font to write with
    #[error(transparent)]
    Font(#[from] pdf::FontError),
}

impl ExportError {
    fn archive(error: impl std::fmt::Display) -> Self {
        Self::Archive(error.to_string())
    }
}
