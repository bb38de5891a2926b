//! Whether every log still is what was recorded and signed.

use crate::app::App;
use crate::auth::note;
use crate::domain::ledger::checkpoint::Checkpoint;
use crate::domain::ledger::leaf::{Broken, Checker};
use crate::services::error::Outcome;
use crate::services::ledger::checkpoint::is_of;
use crate::services::ledger::{LogHead, heads};
use crate::store::db::Rx;
use crate::store::ledger_checkpoints::Signed;
use crate::store::{ledger, ledger_checkpoints};
use serde::Serialize;
use utoipa::ToSchema;

/// How many leaves are checked at a time.
const BATCH: i64 = 5_000;

/// Whether a log holds together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Verification {
    /// The log
    #[serde(flatten)]
    pub head: LogHead,
    /// Every entry is there, unchanged and in order, and so was every checkpoint that was signed
    pub intact: bool,
    /// What does not hold
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// How many signed checkpoints the log was compared with
    pub checkpoints: usize,
}

/// Checks every log from its first entry to its head, in one snapshot.
pub async fn verify(app: &App) -> Outcome<Vec<Verification>> {
    let own = app.clone();
    app.db.read(move |rx| verify_in(&own, rx)).await
}

/// `verify` for callers that may block.
pub fn verify_blocking(app: &App) -> Outcome<Vec<Verification>> {
    app.db.read_blocking(|rx| verify_in(app, rx))
}

fn verify_in(app: &App, rx: &mut Rx<'_>) -> Outcome<Vec<Verification>> {
    let mut verified = Vec::new();
    for head in heads(rx)? {
        let signed = ledger_checkpoints::of_log(rx, &head.log)?;
        let broken = fault(app, rx, &head, &signed)?;
        verified.push(Verification {
            intact: broken.is_none(),
            fault: broken.map(|broken| format!("log {}: {broken}", head.log)),
            checkpoints: signed.len(),
            head,
        });
    }
    Ok(verified)
}

/// What is wrong with a log. The head and the checkpoints each name the tree of a beginning of it.
fn fault(app: &App, rx: &mut Rx<'_>, head: &LogHead, signed: &[Signed]) -> Outcome<Option<Broken>> {
    let mut expected = Vec::new();
    for one in signed {
        match opened(app, one) {
            Some(checkpoint) => expected.push(checkpoint.head),
            None => return Ok(Some(Broken::Unsigned(u64::try_from(one.size).unwrap_or_default()))),
        }
    }
    let mut expected = expected.into_iter().peekable();
    let mut checker = Checker::default();
    loop {
        let leaves = ledger::leaves(rx, &head.log, checker.seen(), BATCH)?;
        if leaves.is_empty() {
            break;
        }
        for leaf in &leaves {
            if let Err(broken) = checker.take(leaf) {
                return Ok(Some(broken));
            }
            if let Some(signed) = expected.next_if(|signed| i64::try_from(signed.size) == Ok(checker.seen()))
                && signed != checker.head()
            {
                return Ok(Some(Broken::Rewritten(signed.size)));
            }
        }
    }
    let found = checker.head();
    let counted = u64::try_from(head.size).unwrap_or_default();
    let counted = expected.last().map_or(counted, |signed| signed.size.max(counted));
    Ok(if counted > found.size {
        Some(Broken::Truncated {
            counted,
            found: found.size,
        })
    } else if counted != found.size || head.root != hex::encode(found.root) {
        Some(Broken::WrongHead)
    } else {
        None
    })
}

/// The checkpoint that a note signs, if it is one of this log's, of this size. It names the address that the installation had then.
fn opened(app: &App, signed: &Signed) -> Option<Checkpoint> {
    let (name, _) = signed.note.split_once('\n')?;
    let former = app.config().ledger.former_public_keys.iter();
    let text = app.ledger_key.open(name, &signed.note).or_else(|| {
        former
            .filter_map(|key| note::open_with(&hex::decode(key).ok()?.try_into().ok()?, name, &signed.note))
            .next()
    })?;
    let checkpoint = Checkpoint::parse(text)?;
    let is_of_log = is_of(&checkpoint.origin, &signed.log) && u64::try_from(signed.size) == Ok(checkpoint.head.size);
    is_of_log.then_some(checkpoint)
}
