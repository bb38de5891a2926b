//! `enishi restore`.

use crate::cli::context::{Files, explain, say};
use crate::services::backup::{self, keys};
use crate::services::indexing::rebuild;
use crate::services::ledger::verify_blocking;
use anyhow::{Context, bail};
use indicatif::ProgressBar;
use std::path::PathBuf;

/// Restore an encrypted backup into an empty database, then check the ledger and build the search index
#[derive(clap::Args)]
#[command(after_help = "\
The database must be new: run `enishi migrate` first, with the version of Enishi that made the backup. It may be SQLite or
PostgreSQL, whichever the backup came from. Put the old ledger key into ledger.signing_key_file first, and stop the server.
Everything is restored, or nothing.

Examples:
  enishi restore --from enishi-2026-12-01.age --identity backup-key.txt
  age --decrypt backup-key.age | enishi restore --from enishi-2026-12-01.age --identity /dev/stdin")]
pub struct Restore {
    /// The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// File with the secret key that opens it (/dev/stdin reads it from a pipe)
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

impl Restore {
    /// Restores.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        const NOTHING: &str = "nothing was restored, the database is as it was";
        let app = files.open()?;
        let identities = keys::identities(&self.identity).context(NOTHING)?;
        let restored = backup::restore(&app, &self.from, &self.identity, &identities).context(NOTHING)?;
        say(format!(
            "Restored {} rows of {} tables, as they were at {}",
            restored.rows,
            restored.tables,
            restored.header.made_at.format("%Y-%m-%d %H:%M:%S UTC")
        ))?;

        let bar = ProgressBar::new(0);
        let listings = rebuild::rebuild(&app, |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })
        .map_err(explain)
        .context("everything was restored, but the search index was not built: run `enishi reindex`")?;
        bar.finish_and_clear();
        say(format!("The index holds {listings} listings"))?;

        let logs = verify_blocking(&app).map_err(explain)?;
        let broken: Vec<_> = logs.iter().filter_map(|log| log.fault.as_deref()).collect();
        if !broken.is_empty() {
            bail!(
                "everything was restored, but {} logs of the ledger do not verify. If another key signed them once, name its public \
                 half in ledger.former_public_keys and run `enishi ledger verify`:\n       {}",
                broken.len(),
                broken.join("\n       ")
            );
        }
        let entries: i64 = logs.iter().map(|log| log.head.size).sum();
        say(format!(
            "The ledger verifies: {entries} entries in {} logs (the last one says that this backup was restored)",
            logs.len()
        ))?;
        Ok(())
    }
}
