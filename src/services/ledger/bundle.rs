//! Entries of a log with all that proves them: made from the database, checked without it.

use crate::app::App;
use crate::auth::note;
use crate::domain::ledger::checkpoint::Checkpoint;
use crate::domain::ledger::leaf::{Leaf, commitment};
use crate::domain::ledger::merkle::{Hash, Head, Tree};
use crate::services::error::{Error, Outcome};
use crate::services::ledger::checkpoint::{is_of, origin};
use crate::store::db::Rx;
use crate::store::ledger_checkpoints::Signed;
use crate::store::{ledger, ledger_checkpoints};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the file says it is.
const FORMAT: &str = "enishi-ledger-bundle-1";

/// Entries of a log, the signed checkpoint whose tree holds them, and the earlier checkpoints that it continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// `enishi-ledger-bundle-1`
    pub format: String,
    /// The log's name in the world
    pub origin: String,
    /// The public key (Ed25519) that signs the checkpoints, in hexadecimal
    pub key: String,
    /// The newest checkpoint, a signed note
    pub checkpoint: String,
    /// The entries
    pub entries: Vec<Proven>,
    /// Checkpoints before the newest
    pub earlier: Vec<Earlier>,
}

/// An entry that the tree holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proven {
    /// Its place in the tree, from 0
    pub index: u64,
    /// 256 bits, in hexadecimal
    pub salt: String,
    /// The entry: JSON with sorted keys, byte for byte what was committed to
    pub payload: String,
    /// From the leaf to the root (RFC 6962, 2.1.1), in hexadecimal
    pub path: Vec<String>,
}

/// A checkpoint whose tree is the beginning of the newest one's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The signed note
    pub checkpoint: String,
    /// Proof of that (RFC 6962, 2.1.2), in hexadecimal
    pub path: Vec<String>,
}

/// Why a bundle proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// It is something else
    #[error("this is no bundle of ledger entries that this program knows")]
    Format,
    /// Another installation's
    #[error("it is signed with the key {0}, which is not the one that was expected")]
    OtherKey(String),
    /// No valid signature
    #[error("checkpoint {0} is not signed with the key that the bundle names")]
    Unsigned(usize),
    /// The tree does not hold it
    #[error("entry {0} is not in the tree of the checkpoint")]
    NotIncluded(u64),
    /// Its text says it stands elsewhere
    #[error("entry {0} says of itself that it stands elsewhere")]
    Misplaced(u64),
    /// The earlier tree is not the beginning of the newest
    #[error("checkpoint {0} names another history than the newest one")]
    Forked(usize),
}

/// A log's entries from the newest checkpoint back; of one subject, if it is named. Signs nothing: what came after the newest
/// checkpoint is not in it.
pub fn export(app: &App, log: &str, subject: Option<&str>) -> Outcome<Option<Bundle>> {
    app.db.read_blocking(|rx| export_in(app, rx, log, subject))
}

fn export_in(app: &App, rx: &mut Rx<'_>, log: &str, subject: Option<&str>) -> Outcome<Option<Bundle>> {
    let mut signed = ledger_checkpoints::of_log(rx, log)?;
    let Some(newest) = signed.pop() else { return Ok(None) };
    let tree: Tree = ledger::commitments(rx, log, newest.size)?.into_iter().collect();
    let leaves = ledger::leaves(rx, log, 0, newest.size)?.into_iter();
    let wanted = leaves.filter(|leaf| subject.is_none_or(|subject| leaf.subject == subject));
    let entries = wanted.map(|leaf| proven(&tree, &leaf)).collect::<Outcome<_>>()?;
    // Those of another key or address are proved by the bundles of their time.
    let origin = origin(app, log);
    let of_origin = |one: &Signed| app.ledger_key.open(&origin, &one.note).is_some();
    let same = signed.into_iter().filter(of_origin);
    let earlier = same.map(|one| earlier(&tree, one)).collect::<Outcome<_>>()?;
    Ok(Some(Bundle {
        format: FORMAT.to_owned(),
        origin,
        key: app.ledger_key.public(),
        checkpoint: newest.note,
        entries,
        earlier,
    }))
}

fn proven(tree: &Tree, leaf: &Leaf) -> Outcome<Proven> {
    let index = u64::try_from(leaf.seq - 1).map_err(Error::internal)?;
    let path = tree.inclusion(index);
    Ok(Proven {
        index,
        salt: hex::encode(leaf.salt),
        payload: leaf.payload(),
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

fn read(path: &[String]) -> Option<Vec<Hash>> {
    path.iter().map(|text| hash(text)).collect()
}

/// 32 bytes in lower-case hexadecimal: one value has one text.
fn hash(text: &str) -> Option<Hash> {
    let hash: Hash = hex::decode(text).ok()?.try_into().ok()?;
    (hex::encode(hash) == text).then_some(hash)
}

impl Bundle {
    /// The bundle of a file.
    pub fn read(text: &str) -> Result<Self, Unproven> {
        serde_json::from_str(text).map_err(|_| Unproven::Format)
    }

    /// Checks every signature, entry and earlier checkpoint with nothing but the bundle, and the key that it should be signed with.
    /// Returns the tree that all of it stands in.
    pub fn check(&self, expected_key: Option<&str>) -> Result<Head, Unproven> {
        if self.format != FORMAT {
            return Err(Unproven::Format);
        }
        if expected_key.is_some_and(|expected| expected != self.key) {
            return Err(Unproven::OtherKey(self.key.clone()));
        }
        let head = self.head(&self.checkpoint).ok_or(Unproven::Unsigned(0))?;
        for entry in &self.entries {
            check_entry(&self.origin, head, entry)?;
        }
        for (number, earlier) in (1..).zip(&self.earlier) {
            let older = self.head(&earlier.checkpoint).ok_or(Unproven::Unsigned(number))?;
            if !read(&earlier.path).is_some_and(|path| head.continues(&older, &path)) {
                return Err(Unproven::Forked(number));
            }
        }
        Ok(head)
    }

    fn head(&self, signed: &str) -> Option<Head> {
        let key = hash(&self.key)?;
        let checkpoint = Checkpoint::parse(note::open_with(&key, &self.origin, signed)?)?;
        (checkpoint.origin == self.origin).then_some(checkpoint.head)
    }
}

fn check_entry(origin: &str, head: Head, entry: &Proven) -> Result<(), Unproven> {
    let (salt, path) = (hash(&entry.salt), read(&entry.path));
    let held = salt.map(|salt| commitment(&salt, &entry.payload));
    let is_held = held
        .zip(path)
        .is_some_and(|(held, path)| head.includes(&held, entry.index, &path));
    if !is_held {
        return Err(Unproven::NotIncluded(entry.index));
    }
    let said: Value = serde_json::from_str(&entry.payload).map_err(|_| Unproven::Misplaced(entry.index))?;
    let log = said.get("log").and_then(Value::as_str).unwrap_or_default();
    let stands = said.get("seq").and_then(Value::as_u64) == entry.index.checked_add(1);
    if !stands || !is_of(origin, log) {
        return Err(Unproven::Misplaced(entry.index));
    }
    Ok(())
}
