//! `enishi import`.

use crate::cli::context::{Files, explain, say};
use crate::domain::listing::ListingKind;
use crate::domain::problem::FieldFault;
use crate::services::import::{self, Counts, Refused, Report, Wrong};
use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the records become.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Research seeds
    Seed,
    /// Open needs
    Need,
}

/// Import JSON Lines as published seeds or needs of an organisation
#[derive(clap::Args)]
#[command(after_help = "\
One JSON object on each line:
  {\"_id\": \"A-1\", \"title\": \"…\", \"text\": \"…\", \"language\": \"ja\", \"disease_areas\": [\"cancer\"], \"stage\": \"screening\"}
_id (or id) and title are needed. title and text may be a string, an object {\"ja\": …, \"en\": …}, or title_ja, title_en …;
the language of a string is guessed where it is not given. Every field of a seed or need may be there under its own name;
other names are passed over. Members see title and text: import only what they may read.

An import that was interrupted is continued by starting it again: what is there already is not imported twice, and a
record that has changed in the file becomes a new version, unless somebody has worked on it in Enishi.
A wrong line is reported with its number and field and not imported; the others are (exit code 1 all the same).

Example:
  enishi import seeds.jsonl --organisation 'Tsukuyomi University' --owner h.mizuki@tsukuyomi-u.example")]
pub struct Import {
    /// File with one JSON object on each line
    file: PathBuf,
    /// Japanese or English name of the organisation
    #[arg(long, value_name = "NAME")]
    organisation: String,
    /// Address of the researcher who owns the seeds, or of the company's member who owns the needs (else the first one by name)
    #[arg(long, value_name = "EMAIL")]
    owner: Option<String>,
    /// What the records become
    #[arg(long, value_enum, default_value_t = Kind::Seed)]
    kind: Kind,
    /// Records in one transaction
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    batch: u16,
    /// Look for candidates of what is new, and tell both sides
    #[arg(long = "match")]
    matching: bool,
}

impl Import {
    /// Imports.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let kind = match self.kind {
            Kind::Seed => ListingKind::Seed,
            Kind::Need => ListingKind::Need,
        };
        let file = File::open(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let app = files.open()?;
        let target = import::target(&app, kind, &self.organisation, self.owner.as_deref(), self.matching)
            .map_err(explain)
            .context("organisation and owner: write the name of an active organisation and the address of one of its active members who may own them")?;
        let bar = bar(file.metadata()?.len());
        let begun = Instant::now();
        let report = import::run(&app, &target, self.batch.into(), BufReader::new(file), |read| {
            bar.set_position(read);
        })
        .map_err(explain)
        .context("the import stopped; what was done stays, start it again to continue")?;
        bar.finish_and_clear();
        self.conclude(&report, begun.elapsed())
    }

    fn conclude(&self, report: &Report, took: Duration) -> anyhow::Result<()> {
        let Report {
            counts,
            refused,
            refused_count,
            ignored,
        } = report;
        let mut errors = std::io::stderr().lock();
        for Refused { line, wrong } in refused {
            for what in explain_line(wrong) {
                writeln!(errors, "{}:{line}: {what}", self.file.display())?;
            }
        }
        if !ignored.is_empty() {
            let names: Vec<_> = ignored.iter().map(String::as_str).collect();
            writeln!(errors, "Fields that were passed over: {}", names.join(", "))?;
        }
        let Counts {
            created,
            changed,
            unchanged,
            left_alone,
        } = counts;
        say(format!(
            "{created} new, {changed} changed, {unchanged} unchanged, {left_alone} left as worked on in Enishi, {refused_count} refused; {:.1} s",
            took.as_secs_f64()
        ))?;
        if *refused_count > 0 {
            bail!("{refused_count} lines were not imported: correct them and start the import again");
        }
        Ok(())
    }
}

/// Progress through a file.
pub(super) fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    let template = "{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {eta} left";
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What is wrong with a line, field by field.
pub(super) fn explain_line(wrong: &Wrong) -> Vec<String> {
    let one = |text: String| vec![text];
    match wrong {
        Wrong::NotText => one("not UTF-8".into()),
        Wrong::NotJson(column) => one(format!("not a JSON object (column {column})")),
        Wrong::CutOff => one("the file ends in the middle of this line; nothing of the line was imported".into()),
        Wrong::TooLong => one("longer than 1 MiB".into()),
        Wrong::Repeated(first) => one(format!("_id: stands on line {first} already, with other content")),
        Wrong::Fields(faults) => faults.iter().map(explain_field).collect(),
    }
}

fn explain_field(fault: &FieldFault) -> String {
    let limit = fault
        .limit
        .map(|limit| format!(" (at most {limit})"))
        .unwrap_or_default();
    format!("{}: {}{limit}", fault.field, fault.fault.code().replace('_', " "))
}
