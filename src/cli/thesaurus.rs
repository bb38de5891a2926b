//! `enishi thesaurus`.

use crate::cli::context::{Files, explain, say};
use crate::services::thesaurus::{self, COLUMNS, NoColumn, ReadList, WrongTerm};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// So many lines and names are shown one by one.
const MOST_SHOWN: usize = 20;

/// Add lists of terms to the thesaurus that searches and matching are widened by
#[derive(clap::Args)]
pub struct Thesaurus {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    Import(Import),
    List(List),
    Remove(Remove),
}

/// Import a list of terms, in the place of the one of the same name
#[derive(clap::Args)]
#[command(after_help = "\
The file is tab-separated, in UTF-8, with a line of column names first:
  id  ja  en  alt_ja  alt_en  broader
ja or en is needed. Several names or broader concepts stand in one cell with | between them; rows with the same id are one
concept. The names of a concept find each other, in both languages. What the thesaurus knows by the usual name in either
language gets more names; a name that belongs to something else stays where it is. Other columns are passed over.
Running servers use the list within a second.

Examples:
  enishi thesaurus import targets.tsv
  enishi thesaurus import export.tsv --name diseases --column ja=label_ja --column en=label_en --column id=code")]
struct Import {
    /// Tab-separated file
    file: PathBuf,
    #[command(flatten)]
    called: Called,
    /// What the list is called (else the name of the file)
    #[arg(long)]
    name: Option<String>,
}

/// What a file calls its columns.
#[derive(clap::Args)]
pub struct Called {
    /// What the file calls a column, as in ja=label_ja
    #[arg(long = "column", value_name = "OURS=THEIRS", value_parser = column)]
    columns: Vec<(String, String)>,
}

/// Show the lists that were imported
#[derive(clap::Args)]
struct List {}

/// Take a list of terms away again
#[derive(clap::Args)]
struct Remove {
    /// What the list is called
    name: String,
}

fn column(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or("write OURS=THEIRS")?;
    if !COLUMNS.contains(&ours) {
        return Err(format!("{ours} is none of {}", COLUMNS.join(", ")));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

impl Thesaurus {
    /// Does what was asked.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        match &self.action {
            Action::Import(import) => import.run(files),
            Action::List(List {}) => list(files),
            Action::Remove(Remove { name }) => {
                if !thesaurus::remove(&files.open()?, name).map_err(explain)? {
                    bail!("there is no list {name}: enishi thesaurus list shows those there are");
                }
                Ok(say(format!("{name} is gone"))?)
            }
        }
    }
}

impl Called {
    /// Reads a file of terms.
    pub fn read(&self, file: &Path) -> anyhow::Result<ReadList> {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {} as UTF-8 text", file.display()))?;
        let called: BTreeMap<String, String> = self.columns.iter().cloned().collect();
        let list = thesaurus::read(&text, &called).map_err(|NoColumn(there)| {
            let there = there.join(", ");
            anyhow::anyhow!(
                "there is no column ja and none en: name them with --column, as in ja=label_ja. Columns here: {there}"
            )
        })?;
        if list.concepts.is_empty() {
            bail!("{} holds no terms", file.display());
        }
        Ok(list)
    }
}

impl Import {
    fn run(&self, files: &Files) -> anyhow::Result<()> {
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = self.name.clone().or(stem).unwrap_or_default();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            bail!("call the list something, in at most 100 characters: --name");
        }
        let ReadList { concepts, refused } = self.called.read(&self.file)?;
        let imported = thesaurus::import(&files.open()?, &name, &concepts).map_err(explain)?;
        let thesaurus::Imported { taken, unchanged } = imported;
        let mut told = format!(
            "{name}: {} concepts ({} new, {} known already) with {} new names{}",
            concepts.len(),
            taken.new,
            taken.joined,
            taken.names,
            if unchanged { "; nothing changed" } else { "" }
        );
        for (what, names) in [
            ("names that belong to something else", &taken.contested),
            ("names too short to be found by", &taken.unusable),
            ("broader concepts that are not there", &taken.unknown),
        ] {
            if !names.is_empty() {
                let shown = names.iter().take(MOST_SHOWN).cloned().collect::<Vec<_>>().join(", ");
                let more = if names.len() > MOST_SHOWN { ", …" } else { "" };
                write!(told, "\nPassed over, {what} ({}): {shown}{more}", names.len())?;
            }
        }
        say(told)?;
        if refused.is_empty() {
            return Ok(());
        }
        let lines = refused
            .iter()
            .take(MOST_SHOWN)
            .map(|(line, wrong)| explain_line(*line, wrong));
        bail!(
            "{} lines were left out; correct them and import the file again:\n{}",
            refused.len(),
            lines.collect::<Vec<_>>().join("\n")
        )
    }
}

/// What is wrong with a line.
pub fn explain_line(line: u64, wrong: &WrongTerm) -> String {
    match wrong {
        WrongTerm::NoName => format!("line {line}: no name in either language"),
        WrongTerm::TooManyCells(cells) => format!("line {line}: {cells} cells, more than there are columns"),
        WrongTerm::NotText(column) => format!("line {line}: control characters in {column}"),
        WrongTerm::TooLong(column) => format!("line {line}: {column} is longer than 200 characters"),
    }
}

fn list(files: &Files) -> anyhow::Result<()> {
    let lists = thesaurus::all(&files.open()?).map_err(explain)?;
    if lists.is_empty() {
        return Ok(say("No list was imported: the thesaurus is what the program ships")?);
    }
    for list in lists {
        say(format!(
            "{}\t{} concepts\t{}",
            list.name,
            list.concepts,
            list.imported_at.format("%Y-%m-%d %H:%M UTC")
        ))?;
    }
    Ok(())
}
