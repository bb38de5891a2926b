//! `enishi demo`, and what `serve --demo` shares with it.

use crate::app::App;
use crate::cli::context::{Files, explain, say};
use crate::config::Config;
use crate::services::demo::{self, Loading, PASSWORD, Summary};
use anyhow::bail;

/// Load the fictional demo consortium into the configured (migrated, empty) database
#[derive(clap::Args)]
#[command(after_help = "\
A second run changes nothing. A database that holds anything else is refused.

Example:
  ENISHI_DATABASE__URL=postgres:///enishi_demo enishi demo")]
pub struct Demo {}

impl Demo {
    /// Loads it.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        load_if_empty(&files.open()?)?;
        accounts()
    }
}

/// Loads the consortium unless it is there already.
pub fn load_if_empty(app: &App) -> anyhow::Result<()> {
    match demo::state(&app.db).map_err(explain)? {
        Loading::Done => return Ok(()),
        Loading::Foreign => bail!(
            "the database holds something else than the demo consortium: name an empty one in database.url \
             (ENISHI_DATABASE__URL=sqlite://var/demo.sqlite3)"
        ),
        Loading::Empty => {}
    }
    say("Loading the demo consortium …")?;
    let Summary {
        organisations,
        members,
        seeds,
        needs,
    } = demo::load(app).map_err(explain)?;
    say(format!(
        "Loaded {organisations} organisations, {members} members, {seeds} seeds and {needs} needs."
    ))?;
    Ok(())
}

/// What a person who tries the demonstration wants to know.
pub fn welcome(config: &Config) -> anyhow::Result<()> {
    say("")?;
    accounts()?;
    let folder = config
        .mail
        .file
        .as_ref()
        .map(|file| file.directory.display().to_string());
    let (url, folder) = (&config.server.public_url, folder.unwrap_or_default());
    say(format!("Mails appear on {url}/mailbox and as files in {folder}"))?;
    say("")?;
    Ok(())
}

fn accounts() -> anyhow::Result<()> {
    say(format!("Demo accounts (password of all: {PASSWORD})"))?;
    for login in demo::logins().map_err(explain)? {
        say(format!(
            "  {:<12} {:<40} {}",
            login.role.code(),
            login.email,
            login.organisation
        ))?;
    }
    Ok(())
}
