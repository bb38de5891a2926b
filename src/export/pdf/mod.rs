//! Pages as a PDF with real text: `face` is the font, `lines` breaks texts into lines, `layout` puts them on pages, `draw` writes
//! the pages down.

mod draw;
mod face;
mod layout;
mod lines;

pub use face::{Face, FontError, USUAL_PLACES};

use crate::domain::clock::Instant;
use crate::domain::text::Locale;
use crate::export::ExportError;

/// What pages say. It has no `Debug`.
pub struct Paper {
    /// The language it is in
    pub language: Locale,
    /// What stands small above the title, left
    pub kind: String,
    /// The same, right
    pub marking: String,
    /// Title
    pub title: String,
    /// The title in the other language
    pub subtitle: Option<String>,
    /// Short statements, two in a row
    pub facts: Vec<Statement>,
    /// Long ones
    pub texts: Vec<Statement>,
    /// Who took it and when: at the foot of every page, and as a watermark
    pub mark: String,
    /// What a holder must know, at the foot of every page
    pub notice: String,
    /// When it was made
    pub made_at: Instant,
}

/// A statement: what it is about, and the words. It has no `Debug`.
pub struct Statement {
    /// What it is about
    pub label: String,
    /// The words; line breaks are kept
    pub text: String,
}

/// The pages as a file.
pub fn pdf(paper: &Paper, face: &Face) -> Result<Vec<u8>, ExportError> {
    let ruler = face.ruler()?;
    let pages = layout::pages(paper, &|text, size| ruler.width(text) * size);
    draw::file(paper, &pages, face, &ruler)
}
