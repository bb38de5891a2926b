//! The ledger: reading and verifying it, and signing what it is. For auditors, the secretariat and the operator; owners read what
//! concerns their listings elsewhere.

pub mod bundle;
pub mod checkpoint;
pub mod proof;
pub mod time_stamps;
mod verify;

pub use verify::{Verification, verify, verify_blocking};

use crate::app::App;
use crate::domain::ledger::LedgerOrder;
use crate::domain::ledger::leaf::Leaf;
use crate::services::error::{Error, Outcome};
use crate::store::db::Rx;
use crate::store::ledger as table;
use serde::Serialize;
use utoipa::ToSchema;

/// A log and its head.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LogHead {
    /// Name: `platform`, or `organisation:` and an id
    pub log: String,
    /// Entries
    pub size: i64,
    /// Root of the Merkle tree of the entries (RFC 6962, SHA-256), in hexadecimal
    pub root: String,
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

fn heads(rx: &mut Rx<'_>) -> Outcome<Vec<LogHead>> {
    let mut heads = Vec::new();
    for log in table::logs(rx)? {
        if let Some(frontier) = table::frontier(rx, &log)? {
            heads.push(LogHead {
                log,
                size: i64::try_from(frontier.size()).unwrap_or(i64::MAX),
                root: hex::encode(frontier.root()),
            });
        }
    }
    Ok(heads)
}
