//! `enishi admin list-tasks` and `revive-task`.

use crate::app::App;
use crate::cli::admin::code;
use crate::cli::context::{explain, say};
use crate::domain::ids::TaskId;
use crate::domain::task::TaskState;
use crate::services::operator::tasks;
use anyhow::bail;

fn state(text: &str) -> Result<TaskState, String> {
    code(TaskState::ALL, text, |state| state.code())
}

/// List queued work in a state, oldest first: id, kind, attempts, due, last error
#[derive(clap::Args)]
pub struct List {
    /// Which: ready, leased, done, dead
    #[arg(long, default_value = "dead", value_parser = state)]
    state: TaskState,
    /// At most so many
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=10_000))]
    limit: i64,
}

impl List {
    /// One line each.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        for task in tasks::in_state(&app.db, self.state, self.limit).map_err(explain)? {
            let last = task.last_error.unwrap_or_default();
            let due = task.due_at.to_rfc3339();
            say(format!("{}\t{}\t{}\t{due}\t{last}", task.id, task.kind, task.attempts))?;
        }
        Ok(())
    }
}

/// Give a dead task another round of attempts
#[derive(clap::Args)]
pub struct Revive {
    /// Id of the task (see list-tasks)
    id: TaskId,
}

impl Revive {
    /// Revives.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        if !tasks::revive(&app.db, self.id).map_err(explain)? {
            bail!("no dead task has that id: see `enishi admin list-tasks`");
        }
        Ok(say(format!("Task {} is waiting again", self.id))?)
    }
}
