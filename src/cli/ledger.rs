//! `enishi ledger`.

use crate::cli::context::{Files, explain, say};
use crate::domain::ledger::leaf::Leaf;
use crate::services::ledger::bundle::{self, Show};
use crate::services::ledger::proof::{Bundle, Proof, SignedReceipt};
use crate::services::ledger::{LogHead, verify_blocking};
use anyhow::{Context, bail};
use chrono::SecondsFormat;
use std::path::PathBuf;

/// Verify the disclosure ledger, and take evidence out of it that verifies without this installation
#[derive(clap::Args)]
pub struct Ledger {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Verify(Verify),
    Key(Key),
    Export(Export),
    Check(Check),
}

/// Check every log: numbering, entries, signed checkpoints (exit code 1 if one is broken)
#[derive(clap::Args)]
#[command(after_help = "Prints one line for each log: its name, its size, and the root of its tree.")]
struct Verify {}

/// Print the public key that checkpoints are signed with: give it to your members on paper
#[derive(clap::Args)]
struct Key {}

/// Write entries of a log to a file, with all that proves them up to its newest checkpoint
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  enishi ledger export platform --to platform.json
  enishi ledger export organisation:0c2e… --about listing:7f3a… --to seed.json")]
struct Export {
    /// The log's name, as `enishi ledger verify` prints it
    log: String,
    /// Only the entries about this, and those that say it was among what was shown (searches, tables)
    #[arg(long)]
    about: Option<String>,
    /// The file
    #[arg(long)]
    to: PathBuf,
}

/// Check a file of exported entries, without database or network (exit code 1 if it proves nothing)
#[derive(clap::Args)]
#[command(after_help = "tools/verify_ledger.py does the same with Python and openssl alone.")]
struct Check {
    /// The file
    file: PathBuf,
    /// The public key that it must be signed with, as `enishi ledger key` prints it
    #[arg(long)]
    key: Option<String>,
}

impl Ledger {
    /// Runs one of them.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        match &self.action {
            Action::Verify(Verify {}) => verify(files),
            Action::Key(Key {}) => Ok(say(files.open()?.ledger_key.public())?),
            Action::Export(export) => export.run(files),
            Action::Check(check) => check.run(),
        }
    }
}

fn verify(files: &Files) -> anyhow::Result<()> {
    let mut broken = 0;
    for checked in verify_blocking(&files.open()?).map_err(explain)? {
        let LogHead { log, size, root } = checked.head;
        match checked.fault {
            None => say(format!("ok\t{log}\t{size}\t{root}"))?,
            Some(what) => {
                broken += 1;
                say(format!("BROKEN\t{log}\t{size}\t{what}"))?;
            }
        }
    }
    if broken > 0 {
        bail!("{broken} logs do not verify: keep the database as it is and compare it with a backup");
    }
    Ok(())
}

impl Export {
    fn run(&self, files: &Files) -> anyhow::Result<()> {
        let app = files.open()?;
        let about = self.about.as_deref();
        let show = |leaf: &Leaf| match about {
            Some(subject) if !leaf.concerns(subject) => Show::Nothing,
            _ => Show::Open,
        };
        let made = bundle::export(&app, &self.log, show).map_err(explain)?;
        let Some(made) = made else {
            bail!(
                "{}: there is no checkpoint of this log yet; a running server signs one every ten minutes",
                self.log
            );
        };
        if let Some(subject) = about.filter(|_| made.entries.is_empty()) {
            bail!(
                "{subject}: {} has no entry about it up to its newest checkpoint, so there is nothing to prove",
                self.log
            );
        }
        let text = serde_json::to_string_pretty(&made)?;
        std::fs::write(&self.to, text).with_context(|| format!("{} cannot be written", self.to.display()))?;
        say(format!("{} entries\t{}", made.entries.len(), self.to.display()))?;
        Ok(())
    }
}

impl Check {
    fn run(&self) -> anyhow::Result<()> {
        let file = self.file.display();
        let text = std::fs::read_to_string(&self.file).with_context(|| format!("{file} cannot be read"))?;
        if let Some(receipt) = SignedReceipt::read(&text) {
            let said = receipt.check(self.key.as_deref());
            say(said.with_context(|| format!("{file} proves nothing"))?)?;
            say(format!("ok\t{}\tkey {}", receipt.origin, receipt.key))?;
            return Ok(());
        }
        let read = Bundle::read(&text).with_context(|| format!("{file} proves nothing"))?;
        let Proof { head, seen } = read
            .check(self.key.as_deref())
            .with_context(|| format!("{file} proves nothing"))?;
        say(format!(
            "ok\t{} entries\t{}\t{} entries at the checkpoint, {} earlier checkpoints\tkey {}",
            read.entries.len(),
            read.origin,
            head.size,
            read.earlier.len(),
            read.key
        ))?;
        for (at, size) in &seen {
            say(format!(
                "seen\t{}\t{size} entries",
                at.to_rfc3339_opts(SecondsFormat::Secs, true)
            ))?;
        }
        if !seen.is_empty() {
            say(
                "Whether those time stamps are the authorities' own: tools/verify_ledger.py --authorities CERTIFICATES.",
            )?;
        }
        if self.key.is_none() {
            say("Compare the key with the one that you have on paper, or name that with --key.")?;
        }
        Ok(())
    }
}
