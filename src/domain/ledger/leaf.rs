//! Committed entries, each in its place, and whether a log still is what it was.

use crate::domain::clock::Instant;
use crate::domain::ids::{EntryId, OrganisationId};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::merkle::{Frontier, Hash, Head};
use chrono::SecondsFormat;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A committed entry, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Identity
    pub id: EntryId,
    /// The log's name
    pub log: String,
    /// 1, 2, 3 … within the log; its index in the tree is one less
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
    /// 256 unpredictable bits: who has the commitment alone cannot find the entry by trying what it may be
    pub salt: Hash,
    /// What the tree holds: `computed_commitment` when it was appended
    pub commitment: Hash,
}

impl Leaf {
    /// The entry as JSON with sorted keys and no spaces (RFC 8785: there are no numbers but whole ones).
    #[must_use]
    pub fn payload(&self) -> String {
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
            salt: _,
            commitment: _,
        } = self;
        // What is no JSON any more was altered; as a text it still has a commitment, another one.
        let facts: Value = serde_json::from_str(facts).unwrap_or_else(|_| Value::String(facts.clone()));
        json!({
            "at": at.to_rfc3339_opts(SecondsFormat::Micros, true),
            "doer": doer,
            "doer_organisation": doer_organisation,
            "facts": facts,
            "id": id,
            "kind": kind,
            "log": log,
            "seq": seq,
            "subject": subject,
        })
        .to_string()
    }

    /// Whether it is about a subject, or says that the subject was among what was shown.
    #[must_use]
    pub fn concerns(&self, subject: &str) -> bool {
        self.subject == subject || self.showed(subject)
    }

    /// An entry about a search or a table names every listing in it: `id@version:tier`.
    fn showed(&self, subject: &str) -> bool {
        let Some(listing) = subject.strip_prefix("listing:") else {
            return false;
        };
        let facts: Value = serde_json::from_str(&self.facts).unwrap_or_default();
        let shown = facts.get("shown").and_then(Value::as_array).into_iter().flatten();
        let mut ids = shown.filter_map(|one| one.as_str()?.split_once('@'));
        ids.any(|(id, _)| id == listing)
    }

    /// The commitment to the entry as it stands here.
    #[must_use]
    pub fn computed_commitment(&self) -> Hash {
        commitment(&self.salt, &self.payload())
    }
}

/// SHA-256(salt || payload).
#[must_use]
pub fn commitment(salt: &Hash, payload: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

/// Why a log does not verify.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing or doubled
    #[error("expected entry {expected}, found {found}")]
    Gap {
        /// Number that should come
        expected: i64,
        /// Number that came
        found: i64,
    },
    /// An entry was changed
    #[error("entry {0} is not what was recorded")]
    Altered(i64),
    /// A signed checkpoint names another history
    #[error("the first {0} entries are not those of the checkpoint that was signed for them")]
    Rewritten(u64),
    /// The checkpoint has no valid signature
    #[error("the checkpoint of {0} entries is not signed by this installation")]
    Unsigned(u64),
    /// Entries that a checkpoint or the head counts are not there
    #[error("{counted} entries were recorded, {found} are there")]
    Truncated {
        /// By head or checkpoint
        counted: u64,
        /// In the database
        found: u64,
    },
    /// The head names another tree
    #[error("the head is not that of the entries")]
    WrongHead,
}

/// Checks the leaves of one log, which must come in order from the first.
#[derive(Default)]
pub struct Checker(Frontier);

impl Checker {
    /// The next leaf of the log.
    pub fn take(&mut self, leaf: &Leaf) -> Result<(), Broken> {
        let expected = self.seen().saturating_add(1);
        if leaf.seq != expected {
            return Err(Broken::Gap {
                expected,
                found: leaf.seq,
            });
        }
        if leaf.computed_commitment() != leaf.commitment {
            return Err(Broken::Altered(leaf.seq));
        }
        self.0.push(&leaf.commitment);
        Ok(())
    }

    /// How many leaves there were.
    #[must_use]
    pub fn seen(&self) -> i64 {
        i64::try_from(self.0.size()).unwrap_or(i64::MAX)
    }

    /// The tree of the leaves so far.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            size: self.0.size(),
            root: self.0.root(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn log(length: u32) -> Vec<Leaf> {
        let leaf = |number: u32| {
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
                salt: [7; 32],
                commitment: [0; 32],
            };
            leaf.commitment = leaf.computed_commitment();
            leaf
        };
        (1..=length).map(leaf).collect()
    }

    fn checked(leaves: &[Leaf]) -> Result<Head, Broken> {
        let mut checker = Checker::default();
        leaves.iter().try_for_each(|leaf| checker.take(leaf))?;
        Ok(checker.head())
    }

    #[test]
    fn the_payload_is_canonical() {
        let mut leaf = log(1).remove(0);
        leaf.facts = r#"{"b":"\u00e9\n","a":[1]}"#.into();
        assert_eq!(
            leaf.payload(),
            concat!(
                r#"{"at":"1970-01-01T00:00:00.001000Z","doer":"system","doer_organisation":null,"#,
                r#""facts":{"a":[1],"b":"é\n"},"id":"00000000-0000-0000-0000-000000000001","#,
                r#""kind":"view","log":"platform","seq":1,"subject":"listing:1"}"#
            )
        );
    }

    proptest! {
        #[test]
        fn every_edit_removal_and_swap_is_found(at in 0_usize..9, what in 0..7) {
            let mut leaves = log(10);
            match what {
                0 => leaves[at].subject.push('x'),
                1 => leaves[at].facts = "{\"a\":1}".into(),
                2 => leaves[at].doer = "operator".into(),
                3 => leaves[at].at += chrono::TimeDelta::microseconds(1),
                4 => leaves[at].salt[0] ^= 1,
                5 => drop(leaves.remove(at)),
                _ => leaves.swap(at, at + 1),
            }
            prop_assert!(checked(&leaves).is_err());
        }

        #[test]
        fn an_edit_that_was_committed_to_again_has_another_root(at in 0_usize..9) {
            let mut leaves = log(10);
            let before = checked(&leaves).unwrap();
            leaves[at].subject.push('x');
            leaves[at].commitment = leaves[at].computed_commitment();
            prop_assert_ne!(checked(&leaves).unwrap(), before);
        }
    }
}
