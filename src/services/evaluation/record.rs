//! Recorded runs: one JSON object on each line, appended, never changed.

use crate::domain::clock::Instant;
use crate::services::evaluation::collection::Fault;
use crate::services::evaluation::interval::Estimate;
use serde::{Deserialize, Serialize};

crate::domain::coded_enum! {
    /// How queries are asked.
    Mode {
        /// Typed by a company member into the search
        Search = "search",
        /// As the text of a need of the company, which looks for its matches
        Match = "match",
    }
}

/// What a run measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// When it ended
    pub at: Instant,
    /// Version of the program
    pub version: String,
    /// Name of the collection
    pub corpus: String,
    /// How the queries were asked
    pub mode: Mode,
    /// Documents in the corpus
    pub documents: usize,
    /// Queries that were asked
    pub queries: usize,
    /// Documents that are relevant to them, summed
    pub judgments: usize,
    /// Documents imported in a second
    pub imported_per_second: f64,
    /// nDCG of the first 10 results
    pub ndcg_10: Estimate,
    /// Recall among the first 100 results
    pub recall_100: Estimate,
    /// Mean reciprocal rank of the first relevant result
    pub mrr: Estimate,
    /// Milliseconds that half of the queries took at most
    pub p50_ms: f64,
    /// Milliseconds that 99 of 100 queries took at most
    pub p99_ms: f64,
}

/// The last of the recorded runs that asked the same number of queries of the same collection in the same way: others cannot be
/// compared.
pub fn last_like(records: &str, corpus: &str, mode: Mode, queries: usize) -> Result<Option<Run>, Fault> {
    let mut last = None;
    for (line, text) in (1..).zip(records.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let run: Run = serde_json::from_str(text).map_err(|error| Fault {
            line,
            what: format!("not a recorded run ({error}): remove the line or name another file"),
        })?;
        if run.corpus == corpus && run.mode == mode && run.queries == queries {
            last = Some(run);
        }
    }
    Ok(last)
}
