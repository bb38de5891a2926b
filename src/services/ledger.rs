//! Reading and verifying the ledger: for auditors and the secretariat. Owners read what concerns their listings elsewhere.

use crate::app::App;
use crate::domain::ledger::LedgerOrder;
use crate::domain::ledger::chain::{Leaf, verify_from};
use crate::services::error::{Error, Outcome};
use crate::store::db::Rx;
use crate::store::ledger as table;
use serde::Serialize;
use utoipa::ToSchema;

/// How many leaves are checked at a time.
const BATCH: i64 = 5_000;

/// A log and its head.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LogHead {
    /// Name: `platform`, or `organisation:` and an id
    pub log: String,
    /// Entries
    pub size: i64,
    /// Hash of the last entry
    pub hash: String,
}

/// Whether a log holds together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Verification {
    /// The log
    #[serde(flatten)]
    pub head: LogHead,
    /// Every entry is there, unchanged and in order
    pub intact: bool,
    /// What does not hold
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// The logs with their heads.
pub async fn logs(app: &App) -> Outcome<Vec<LogHead>> {
    app.db.read(heads).await
}

/// Up to `limit` entries of a log behind a number, as the order has them. What is appended meanwhile moves no page.
pub async fn entries(app: &App, log: String, order: LedgerOrder, from: Option<i64>, limit: i64) -> Outcome<Vec<Leaf>> {
    app.db
        .read(move |rx| {
            Ok::<_, Error>(match order {
                LedgerOrder::Newest => table::leaves_before(rx, &log, from, limit)?,
                LedgerOrder::Oldest => table::leaves(rx, &log, from.unwrap_or(0), limit)?,
            })
        })
        .await
}

/// Checks every log from its first entry to its head.
pub async fn verify(app: &App) -> Outcome<Vec<Verification>> {
    app.db.read(verify_in).await
}

/// `verify` for callers that may block.
pub fn verify_blocking(app: &App) -> Outcome<Vec<Verification>> {
    app.db.read_blocking(verify_in)
}

fn verify_in(rx: &mut Rx<'_>) -> Outcome<Vec<Verification>> {
    let heads = heads(rx)?;
    heads.into_iter().map(|head| verify_log(rx, head)).collect()
}

fn heads(rx: &mut Rx<'_>) -> Outcome<Vec<LogHead>> {
    let mut heads = Vec::new();
    for log in table::logs(rx)? {
        if let Some((size, hash)) = table::head(rx, &log)? {
            heads.push(LogHead { log, size, hash });
        }
    }
    Ok(heads)
}

fn verify_log(rx: &mut Rx<'_>, head: LogHead) -> Outcome<Verification> {
    let (mut checked, mut last) = (0, String::new());
    loop {
        let leaves = table::leaves(rx, &head.log, checked, BATCH)?;
        if leaves.is_empty() {
            break;
        }
        match verify_from(checked, &last, leaves.iter()) {
            Ok(hash) => last = hash,
            Err(broken) => {
                return Ok(Verification {
                    head,
                    intact: false,
                    fault: Some(broken.to_string()),
                });
            }
        }
        checked += i64::try_from(leaves.len()).unwrap_or(BATCH);
    }
    let whole = checked == head.size && last == head.hash;
    let fault = (!whole).then(|| {
        format!(
            "log {}: the head names {} entries, {checked} hold together",
            head.log, head.size
        )
    });
    Ok(Verification {
        intact: whole,
        fault,
        head,
    })
}
