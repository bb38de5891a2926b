//! `enishi work`.

use crate::cli::context::{Files, database, open, require_migrated, say, start_logs};
use crate::jobs::runner;
use crate::services::indexing::follow;
use crate::startup::{self, Duties};

/// Do background work (matching, mails, reminders) without serving, until SIGTERM or Ctrl-C
#[derive(clap::Args)]
#[command(after_help = "\
Any number of processes may work beside `enishi serve --no-work`, with PostgreSQL on any number of machines. Every process
keeps a search index of its own: give each another folder (ENISHI_SEARCH__DIRECTORY).")]
pub struct Work {
    /// Do what is due now, then end
    #[arg(long)]
    once: bool,
}

impl Work {
    /// Works.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let config = files.load()?;
        start_logs(&config)?;
        require_migrated(&database(&config)?)?;
        let app = open(config)?;
        startup::block_on(async {
            if !self.once {
                return startup::serve(app, Duties::WORK, |_| Ok(())).await;
            }
            let indexing = app.clone();
            tokio::task::spawn_blocking(move || follow::catch_up(&indexing)).await??;
            let count = runner::run_once(&app).await?;
            Ok(say(format!("{count} tasks were run."))?)
        })
    }
}
