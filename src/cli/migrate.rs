//! `enishi migrate`.

use crate::cli::context::{Files, database, say};
use crate::store::migrations;

/// Create or update the tables of the configured database
#[derive(clap::Args)]
#[command(after_help = "\
Run it before the first start and after every update. What was done already is not done again.

Example:
  ENISHI_DATABASE__URL=postgres:///enishi enishi migrate")]
pub struct Migrate {
    /// Only say whether something is to be done (exit code 1 if so)
    #[arg(long)]
    check: bool,
}

impl Migrate {
    /// Runs what is pending.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let db = database(&files.load_quiet()?)?;
        migrations::check_durability(&db)?;
        if self.check {
            anyhow::ensure!(
                !migrations::pending(&db)?,
                "migrations are pending: run `enishi migrate`"
            );
            say("The database is up to date.")?;
            return Ok(());
        }
        let done = migrations::run(&db)?;
        if done.is_empty() {
            say("The database was up to date already.")?;
        }
        for name in done {
            say(format!("Migrated: {name}"))?;
        }
        Ok(())
    }
}
