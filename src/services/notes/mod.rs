//! Notes that an organisation keeps on listings. Nobody outside it learns that there is one: they leave no trace in the ledger,
//! and what lists them shows titles as a search would.

mod keep;
mod show;

pub use keep::{add, change, remove};
pub use show::{ListedNote, NoteView, list, of_listing, one};

use crate::domain::ids::{ListingId, NoteId};
use crate::domain::note::Note;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access;
use crate::store::db::Reads;
use crate::store::notes;

/// Refuses a listing whose page the actor may not see, as that page does.
fn visible(reads: &mut impl Reads, actor: &Actor, listing: ListingId) -> Outcome<()> {
    let known = access::known(reads, actor, listing)?;
    access::shown(&known).ok_or(Refusal::NotFound)?;
    Ok(())
}

/// A note of the actor's organisation on a listing that the actor may see; any other looks like absence.
fn of_colleagues(reads: &mut impl Reads, actor: &Actor, listing: ListingId, id: NoteId) -> Outcome<Note> {
    visible(reads, actor, listing)?;
    let found = notes::find(reads, id)?;
    let found = found.filter(|note| note.listing == listing && note.organisation == actor.organisation);
    found.ok_or(Error::Refused(Refusal::NotFound))
}
