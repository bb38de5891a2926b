//! Reading organisations.

use crate::app::App;
use crate::domain::account::Organisation;
use crate::domain::ids::OrganisationId;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::organisations;

/// Organisations that take part, by name.
pub async fn directory(app: &App, actor: &Actor, asked: Asked) -> Outcome<Page<Organisation>> {
    let turn = Turn::new(app, actor.member, "organisations", asked)?;
    let (after, fetch) = (turn.after::<(String, OrganisationId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| Ok::<_, Error>(organisations::active_page(rx, after, fetch)?))
        .await?;
    turn.page(rows, |row| (row.name_en.clone(), row.id))
}

/// One organisation.
pub async fn show(app: &App, id: OrganisationId) -> Outcome<Organisation> {
    let found = app
        .db
        .read(move |rx| Ok::<_, Error>(organisations::find(rx, id)?))
        .await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}
