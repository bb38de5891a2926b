//! Checking every log of the ledger: numbers, chain and hashes, and that each log ends where its head says.

use crate::domain::ledger::chain::{Broken, Leaf, verify};
use crate::services::error::{Error, Outcome};
use crate::store::db::{Db, Rx};
use crate::store::ledger;

/// A log that was checked.
pub struct Checked {
    /// Its name
    pub log: String,
    /// How many entries it has
    pub size: i64,
    /// The hash of its last entry, or what is wrong
    pub outcome: Result<String, String>,
}

/// Checks all logs in one snapshot.
pub fn check(db: &Db) -> Outcome<Vec<Checked>> {
    db.read_blocking(|rx| ledger::logs(rx)?.into_iter().map(|log| check_log(rx, log)).collect())
}

fn check_log(rx: &mut Rx<'_>, log: String) -> Outcome<Checked> {
    let (size, head) = ledger::head(rx, &log)?.ok_or_else(|| Error::internal("a log without its head"))?;
    let leaves = leaves(rx, &log)?;
    let found = i64::try_from(leaves.len()).unwrap_or(i64::MAX);
    let outcome = match verify(leaves.iter()) {
        Err(broken @ (Broken::Gap { .. } | Broken::Unchained { .. } | Broken::Altered { .. })) => {
            Err(broken.to_string())
        }
        Ok(_) if found != size => Err(format!("log {log}: its head counts {size} entries, {found} are there")),
        Ok(hash) if hash != head => Err(format!("log {log}: its head has another hash than its last entry")),
        Ok(hash) => Ok(hash),
    };
    Ok(Checked { log, size, outcome })
}

fn leaves(rx: &mut Rx<'_>, log: &str) -> Outcome<Vec<Leaf>> {
    const STEP: i64 = 10_000;
    let mut all: Vec<Leaf> = Vec::new();
    loop {
        let step = ledger::leaves(rx, log, all.last().map_or(0, |leaf| leaf.seq), STEP)?;
        if step.is_empty() {
            return Ok(all);
        }
        all.extend(step);
    }
}
