//! Entries of a log with all that proves them, and the check that needs nothing else.

use crate::auth::note;
use crate::domain::clock::Instant;
use crate::domain::ledger::checkpoint::Checkpoint;
use crate::domain::ledger::leaf::commitment;
use crate::domain::ledger::merkle::{Hash, Head};
use crate::services::ledger::checkpoint::is_of;
use crate::time_stamp::token::stamped_at;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the file says it is.
pub(super) const FORMAT: &str = "enishi-ledger-bundle-1";

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
    /// What time authorities say of the checkpoints
    pub time_stamps: Vec<TimeStamp>,
}

/// An entry that the tree holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proven {
    /// Its place in the tree, from 0
    pub index: u64,
    /// 256 bits, in hexadecimal; with the payload, or neither
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub salt: Option<String>,
    /// The entry: JSON with sorted keys, byte for byte what was committed to
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payload: Option<String>,
    /// In their place, of an entry that is there but stays sealed: what the tree holds of it, in hexadecimal
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sealed: Option<String>,
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

/// A time authority's word that it saw a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeStamp {
    /// Which checkpoint: 0 the newest, then those of `earlier`
    pub checkpoint: usize,
    /// The token (RFC 3161, DER), in base64
    pub token: String,
}

/// What a bundle proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The tree that all of it stands in
    pub head: Head,
    /// When somebody else saw the log, and its size then. That the tokens are signed by an authority is for `openssl ts` to say.
    pub seen: Vec<(Instant, u64)>,
}

/// What the file of a receipt says it is.
pub const RECEIPT: &str = "enishi-receipt-1";

/// What was shown to the people of an organisation, signed with the ledger's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedReceipt {
    /// `enishi-receipt-1`
    pub format: String,
    /// The name that it is signed under
    pub origin: String,
    /// The public key (Ed25519), in hexadecimal
    pub key: String,
    /// A signed note; its text is JSON
    pub note: String,
}

impl SignedReceipt {
    /// The receipt of a file; `None` if it is something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(text).ok()?;
        (read.format == RECEIPT).then_some(read)
    }

    /// What was signed.
    pub fn check(&self, expected_key: Option<&str>) -> Result<&str, Unproven> {
        if expected_key.is_some_and(|expected| expected != self.key) {
            return Err(Unproven::OtherKey(self.key.clone()));
        }
        let key = hash(&self.key).ok_or(Unproven::Unsigned(0))?;
        let is_receipt = self.origin.ends_with("/receipts");
        let text = note::open_with(&key, &self.origin, &self.note).filter(|_| is_receipt);
        text.ok_or(Unproven::Unsigned(0))
    }
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
    #[error("text {0} is not signed with the key that the file names")]
    Unsigned(usize),
    /// The tree does not hold it
    #[error("entry {0} is not in the tree of the checkpoint")]
    NotIncluded(u64),
    /// Its text says it stands elsewhere
    #[error("entry {0} says of itself that it stands elsewhere")]
    Misplaced(u64),
    /// Not of that checkpoint
    #[error("time stamp {0} is not one of the checkpoint that it names")]
    NotStamped(usize),
    /// The earlier tree is not the beginning of the newest
    #[error("checkpoint {0} names another history than the newest one")]
    Forked(usize),
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
    /// Returns what they prove.
    pub fn check(&self, expected_key: Option<&str>) -> Result<Proof, Unproven> {
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
        let seen = self.time_stamps.iter().enumerate().map(|(number, stamp)| {
            let seen = self.seen(stamp);
            seen.ok_or(Unproven::NotStamped(number))
        });
        Ok(Proof {
            head,
            seen: seen.collect::<Result<_, _>>()?,
        })
    }

    fn seen(&self, stamp: &TimeStamp) -> Option<(Instant, u64)> {
        let note = match stamp.checkpoint.checked_sub(1) {
            None => &self.checkpoint,
            Some(place) => &self.earlier.get(place)?.checkpoint,
        };
        let at = stamped_at(&STANDARD.decode(&stamp.token).ok()?, note.as_bytes()).ok()?;
        Some((at, self.head(note)?.size))
    }

    fn head(&self, signed: &str) -> Option<Head> {
        let key = hash(&self.key)?;
        let checkpoint = Checkpoint::parse(note::open_with(&key, &self.origin, signed)?)?;
        (checkpoint.origin == self.origin).then_some(checkpoint.head)
    }
}

fn check_entry(origin: &str, head: Head, entry: &Proven) -> Result<(), Unproven> {
    let held = match (&entry.salt, &entry.payload, &entry.sealed) {
        (Some(salt), Some(payload), None) => hash(salt).map(|salt| commitment(&salt, payload)),
        (None, None, Some(sealed)) => hash(sealed),
        _ => None,
    };
    let is_held = held
        .zip(read(&entry.path))
        .is_some_and(|(held, path)| head.includes(&held, entry.index, &path));
    if !is_held {
        return Err(Unproven::NotIncluded(entry.index));
    }
    let Some(payload) = &entry.payload else { return Ok(()) };
    let said: Value = serde_json::from_str(payload).map_err(|_| Unproven::Misplaced(entry.index))?;
    let log = said.get("log").and_then(Value::as_str).unwrap_or_default();
    let stands = said.get("seq").and_then(Value::as_u64) == entry.index.checked_add(1);
    if !stands || !is_of(origin, log) {
        return Err(Unproven::Misplaced(entry.index));
    }
    Ok(())
}
