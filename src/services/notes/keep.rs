//! Writing a note, and its author's changing and removing it.

use crate::app::App;
use crate::domain::ids::{ListingId, NoteId};
use crate::domain::note::{self, Note};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::notes::show::{NoteView, view};
use crate::services::notes::{of_colleagues, visible};
use crate::store::db::{Reads, Writes};
use crate::store::notes;

/// Writes a note on a listing that the actor may see.
pub async fn add(app: &App, actor: &Actor, listing: ListingId, text: String) -> Outcome<NoteView> {
    let actor = actor.clone();
    app.db
        .chore(move |chore| {
            visible(chore, &actor, listing)?;
            if notes::count(chore, actor.organisation, listing)? >= note::MOST_PER_LISTING {
                return Err(Refusal::TooManyNotes.into());
            }
            let note = Note {
                id: NoteId::from_uuid(chore.new_uuid()),
                organisation: actor.organisation,
                listing,
                author: actor.member,
                body: note::body(&text).map_err(Error::field)?,
                created_at: chore.now(),
                edited_at: None,
                version: 1,
            };
            notes::insert(chore, &note)?;
            view(chore, &actor, note)
        })
        .await
}

/// Puts other words in the place of a note's.
pub async fn change(
    app: &App,
    actor: &Actor,
    (listing, id): (ListingId, NoteId),
    version: i64,
    text: String,
) -> Outcome<NoteView> {
    let actor = actor.clone();
    app.db
        .chore(move |chore| {
            let mut note = own(chore, &actor, (listing, id), version)?;
            note.body = note::body(&text).map_err(Error::field)?;
            note.edited_at = Some(chore.now());
            notes::update(chore, &mut note)?;
            view(chore, &actor, note)
        })
        .await
}

/// Removes a note.
pub async fn remove(app: &App, actor: &Actor, at: (ListingId, NoteId), version: i64) -> Outcome<()> {
    let actor = actor.clone();
    app.db
        .chore(move |chore| {
            let note = own(chore, &actor, at, version)?;
            Ok::<_, Error>(notes::remove(chore, note.id)?)
        })
        .await
}

/// The actor's own note as it was when the actor last saw it. Colleagues read it, so they hear that it is not theirs.
fn own(reads: &mut impl Reads, actor: &Actor, (listing, id): (ListingId, NoteId), version: i64) -> Outcome<Note> {
    let note = of_colleagues(reads, actor, listing, id)?;
    if note.author != actor.member {
        return Err(Refusal::Forbidden.into());
    }
    if note.version != version {
        return Err(Refusal::Stale.into());
    }
    Ok(note)
}
