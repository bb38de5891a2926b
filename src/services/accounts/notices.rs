//! What a member was told in the application.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::NoticeId;
use crate::domain::notice::Notice;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::notices;

/// A page of notices, newest first.
pub struct Notices {
    /// The page
    pub page: Page<Notice>,
    /// How many were not read, on all pages
    pub unread: i64,
}

/// A page of the actor's notices, of all or of those not read.
pub async fn list(app: &App, actor: &Actor, only_unread: bool, asked: Asked) -> Outcome<Notices> {
    let member = actor.member;
    let turn = Turn::new(app, member, ("notices", only_unread), asked)?;
    let (before, fetch) = (turn.after::<(Instant, NoticeId)>()?, turn.fetch());
    let (rows, unread) = app
        .db
        .read(move |rx| {
            let rows = notices::of_member(rx, member, only_unread, before, fetch)?;
            Ok::<_, Error>((rows, notices::unread(rx, member)?))
        })
        .await?;
    let page = turn.page(rows, |notice| (notice.created_at, notice.id))?;
    Ok(Notices { page, unread })
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
