//! `GET /operations/queue`

use crate::app::App;
use crate::domain::ids::{MailId, TaskId};
use crate::domain::task::{Task, TaskKind};
use crate::services::ledger::time_stamps::AuthorityState;
use crate::services::operations::{self, Overview, StuckMail};
use crate::web::caller::{Caller, Secretariats};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The work queue at a glance.
#[derive(Serialize, ToSchema)]
pub struct QueueOverview {
    /// Number of tasks by state: `ready`, `leased`, `done`, `dead`
    tasks: BTreeMap<&'static str, i64>,
    /// Since when the task waits that has been due longest
    oldest_due: Option<DateTime<Utc>>,
    /// Tasks that gave up, oldest first
    dead_tasks: Vec<DeadTask>,
    /// Number of mails by state
    mails: BTreeMap<&'static str, i64>,
    /// How often it could not be known whether a mail went out
    ambiguities: i64,
    /// Mails that are dead or ambiguous, oldest first
    stuck_mails: Vec<MailToLookAt>,
    /// The time authorities that confirm the ledger's checkpoints
    time_authorities: Vec<AuthorityState>,
}

/// A task that gave up.
#[derive(Serialize, ToSchema)]
pub struct DeadTask {
    /// Identity
    id: TaskId,
    /// What it should do
    kind: TaskKind,
    /// Attempts so far
    attempts: i32,
    /// What went wrong last
    last_error: Option<String>,
    /// When it was queued
    created_at: DateTime<Utc>,
}

/// A mail that was refused for good, tried too often, or of which nobody can know whether it arrived.
#[derive(Serialize, ToSchema)]
pub struct MailToLookAt {
    /// Identity
    id: MailId,
    /// Kind of mail
    kind: String,
    /// Address, masked
    to: String,
    /// `dead` or `ambiguous`
    state: &'static str,
    /// Attempts so far
    attempts: i32,
    /// How often it could not be known whether it went out
    ambiguities: i32,
    /// What went wrong last
    last_error: Option<String>,
    /// When it was queued
    created_at: DateTime<Utc>,
}

/// Shows the work queue: counts, and what needs a person.
#[utoipa::path(
    tag = "operations",
    security(("access_token" = [])),
    responses(
        (status = 200, body = QueueOverview),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/operations/queue")]
pub async fn queue(app: web::Data<App>, caller: Caller<Secretariats>) -> Answer<HttpResponse> {
    let overview = operations::overview(&app).await.in_language(caller.locale())?;
    Ok(HttpResponse::Ok().json(shown(overview)))
}

fn shown(overview: Overview) -> QueueOverview {
    let Overview {
        tasks,
        oldest_due,
        dead_tasks,
        mails,
        ambiguities,
        stuck_mails,
        time_authorities,
    } = overview;
    QueueOverview {
        tasks: tasks.into_iter().collect(),
        oldest_due,
        dead_tasks: dead_tasks.into_iter().map(dead_task).collect(),
        mails: mails.into_iter().collect(),
        ambiguities,
        stuck_mails: stuck_mails.into_iter().map(mail_to_look_at).collect(),
        time_authorities,
    }
}

fn dead_task(task: Task) -> DeadTask {
    let Task {
        id,
        kind,
        payload: _,
        state: _,
        due_at: _,
        attempts,
        last_error,
        created_at,
    } = task;
    DeadTask {
        id,
        kind,
        attempts,
        last_error,
        created_at,
    }
}

fn mail_to_look_at(mail: StuckMail) -> MailToLookAt {
    let StuckMail {
        id,
        kind,
        to,
        state,
        attempts,
        ambiguities,
        last_error,
        created_at,
    } = mail;
    MailToLookAt {
        id,
        kind,
        to,
        state,
        attempts,
        ambiguities,
        last_error,
        created_at,
    }
}
