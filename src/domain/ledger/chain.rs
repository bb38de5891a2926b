//! Committed entries, each chained to the one before, and whether a log still is what it was.

use crate::domain::clock::Instant;
use crate::domain::ids::{EntryId, OrganisationId};
use crate::domain::ledger::EntryKind;
use sha2::{Digest, Sha256};

/// A committed entry, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Identity
    pub id: EntryId,
    /// The log's name
    pub log: String,
    /// 1, 2, 3 … within the log
    pub seq: i64,
    /// When
    pub at: Instant,
    /// What happened
    pub kind: EntryKind,
    /// `system`, `operator`, `outsider` or a member's id
    pub doer: String,
    /// The member's organisation
    pub doer_organisation: Option<OrganisationId>,
    /// What it happened to
    pub subject: String,
    /// Further facts as canonical JSON (sorted keys, no spaces)
    pub facts: String,
    /// Hash of the entry before, `""` for the first
    pub previous: String,
    /// Hash of this entry
    pub hash: String,
}

impl Leaf {
    /// SHA-256 over every other member, each preceded by its length, so that no two entries share a preimage.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        let Self {
            id,
            log,
            seq,
            at,
            kind,
            doer,
            doer_organisation,
            subject,
            facts,
            previous,
            hash: _,
        } = self;
        let organisation = doer_organisation.map(|id| id.to_string()).unwrap_or_default();
        let parts = [
            id.to_string(),
            log.clone(),
            seq.to_string(),
            at.timestamp_micros().to_string(),
            kind.code().to_owned(),
            doer.clone(),
            organisation,
            subject.clone(),
            facts.clone(),
            previous.clone(),
        ];
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.len().to_string().as_bytes());
            hasher.update(b":");
            hasher.update(part.as_bytes());
        }
        hex::encode(hasher.finalize())
    }
}

/// Why a log does not verify.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or doubled
    #[error("log {log}: expected entry {expected}, found {found}")]
    Gap {
        /// Log name
        log: String,
        /// Number that should come
        expected: i64,
        /// Number that came
        found: i64,
    },
    /// An entry does not name its predecessor's hash
    #[error("log {log}: entry {seq} does not continue entry {}", seq - 1)]
    Unchained {
        /// Log name
        log: String,
        /// Number of the entry
        seq: i64,
    },
    /// An entry was changed
    #[error("log {log}: entry {seq} does not have the hash it claims")]
    Altered {
        /// Log name
        log: String,
        /// Number of the entry
        seq: i64,
    },
}

/// Checks one log's leaves, which must come in order from the first. Returns the last hash.
pub fn verify<'a>(leaves: impl Iterator<Item = &'a Leaf>) -> Result<String, Broken> {
    verify_from(0, "", leaves)
}

/// Checks leaves that continue a log after `seen` leaves, of which the last had the hash `previous`. Returns the last hash.
pub fn verify_from<'a>(seen: i64, previous: &str, leaves: impl Iterator<Item = &'a Leaf>) -> Result<String, Broken> {
    let mut previous = previous.to_owned();
    for (leaf, expected) in leaves.zip(seen + 1..) {
        let log = leaf.log.clone();
        if leaf.seq != expected {
            return Err(Broken::Gap {
                log,
                expected,
                found: leaf.seq,
            });
        }
        if leaf.previous != previous {
            return Err(Broken::Unchained { log, seq: leaf.seq });
        }
        if leaf.computed_hash() != leaf.hash {
            return Err(Broken::Altered { log, seq: leaf.seq });
        }
        previous.clone_from(&leaf.hash);
    }
    Ok(previous)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn chain(length: u32) -> Vec<Leaf> {
        let mut leaves: Vec<Leaf> = Vec::new();
        for number in 1..=length {
            let mut leaf = Leaf {
                id: EntryId::from_uuid(Uuid::from_u128(u128::from(number))),
                log: "platform".into(),
                seq: i64::from(number),
                at: Utc.timestamp_micros(i64::from(number) * 1_000).unwrap(),
                kind: EntryKind::View,
                doer: "system".into(),
                doer_organisation: None,
                subject: format!("listing:{number}"),
                facts: "{}".into(),
                previous: leaves.last().map(|leaf| leaf.hash.clone()).unwrap_or_default(),
                hash: String::new(),
            };
            leaf.hash = leaf.computed_hash();
            leaves.push(leaf);
        }
        leaves
    }

    #[test]
    fn an_untouched_log_verifies_also_in_pieces() {
        let leaves = chain(10);
        let whole = verify(leaves.iter()).unwrap();
        let half = verify(leaves[..5].iter()).unwrap();
        assert_eq!(verify_from(5, &half, leaves[5..].iter()).unwrap(), whole);
    }

    proptest! {
        #[test]
        fn every_edit_removal_and_swap_is_found(at in 0_usize..9, what in 0..6) {
            let mut leaves = chain(10);
            match what {
                0 => leaves[at].subject.push('x'),
                1 => leaves[at].facts = "{\"a\":1}".into(),
                2 => leaves[at].doer = "operator".into(),
                3 => leaves[at].at += chrono::TimeDelta::microseconds(1),
                4 => drop(leaves.remove(at)),
                _ => leaves.swap(at, at + 1),
            }
            prop_assert!(verify(leaves.iter()).is_err());
        }
    }
}
