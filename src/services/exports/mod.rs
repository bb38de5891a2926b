//! Files that members take along: what a search found as a table, a listing as pages. Each is a disclosure like any other, with
//! one more thing: the file says who took it and when.

mod fields;
mod listing;
mod search;
mod table;
mod taker;
pub mod words;

pub use listing::listing;
pub use search::search;

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::export::ExportError;
use crate::services::error::{Error, Outcome};

crate::domain::coded_enum! {
    /// The form of a table.
    TableFormat {
        /// A workbook
        Xlsx = "xlsx",
        /// Comma-separated values in UTF-8
        Csv = "csv",
    }
}

crate::domain::coded_enum! {
    /// The form of pages.
    PageFormat {
        /// A PDF
        Pdf = "pdf",
    }
}

/// A file on its way to a member.
pub struct File {
    /// Its name: letters, digits, hyphens and a dot
    pub name: String,
    /// Media type
    pub media: &'static str,
    /// What is in it
    pub bytes: Vec<u8>,
}

/// Makes a file where it holds nothing else up.
pub async fn made(make: impl FnOnce() -> Result<Vec<u8>, ExportError> + Send + 'static) -> Outcome<Vec<u8>> {
    let made = tokio::task::spawn_blocking(make).await;
    made.map_err(|_| Error::internal("a file could not be made"))?
        .map_err(Error::internal)
}

/// Refuses while there is no font; the log says what the operator can do.
pub async fn ready(app: &App) -> Outcome<()> {
    let shared = app.clone();
    let looked = tokio::task::spawn_blocking(move || shared.face().map(|_| ())).await;
    let looked = looked.map_err(|_| Error::internal("the font could not be opened"))?;
    looked.map_err(|error| {
        tracing::warn!(%error, "nothing can be exported as pages");
        Error::Refused(Refusal::FontMissing)
    })
}

/// Nothing but what may stand in a file's name.
#[must_use]
pub fn plain(reference: &str) -> String {
    let fit = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    reference.chars().filter(fit).collect()
}
