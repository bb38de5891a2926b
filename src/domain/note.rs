//! What members of an organisation write down on a listing that they may see, for their colleagues and for nobody else.

use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, MemberId, NoteId, OrganisationId};
use crate::domain::problem::{Fault, FieldFault};

/// Longest note in characters.
const LONGEST: usize = 2_000;

/// Most notes that an organisation keeps on one listing: far more than colleagues read, far fewer than a program writes.
pub const MOST_PER_LISTING: i64 = 200;

/// A note. `Debug` is left out: that it exists is its organisation's secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Identity
    pub id: NoteId,
    /// Whose members read it: where its author was when writing it
    pub organisation: OrganisationId,
    /// On what
    pub listing: ListingId,
    /// Who wrote it, and alone may change it
    pub author: MemberId,
    /// The words
    pub body: String,
    /// When it was written
    pub created_at: Instant,
    /// When it was last changed
    pub edited_at: Option<Instant>,
    /// Row version
    pub version: i64,
}

/// The words of a note without blanks around them, or what is wrong with them.
pub fn body(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldFault::new("body", Fault::Required));
    }
    if text.chars().count() > LONGEST {
        return Err(FieldFault::with_limit("body", Fault::TooLong, LONGEST));
    }
    Ok(text.to_owned())
}
