//! `enishi admin ledger-verify`.

use crate::app::App;
use crate::cli::context::{explain, say};
use crate::services::operator::ledger;
use anyhow::bail;

/// Check every log of the ledger: numbering, chain, hashes (exit code 1 if one is broken)
#[derive(clap::Args)]
#[command(after_help = "Prints one line for each log: its name, its size, and the hash of its last entry.")]
pub struct LedgerVerify {}

impl LedgerVerify {
    /// Checks.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let mut broken = 0;
        for checked in ledger::check(&app.db).map_err(explain)? {
            match checked.outcome {
                Ok(hash) => say(format!("ok\t{}\t{}\t{hash}", checked.log, checked.size))?,
                Err(what) => {
                    broken += 1;
                    say(format!("BROKEN\t{}\t{}\t{what}", checked.log, checked.size))?;
                }
            }
        }
        if broken > 0 {
            bail!("{broken} logs do not verify: keep the database as it is and compare it with a backup");
        }
        Ok(())
    }
}
