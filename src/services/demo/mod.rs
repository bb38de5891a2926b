//! The demo consortium: fictional organisations, members, seeds and needs in every state, loaded in one transaction. Matches and
//! mails are left to the real jobs.

mod announcements;
pub mod data;
mod history;
mod listings;
mod people;
mod saved_searches;

use self::data::Consortium;
use crate::app::App;
use crate::domain::account::{Organisation, Role};
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::task::TaskKind;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Audited, Db, Rx};
use crate::store::{ledger, organisations, tasks};
use serde_json::json;

/// The password of every demo account.
pub const PASSWORD: &str = "enishi-demo-2026";

/// The ledger's word for the loaded consortium, and the mark by which it is found again.
const SUBJECT: &str = "demo:consortium";

/// Whether the consortium can be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// The database is empty
    Empty,
    /// It is there already
    Done,
    /// Something else is there
    Foreign,
}

/// What was loaded.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// Organisations
    pub organisations: usize,
    /// Members
    pub members: usize,
    /// Seeds
    pub seeds: usize,
    /// Needs
    pub needs: usize,
}

/// An account that people who try the demonstration are told of.
pub struct Login {
    /// What the person does
    pub role: Role,
    /// Address
    pub email: String,
    /// Where the person works
    pub organisation: String,
}

/// Whether the consortium can be loaded.
pub fn state(db: &Db) -> Outcome<Loading> {
    db.read_blocking(state_in)
}

fn state_in(rx: &mut Rx<'_>) -> Outcome<Loading> {
    let log = Log::Platform.to_string();
    if !ledger::about(rx, &log, SUBJECT, 1)?.is_empty() {
        return Ok(Loading::Done);
    }
    let some: Vec<Organisation> = organisations::all(rx)?;
    Ok(if some.is_empty() && ledger::frontier(rx, &log)?.is_none() {
        Loading::Empty
    } else {
        Loading::Foreign
    })
}

/// Loads everything, or nothing.
pub fn load(app: &App) -> Outcome<Summary> {
    let consortium = Consortium::read()?;
    let mut salt = [0_u8; 16];
    app.db.entropy().fill(&mut salt);
    let hash = app.passwords.hash_blocking(PASSWORD, salt).map_err(Error::internal)?;
    app.db.write_blocking(|tx| {
        let people = people::load(tx, &consortium, &hash)?;
        let months = app.config().listings.validity_months;
        listings::load(app, tx, &consortium.seeds, &people, months)?;
        listings::load(app, tx, &consortium.needs, &people, months)?;
        announcements::load(tx, &consortium.announcements, &people)?;
        saved_searches::load(tx, app, &consortium.saved_searches, &people)?;
        tasks::enqueue(tx, TaskKind::RefreshStatistics, &json!({ "asked": "demo" }))?;
        let summary = Summary {
            organisations: consortium.organisations.len(),
            members: consortium.members.len(),
            seeds: consortium.seeds.len(),
            needs: consortium.needs.len(),
        };
        let entry = Entry::new(Log::Platform, EntryKind::OperatorAction, Doer::Operator, SUBJECT)
            .fact("action", "demo_loaded")
            .fact("organisations", summary.organisations)
            .fact("members", summary.members)
            .fact("seeds", summary.seeds)
            .fact("needs", summary.needs);
        Ok(Audited::new(summary, tx.record(entry)))
    })
}

/// One account per role.
pub fn logins() -> Outcome<Vec<Login>> {
    let consortium = Consortium::read()?;
    let name = |key: &str| {
        let home = consortium
            .organisations
            .iter()
            .find(|organisation| organisation.key == key);
        let home = home.ok_or_else(|| Error::internal("a demo member without organisation"))?;
        Ok::<_, Error>(home.name.texts().map(|(_, name)| name).collect::<Vec<_>>().join(" / "))
    };
    let named = consortium.members.iter().filter(|member| member.demo_login);
    named
        .map(|member| {
            Ok(Login {
                role: member.role,
                email: member.email.clone(),
                organisation: name(&member.organisation)?,
            })
        })
        .collect()
}
