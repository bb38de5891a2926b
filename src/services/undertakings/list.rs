//! Reading undertakings and acceptances.

use crate::app::App;
use crate::domain::account::Member;
use crate::domain::clock::Instant;
use crate::domain::ids::{AcceptanceId, UndertakingId};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::undertaking::Undertaking;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::members;
use crate::store::undertakings::{self, Acceptance};

/// The version in force, and whether the reader is bound by it.
pub struct Current {
    /// The version
    pub undertaking: Undertaking,
    /// The reader's acceptance, if it is in force
    pub acceptance: Option<Acceptance>,
}

/// An acceptance with the person who gave it.
pub struct Signature {
    /// The acceptance
    pub acceptance: Acceptance,
    /// The person
    pub member: Option<Member>,
}

/// The version in force.
pub async fn current(app: &App, actor: &Actor) -> Outcome<Current> {
    let member = actor.member;
    app.db
        .read(move |rx| {
            let undertaking = undertakings::current(rx)?.ok_or(Refusal::NotFound)?;
            let acceptance = undertakings::acceptance_in_force(rx, member)?;
            Ok::<_, Error>(Current {
                undertaking,
                acceptance,
            })
        })
        .await
}

/// All versions, newest first.
pub async fn all(app: &App, actor: &Actor, asked: Asked) -> Outcome<Page<Undertaking>> {
    let turn = Turn::new(app, actor.member, "undertakings", asked)?;
    let (before, fetch) = (turn.after::<i32>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| Ok::<_, Error>(undertakings::page(rx, before, fetch)?))
        .await?;
    turn.page(rows, |row| row.number)
}

/// Who accepted a version, first one first.
pub async fn acceptances(app: &App, actor: &Actor, id: UndertakingId, asked: Asked) -> Outcome<Page<Signature>> {
    let turn = Turn::new(app, actor.member, ("acceptances", id), asked)?;
    let (after, fetch) = (turn.after::<(Instant, AcceptanceId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| {
            undertakings::find(rx, id)?.ok_or(Refusal::NotFound)?;
            let mut signatures = Vec::new();
            for acceptance in undertakings::acceptances_page(rx, id, after, fetch)? {
                let member = members::find(rx, acceptance.member)?;
                signatures.push(Signature { acceptance, member });
            }
            Ok::<_, Error>(signatures)
        })
        .await?;
    turn.page(rows, |row| (row.acceptance.accepted_at, row.acceptance.id))
}
