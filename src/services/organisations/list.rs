//! Reading organisations.

use crate::app::App;
use crate::domain::account::{Organisation, OrganisationState, Role};
use crate::domain::ids::OrganisationId;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::organisations;

/// Organisations in a state, by name. Who takes part every member may know; who was shut out or has left is the secretariat's.
pub async fn directory(
    app: &App,
    actor: &Actor,
    state: OrganisationState,
    asked: Asked,
) -> Outcome<Page<Organisation>> {
    if state != OrganisationState::Active && actor.role != Role::Secretariat {
        return Err(Refusal::Forbidden.into());
    }
    let turn = Turn::new(app, actor.member, ("organisations", state), asked)?;
    let (after, fetch) = (turn.after::<(String, OrganisationId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| Ok::<_, Error>(organisations::page(rx, state, after, fetch)?))
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
