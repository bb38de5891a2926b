//! Reading an organisation's notes: of one listing, or of all that the reader may see.

use crate::app::App;
use crate::domain::account::Member;
use crate::domain::ids::{ListingId, MemberId, NoteId};
use crate::domain::listing::header::ListingHeader;
use crate::domain::note::Note;
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, Known, ListingView, Surface};
use crate::services::notes::{of_colleagues, visible};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::db::Reads;
use crate::store::members;
use crate::store::notes::{self, Place};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Fewest notes that are read at once: many of them may be on listings that are gone.
const AT_LEAST: i64 = 50;

/// A note as its author's organisation reads it.
#[derive(Clone, Serialize, ToSchema)]
pub struct NoteView {
    /// Identity
    pub id: NoteId,
    /// On which listing
    pub listing_id: ListingId,
    /// The words: plain text
    pub body: String,
    /// Name of its author
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Bilingual>,
    /// Whether the reader wrote it, and so may change it
    pub own: bool,
    /// When it was written
    pub created_at: DateTime<Utc>,
    /// When it was last changed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<DateTime<Utc>>,
    /// Row version: `If-Match: "v<version>"`
    pub version: i64,
}

/// The listing that a note is on.
#[derive(Clone, Serialize, ToSchema)]
pub struct NotedListing {
    /// The frame
    #[serde(flatten)]
    pub header: ListingHeader,
    /// Title
    pub title: Option<Bilingual>,
}

/// A note with the listing that it is on.
#[derive(Clone, Serialize, ToSchema)]
pub struct ListedNote {
    /// The note
    #[serde(flatten)]
    pub note: NoteView,
    /// On what
    pub listing: NotedListing,
}

/// The notes of the actor's organisation on a listing, newest first.
pub async fn of_listing(app: &App, actor: &Actor, listing: ListingId, asked: Asked) -> Outcome<Page<NoteView>> {
    let turn = Turn::new(app, actor.member, ("notes", listing), asked)?;
    let after: Option<Place> = turn.after()?;
    let (actor, fetch) = (actor.clone(), turn.fetch());
    let (found, names) = app
        .db
        .read(move |rx| {
            visible(rx, &actor, listing)?;
            let found = notes::page(rx, actor.organisation, Some(listing), after, fetch)?;
            let names = names(rx, &found)?;
            Ok::<_, Error>((found, Names(actor.member, names)))
        })
        .await?;
    let page = turn.page(found, |note| (note.created_at, note.id))?;
    Ok(page.map(|note| names.view(note)))
}

/// One note.
pub async fn one(app: &App, actor: &Actor, listing: ListingId, id: NoteId) -> Outcome<NoteView> {
    let actor = actor.clone();
    app.db
        .read(move |rx| {
            let note = of_colleagues(rx, &actor, listing, id)?;
            view(rx, &actor, note)
        })
        .await
}

/// All notes of the actor's organisation on listings that the actor may see, newest first. Their titles are recorded as shown in
/// a search, because nothing in an owner's log may tell that there are notes.
pub async fn list(app: &App, actor: &Actor, asked: Asked) -> Outcome<Page<ListedNote>> {
    let turn = Turn::new(app, actor.member, "all notes", asked)?;
    let after: Option<Place> = turn.after()?;
    let (reader, fetch) = (actor.clone(), turn.fetch());
    let (found, names) = app
        .db
        .read(move |rx| {
            let found = on_visible(rx, &reader, after, fetch)?;
            let names = names(rx, &found)?;
            Ok::<_, Error>((found, Names(reader.member, names)))
        })
        .await?;
    let Page { items, next_cursor } = turn.page(found, |note| (note.created_at, note.id))?;
    let (reader, wanted) = (actor.clone(), listings_of(&items));
    let sealed = app
        .db
        .read(move |rx| {
            let known = access::known_of(rx, &reader, &wanted)?;
            access::seal_shown(rx, known)
        })
        .await?;
    let views = access::show_all(app, actor, Surface::Search, sealed).await?.into_iter();
    let listings: BTreeMap<ListingId, NotedListing> = views.map(|view| (view.header.id, noted(view))).collect();
    let listed = items.into_iter().filter_map(|note| {
        let listing = listings.get(&note.listing)?.clone();
        let note = names.view(note);
        Some(ListedNote { note, listing })
    });
    Ok(Page {
        items: listed.collect(),
        next_cursor,
    })
}

/// The newest notes behind a place whose listings the actor may see, as many as are wanted: reads on until there are enough.
fn on_visible(reads: &mut impl Reads, actor: &Actor, mut after: Option<Place>, wanted: i64) -> Outcome<Vec<Note>> {
    let (at_once, wanted) = (wanted.max(AT_LEAST), usize::try_from(wanted).unwrap_or_default());
    let mut found = Vec::new();
    loop {
        let page = notes::page(reads, actor.organisation, None, after, at_once)?;
        let is_last = page.len() < usize::try_from(at_once).unwrap_or_default();
        after = page.last().map(|note| (note.created_at, note.id));
        let known = access::known_of(reads, actor, &listings_of(&page))?.into_iter();
        let shown = known.filter(|known: &Known| access::shown(known).is_some());
        let shown: BTreeSet<ListingId> = shown.map(|known| known.listing.id).collect();
        found.extend(page.into_iter().filter(|note| shown.contains(&note.listing)));
        if is_last || found.len() >= wanted {
            found.truncate(wanted);
            return Ok(found);
        }
    }
}

/// Each listing once.
fn listings_of(notes: &[Note]) -> Vec<ListingId> {
    let all: BTreeSet<ListingId> = notes.iter().map(|note| note.listing).collect();
    all.into_iter().collect()
}

fn noted(view: ListingView) -> NotedListing {
    let ListingView { header, seed, need } = view;
    let title = seed.and_then(|seed| seed.title).or(need.and_then(|need| need.title));
    NotedListing { header, title }
}

/// Who reads, and what the authors are called.
struct Names(MemberId, BTreeMap<MemberId, Bilingual>);

impl Names {
    fn view(&self, note: Note) -> NoteView {
        let Note {
            id,
            organisation: _,
            listing,
            author,
            body,
            created_at,
            edited_at,
            version,
        } = note;
        NoteView {
            id,
            listing_id: listing,
            body,
            author: self.1.get(&author).cloned(),
            own: author == self.0,
            created_at,
            edited_at,
            version,
        }
    }
}

fn names(reads: &mut impl Reads, notes: &[Note]) -> Outcome<BTreeMap<MemberId, Bilingual>> {
    let authors: BTreeSet<MemberId> = notes.iter().map(|note| note.author).collect();
    let authors = members::find_many(reads, &authors.into_iter().collect::<Vec<_>>())?;
    let name = |member: Member| (member.id, Bilingual::both(member.name_ja, member.name_en));
    Ok(authors.into_iter().map(name).collect())
}

/// A note as the actor reads it.
pub(super) fn view(reads: &mut impl Reads, actor: &Actor, note: Note) -> Outcome<NoteView> {
    let names = Names(actor.member, names(reads, std::slice::from_ref(&note))?);
    Ok(names.view(note))
}
