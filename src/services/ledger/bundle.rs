//! Making bundles: entries of a log with all that proves them, from the database.

use crate::app::App;
use crate::domain::ledger::leaf::Leaf;
use crate::domain::ledger::merkle::{Hash, Tree};
use crate::services::error::{Error, Outcome};
use crate::services::ledger::checkpoint::origin;
use crate::services::ledger::proof::{Bundle, Earlier, FORMAT, Proven, TimeStamp};
use crate::store::db::Rx;
use crate::store::ledger_checkpoints::{Signed, Timestamp};
use crate::store::{ledger, ledger_checkpoints};

/// How many leaves are read at a time.
const BATCH: i64 = 5_000;

/// How much of an entry a bundle shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Nothing: it is not in it
    Nothing,
    /// That it is there
    Sealed,
    /// What it says
    Open,
}

/// A log's wanted entries from the newest checkpoint back. Signs nothing: what came after the newest checkpoint is not in it. `None` if
/// nothing of the log was signed yet with the key and the address that the installation has now.
pub fn export(app: &App, log: &str, show: impl Fn(&Leaf) -> Show) -> Outcome<Option<Bundle>> {
    app.db.read_blocking(|rx| export_in(app, rx, log, show))
}

/// `export` within a snapshot.
pub fn export_in(app: &App, rx: &mut Rx<'_>, log: &str, show: impl Fn(&Leaf) -> Show) -> Outcome<Option<Bundle>> {
    let origin = origin(app, log);
    let mut signed = ledger_checkpoints::of_log(rx, log)?;
    // Those of another key or address are proved by the bundles of their time.
    signed.retain(|one| app.ledger_key.open(&origin, &one.note).is_some());
    let Some(newest) = signed.pop() else { return Ok(None) };
    let tree: Tree = ledger::commitments(rx, log, newest.size)?.into_iter().collect();
    let mut time_stamps = stamps_of(rx, 0, &newest)?;
    for (number, one) in (1..).zip(&signed) {
        time_stamps.extend(stamps_of(rx, number, one)?);
    }
    Ok(Some(Bundle {
        format: FORMAT.to_owned(),
        origin,
        key: app.ledger_key.public(),
        entries: wanted(rx, &newest, &tree, show)?,
        earlier: signed
            .into_iter()
            .map(|one| earlier(&tree, one))
            .collect::<Outcome<_>>()?,
        checkpoint: newest.note,
        time_stamps,
    }))
}

fn wanted(rx: &mut Rx<'_>, newest: &Signed, tree: &Tree, show: impl Fn(&Leaf) -> Show) -> Outcome<Vec<Proven>> {
    let (mut entries, mut seen) = (Vec::new(), 0);
    while seen < newest.size {
        let leaves = ledger::leaves(rx, &newest.log, seen, BATCH.min(newest.size - seen))?;
        let Some(last) = leaves.last() else { break };
        seen = last.seq;
        for leaf in &leaves {
            match show(leaf) {
                Show::Nothing => {}
                Show::Sealed => entries.push(sealed(tree, leaf)?),
                Show::Open => entries.push(proven(tree, leaf)?),
            }
        }
    }
    Ok(entries)
}

fn stamps_of(rx: &mut Rx<'_>, checkpoint: usize, signed: &Signed) -> Outcome<Vec<TimeStamp>> {
    let stamps = ledger_checkpoints::timestamps(rx, &signed.log, signed.size)?.into_iter();
    let shown = stamps.map(
        |Timestamp {
             authority: _,
             at: _,
             token,
         }| TimeStamp { checkpoint, token },
    );
    Ok(shown.collect())
}

fn proven(tree: &Tree, leaf: &Leaf) -> Outcome<Proven> {
    Ok(Proven {
        salt: Some(hex::encode(leaf.salt)),
        payload: Some(leaf.payload()),
        sealed: None,
        ..sealed(tree, leaf)?
    })
}

fn sealed(tree: &Tree, leaf: &Leaf) -> Outcome<Proven> {
    let index = u64::try_from(leaf.seq - 1).map_err(Error::internal)?;
    let path = tree.inclusion(index);
    Ok(Proven {
        index,
        salt: None,
        payload: None,
        sealed: Some(hex::encode(leaf.commitment)),
        path: written(path.ok_or_else(|| Error::internal("an entry outside of its tree"))?),
    })
}

fn earlier(tree: &Tree, signed: Signed) -> Outcome<Earlier> {
    let size = u64::try_from(signed.size).map_err(Error::internal)?;
    let path = tree.consistency(size);
    Ok(Earlier {
        checkpoint: signed.note,
        path: written(path.ok_or_else(|| Error::internal("a checkpoint outside of its log"))?),
    })
}

fn written(path: Vec<Hash>) -> Vec<String> {
    path.into_iter().map(hex::encode).collect()
}
