//! Reading announcements.

use crate::app::App;
use crate::domain::announcement::Announcement;
use crate::domain::clock::Instant;
use crate::domain::ids::AnnouncementId;
use crate::domain::policy::Actor;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::announcements;

/// Most announcements that are shown at once; nobody reads more.
const MOST_IN_FORCE: i64 = 50;

/// What is shown now, newest first.
pub async fn in_force(app: &App) -> Outcome<Vec<Announcement>> {
    app.db
        .read(|rx| Ok::<_, Error>(announcements::in_force(rx, MOST_IN_FORCE)?))
        .await
}

/// All of them, past and to come, newest first.
pub async fn all(app: &App, actor: &Actor, asked: Asked) -> Outcome<Page<Announcement>> {
    let turn = Turn::new(app, actor.member, "announcements", asked)?;
    let (before, fetch) = (turn.after::<(Instant, AnnouncementId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| Ok::<_, Error>(announcements::page(rx, before, fetch)?))
        .await?;
    turn.page(rows, |row| (row.shown_from, row.id))
}
