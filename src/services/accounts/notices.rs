//! What a member was told in the application.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::NoticeId;
use crate::domain::notice::Notice;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use crate::store::notices;

const QUESTION: &str = "notices";

/// A page of notices, newest first.
pub struct Page {
    /// The notices
    pub items: Vec<Notice>,
    /// Where the next page begins
    pub next_cursor: Option<String>,
    /// How many were not read, on all pages
    pub unread: i64,
}

/// A page of the actor's notices.
pub async fn list(app: &App, actor: Actor, limit: usize, cursor: Option<&str>) -> Outcome<Page> {
    let member = actor.member;
    let before: Option<(Instant, NoticeId)> = cursor
        .map(|cursor| cursor::open(app, member, &QUESTION, cursor))
        .transpose()?;
    // One more than asked for tells whether there is a next page.
    let wanted = i64::try_from(limit).map_err(Error::internal)? + 1;
    let (mut items, unread) = app
        .db
        .read(move |rx| {
            let items = notices::of_member(rx, member, before, wanted)?;
            Ok::<_, Error>((items, notices::unread(rx, member)?))
        })
        .await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let place = items.last().filter(|_| more).map(|last| (last.created_at, last.id));
    let next_cursor = place
        .map(|place| cursor::sign(app, member, &QUESTION, &place))
        .transpose()?;
    Ok(Page {
        items,
        next_cursor,
        unread,
    })
}

/// Marks one of the actor's notices as read.
pub async fn read(app: &App, actor: Actor, id: NoticeId) -> Outcome<()> {
    let found = app
        .db
        .chore(move |chore| Ok::<_, Error>(notices::mark_read(chore, actor.member, id)?))
        .await?;
    if found { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Marks all of the actor's notices as read.
pub async fn read_all(app: &App, actor: Actor) -> Outcome<()> {
    app.db
        .chore(move |chore| {
            notices::mark_all_read(chore, actor.member)?;
            Ok::<_, Error>(())
        })
        .await
}
