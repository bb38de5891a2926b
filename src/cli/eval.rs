//! `enishi eval`.

mod folder;
mod table;

use self::folder::Workspace;
use self::table::table;
use crate::app::App;
use crate::cli::context::{Files, explain, open, say};
use crate::cli::import;
use crate::cli::thesaurus::{Called, explain_line};
use crate::services::evaluation::ask::{Judged, Measured, ask, words};
use crate::services::evaluation::collection::{Fault, Judgments, Query, judgments, queries};
use crate::services::evaluation::record::{self, Mode, Run};
use crate::services::evaluation::scratch;
use crate::services::evaluation::titled::Titled;
use crate::services::import::Report;
use crate::services::search::TEXT_MAX;
use crate::services::thesaurus;
use crate::startup;
use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{HumanCount, ProgressBar};
use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How the queries are asked.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Way {
    /// Typed by a company member into the search
    Search,
    /// As the text of a company's need that looks for its matches
    Match,
}

/// Measure search or matching on a judged collection, in a scratch instance of its own
#[derive(clap::Args)]
#[command(after_help = "\
Three files, as BEIR lays them out:
  corpus    JSON Lines, {\"_id\": \"d1\", \"title\": \"…\", \"text\": \"…\"}; any field of a seed may be there (enishi import --help)
  queries   JSON Lines, {\"_id\": \"q1\", \"text\": \"…\"}; \"self\": \"d1\" names a document that the query shall not find
  qrels     a table with tabs, query-id, corpus-id, score; 0 is not relevant, a higher score is better

The corpus is imported as a university's seeds; a company's member searches them, or a need of the company is matched with
them, by the same use cases and settings as in an installation. The configured database is not touched. nDCG@10, Recall@100
and MRR are trec_eval's; the intervals (95 %) say how much of a figure is the choice of queries.

Examples:
  enishi eval --corpus nfcorpus/corpus.jsonl --queries nfcorpus/queries.jsonl --qrels nfcorpus/qrels/dev.tsv
  enishi eval --corpus drugs/corpus.jsonl --queries drugs/queries.jsonl --qrels drugs/qrels/dev.tsv --mode match \\
      --record quality.jsonl --limit 50")]
pub struct Eval {
    /// Documents
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    /// Queries
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Which documents are relevant to which query
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,
    /// How the queries are asked
    #[arg(long, value_enum, default_value_t = Way::Search)]
    mode: Way,
    /// With --mode match: leave out matches below this score instead of matching.default_threshold; 0 measures the order alone
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: Option<u8>,
    /// Ask the first N queries only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Add the terms of this tab-separated file to the thesaurus (enishi thesaurus import --help)
    #[arg(long, value_name = "FILE")]
    terms: Option<PathBuf>,
    #[command(flatten)]
    called: Called,
    /// What the collection is called in the record (else the folder of the corpus)
    #[arg(long)]
    name: Option<String>,
    /// Append the figures to this file, and show them beside the last ones of the same collection, mode and number of queries
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Make the scratch instance in this new or empty folder and keep it (else in a temporary one)
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

impl Eval {
    /// Measures.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let mode = match self.mode {
            Way::Search => Mode::Search,
            Way::Match => Mode::Match,
        };
        // Whatever can be wrong is found before the long work begins.
        let name = self.name()?;
        let records = self.records()?;
        self.last(&records, &name, mode, 0)?;
        let all = read(&self.queries, queries)?;
        let judged = read(&self.qrels, |file| judgments(file, &all))?;
        self.check_lengths(mode, &all, &judged)?;
        let corpus = file(&self.corpus)?;
        let terms = self.terms.as_deref().map(|file| self.called.read(file)).transpose()?;
        if let Some((line, wrong)) = terms.iter().flat_map(|terms| &terms.refused).next() {
            bail!("the terms cannot be read: {}", explain_line(*line, wrong));
        }

        let workspace = Workspace::new(self.workspace.as_deref())?;
        let mut config = scratch::settings(files.load_quiet()?, workspace.path());
        config.matching.default_threshold = self.threshold.unwrap_or(config.matching.default_threshold);
        let app = open(config)?;
        let company = scratch::furnish(&app).map_err(explain)?;
        let target = scratch::target(&app).map_err(explain)?;
        if let Some(terms) = terms {
            thesaurus::import(&app, "terms", &terms.concepts).map_err(explain)?;
        }
        let (begun, bar) = (Instant::now(), import::bar(corpus.metadata()?.len()));
        let corpus = BufReader::new(Titled::new(BufReader::new(corpus)));
        let report = scratch::fill(&app, &target, corpus, |read| bar.set_position(read)).map_err(explain)?;
        bar.finish_and_clear();
        let imported = begun.elapsed();
        self.refuse(&report)?;
        index(&app)?;
        let documents = scratch::documents(&app, &target).map_err(explain)?;

        let asked = self.choose(&all, &judged, &documents.values().map(String::as_str).collect())?;
        let bar = ProgressBar::new(u64::try_from(asked.len())?);
        let measured = startup::block_on(async {
            let actor = scratch::actor(&app, &company).await?;
            ask(&app, &actor, mode, &asked, &documents, || bar.inc(1)).await
        });
        bar.finish_and_clear();
        let Measured {
            ndcg_10,
            recall_100,
            mrr,
            p50_ms,
            p99_ms,
        } = measured.map_err(explain)?;
        let run = Run {
            at: app.db.clock().now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            corpus: name,
            mode,
            documents: documents.len(),
            queries: asked.len(),
            judgments: asked.iter().map(|judged| judged.judgments.len()).sum(),
            imported_per_second: f64::from(u32::try_from(documents.len())?) / imported.as_secs_f64().max(0.001),
            ndcg_10,
            recall_100,
            mrr,
            p50_ms,
            p99_ms,
        };
        let before = self.last(&records, &run.corpus, mode, run.queries)?;
        say(table(&run, before.as_ref()))?;
        self.append(&run, &records)
    }

    fn name(&self) -> anyhow::Result<String> {
        if let Some(name) = &self.name {
            return Ok(name.clone());
        }
        let path = std::path::absolute(&self.corpus)?;
        let folder = path.parent().and_then(Path::file_name);
        Ok(folder.map_or_else(|| "corpus".into(), |name| name.to_string_lossy().into_owned()))
    }

    /// What was recorded so far; nothing without a file.
    fn records(&self) -> anyhow::Result<String> {
        let Some(path) = self.record.as_ref().filter(|path| path.exists()) else {
            return Ok(String::new());
        };
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    }

    fn last(&self, records: &str, name: &str, mode: Mode, queries: usize) -> anyhow::Result<Option<Run>> {
        let path = self.record.as_deref().unwrap_or_else(|| Path::new(""));
        record::last_like(records, name, mode, queries).map_err(|fault| at(path, &fault))
    }

    fn append(&self, run: &Run, records: &str) -> anyhow::Result<()> {
        let Some(path) = &self.record else { return Ok(()) };
        let cannot = || format!("cannot write to {}", path.display());
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .with_context(cannot)?;
        // Whatever wrote the file last may have left its end open.
        let gap = if records.is_empty() || records.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let line = format!("{gap}{}\n", serde_json::to_string(run)?);
        file.write_all(line.as_bytes()).with_context(cannot)
    }

    /// What nobody can type cannot be searched for.
    fn check_lengths(&self, mode: Mode, all: &[Query], judged: &BTreeMap<String, Judgments>) -> anyhow::Result<()> {
        let judged = all.iter().filter(|query| judged.contains_key(&query.id));
        let long = judged.filter(|query| words(query).chars().count() > TEXT_MAX);
        match long.map(|query| query.line).next() {
            Some(line) if mode == Mode::Search => bail!(
                "{}:{line}: text is longer than the {TEXT_MAX} characters that a search takes: use --mode match",
                self.queries.display()
            ),
            _ => Ok(()),
        }
    }

    /// A corpus with gaps would give figures that mean nothing.
    fn refuse(&self, report: &Report) -> anyhow::Result<()> {
        let mut errors = std::io::stderr().lock();
        for refused in &report.refused {
            for what in import::explain_line(&refused.wrong) {
                writeln!(errors, "{}:{}: {what}", self.corpus.display(), refused.line)?;
            }
        }
        if report.refused_count > 0 {
            bail!(
                "{} lines of the corpus cannot be imported: correct them",
                report.refused_count
            );
        }
        Ok(())
    }

    /// The queries that can find something, in the order of their file.
    fn choose<'a>(
        &self,
        all: &'a [Query],
        judged: &'a BTreeMap<String, Judgments>,
        corpus: &HashSet<&str>,
    ) -> anyhow::Result<Vec<Judged<'a>>> {
        let mut left_out = 0_u64;
        let mut chosen = Vec::new();
        for query in all {
            let Some(judgments) = judged.get(&query.id) else {
                continue;
            };
            if judgments.keys().any(|document| corpus.contains(document.as_str())) {
                chosen.push(Judged { query, judgments });
            } else {
                left_out += 1;
            }
        }
        if chosen.is_empty() {
            bail!(
                "no query of {} has a relevant document in {}: name files that belong together",
                self.qrels.display(),
                self.corpus.display()
            );
        }
        chosen.truncate(
            self.limit
                .map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX)),
        );
        let mut errors = std::io::stderr().lock();
        if left_out > 0 {
            let left_out = HumanCount(left_out);
            writeln!(
                errors,
                "Not asked, as nothing in the corpus is relevant to them: {left_out} queries."
            )?;
        }
        let missing = chosen
            .iter()
            .flat_map(|judged| judged.judgments.keys())
            .filter(|document| !corpus.contains(document.as_str()))
            .count();
        if missing > 0 {
            let missing = HumanCount(u64::try_from(missing)?);
            writeln!(
                errors,
                "Counted as not found, as the corpus does not hold them: {missing} relevant documents."
            )?;
        }
        Ok(chosen)
    }
}

fn index(app: &App) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0);
    scratch::index(app, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })
    .map_err(explain)?;
    bar.finish_and_clear();
    Ok(())
}

fn file(path: &Path) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read<T>(path: &Path, read: impl FnOnce(File) -> Result<T, Fault>) -> anyhow::Result<T> {
    read(file(path)?).map_err(|fault| at(path, &fault))
}

fn at(path: &Path, fault: &Fault) -> anyhow::Error {
    anyhow::anyhow!("{}:{fault}", path.display())
}
