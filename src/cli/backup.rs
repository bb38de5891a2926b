//! `enishi backup`.

use crate::cli::context::{Files, say};
use crate::services::backup::{self, Checked, keys};
use anyhow::Context;
use indicatif::HumanBytes;
use std::path::PathBuf;

/// Write encrypted backups that only a key kept off this machine opens
#[derive(clap::Args)]
pub struct Backup {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Key(Key),
    Write(Write),
    Check(Check),
}

/// Make a pair of keys: backups are encrypted for the public half, the secret half opens them
#[derive(clap::Args)]
#[command(after_help = "\
Run it on a machine that is not the server, and keep the file in a safe: without it no backup can be restored, and whoever
has it can read every backup. Keys of age-keygen do as well.

Example:
  enishi backup key --to backup-key.txt")]
struct Key {
    /// The new file for the secret half
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Write everything in the database to an encrypted file, while the server runs
#[derive(clap::Args)]
#[command(after_help = "\
It is one snapshot. The file appears under its name when it is complete. Nothing is on a disk in clear, at no time.
Configuration and keys are not in it: docs/operations.md.

Examples:
  enishi backup write --to /backups/enishi-2026-12-01.age
  enishi backup write --to before-update.age --recipient age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")]
struct Write {
    /// The new file
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// A public key to encrypt for, beside those in backup.recipients
    #[arg(long, value_name = "AGE1...")]
    recipient: Vec<String>,
}

/// Read a backup to its end without a database (exit code 1 if it does not hold together)
#[derive(clap::Args)]
#[command(after_help = "\
Needs no configuration: run it where the secret key is.

Example:
  enishi backup check enishi-2026-12-01.age --identity backup-key.txt")]
struct Check {
    /// The backup
    file: PathBuf,
    /// File with the secret key that opens it (/dev/stdin reads it from a pipe)
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// The ledger's public key that it must be signed with, as `enishi ledger key` prints it
    #[arg(long)]
    key: Option<String>,
}

impl Backup {
    /// Runs one of them.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        match &self.action {
            Action::Key(key) => key.run(),
            Action::Write(write) => write.run(files),
            Action::Check(check) => check.run(),
        }
    }
}

impl Key {
    fn run(&self) -> anyhow::Result<()> {
        let public = keys::make(&self.to)?;
        say(public.to_string())?;
        say(format!(
            "Write this public key into backup.recipients. {} opens every backup: keep it in a safe, and not on the server.",
            self.to.display()
        ))?;
        Ok(())
    }
}

impl Write {
    fn run(&self, files: &Files) -> anyhow::Result<()> {
        let app = files.open()?;
        let recipients = keys::recipients(app.config().backup.recipients.iter().chain(&self.recipient))?;
        let written = backup::write(&app, &self.to, &recipients).context("no backup was written")?;
        let keys = if recipients.len() == 1 {
            "1 key opens it"
        } else {
            "any of its keys opens it"
        };
        say(format!(
            "{}\t{} rows of {} tables\t{}\t{keys}",
            self.to.display(),
            written.rows,
            written.tables,
            HumanBytes(written.bytes)
        ))?;
        Ok(())
    }
}

impl Check {
    fn run(&self) -> anyhow::Result<()> {
        let identities = keys::identities(&self.identity)?;
        let key = self.key.clone().map(|key| [key]);
        let key = key.as_ref().map(<[String; 1]>::as_slice);
        let Checked {
            header, tables, rows, ..
        } = backup::check(&self.file, &self.identity, &identities, key)
            .with_context(|| format!("{} cannot be restored", self.file.display()))?;
        say(format!(
            "ok\t{rows} rows of {tables} tables\t{}\tEnishi {}, migration {}\tkey {}",
            header.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
            header.program,
            header.migration,
            header.signed_by
        ))?;
        if self.key.is_none() {
            say("Compare the key with the one that you have on paper, or name that with --key.")?;
        }
        Ok(())
    }
}
