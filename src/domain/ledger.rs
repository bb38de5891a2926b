//! The disclosure ledger's entries: what is recorded, in which log, and how one entry is chained to the one before.
//!
//! There is one log per organisation, holding everything about what that organisation owns, and one for the platform. Their
//! sizes are themselves confidential, so no number of one log ever depends on another.

use crate::domain::clock::Instant;
use crate::domain::ids::{EntryId, MemberId, OrganisationId};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt;

/// A log of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Log {
    /// Membership, undertakings, administration
    Platform,
    /// Everything about one organisation's listings
    Organisation(OrganisationId),
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Organisation(id) => write!(f, "organisation:{id}"),
        }
    }
}

crate::domain::coded_enum! {
    /// What happened.
    EntryKind {
        /// A person applied for membership.
        ApplicationReceived = "application_received",
        /// A secretariat member vetted an application.
        ApplicationVetted = "application_vetted",
        /// An invitation was issued.
        InvitationIssued = "invitation_issued",
        /// A person became a member.
        MemberJoined = "member_joined",
        /// A member's data or role changed.
        MemberChanged = "member_changed",
        /// A member was suspended.
        MemberSuspended = "member_suspended",
        /// A suspension was lifted.
        MemberReinstated = "member_reinstated",
        /// A member left.
        MemberLeft = "member_left",
        /// An organisation joined.
        OrganisationJoined = "organisation_joined",
        /// An organisation's data or state changed.
        OrganisationChanged = "organisation_changed",
        /// A version of the undertaking came into force.
        UndertakingPublished = "undertaking_published",
        /// A person accepted a version of the undertaking.
        UndertakingAccepted = "undertaking_accepted",
        /// A person signed in.
        SignedIn = "signed_in",
        /// Sessions of a person were ended.
        SessionsRevoked = "sessions_revoked",
        /// A person set a new password.
        PasswordChanged = "password_changed",
        /// A listing was begun.
        ListingCreated = "listing_created",
        /// A version was submitted.
        VersionSubmitted = "version_submitted",
        /// A reviewer decided.
        ReviewDecided = "review_decided",
        /// A reviewer commented.
        CommentMade = "comment_made",
        /// A comment was settled.
        CommentResolved = "comment_resolved",
        /// A version was published.
        VersionPublished = "version_published",
        /// A listing changed its state.
        StateChanged = "state_changed",
        /// Who may see a listing changed (block list, team, liaison, tiers).
        AudienceChanged = "audience_changed",
        /// Somebody was shown fields of a version.
        View = "view",
        /// A match was found.
        MatchFound = "match_found",
        /// A match was shown.
        MatchShown = "match_shown",
        /// A side decided about a match.
        MatchDecided = "match_decided",
        /// A member saved a search.
        SearchSaved = "search_saved",
        /// A member changed a saved search.
        SearchChanged = "search_changed",
        /// A member gave a saved search up.
        SearchRemoved = "search_removed",
        /// Saved searches of an organisation found a listing.
        SearchFound = "search_found",
        /// A mail was handed over for delivery.
        MailSent = "mail_sent",
        /// An introduction was asked for.
        IntroductionRequested = "introduction_requested",
        /// An introduction was answered.
        IntroductionAnswered = "introduction_answered",
        /// An organisation was granted a tier of a listing.
        GrantOpened = "grant_opened",
        /// A grant was closed.
        GrantClosed = "grant_closed",
        /// Listings were imported.
        Imported = "imported",
        /// An operator used the command line.
        OperatorAction = "operator_action",
    }
}

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// The platform itself
    System,
    /// Somebody at the machine's command line
    Operator,
    /// A person who is not (yet) a member
    Outsider,
    /// A member
    Member(MemberId, OrganisationId),
}

/// An entry before it has a place in its log. Facts are identifiers, codes, numbers, times and hashes: never listing text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it belongs
    pub log: Log,
    /// What happened
    pub kind: EntryKind,
    /// Who acted
    pub doer: Doer,
    /// What it happened to, e.g. `listing:0c2e…`
    pub subject: String,
    /// Further facts
    pub facts: Map<String, Value>,
}

impl Entry {
    /// An entry without further facts.
    pub fn new(log: Log, kind: EntryKind, doer: Doer, subject: impl Into<String>) -> Self {
        Self {
            log,
            kind,
            doer,
            subject: subject.into(),
            facts: Map::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }
}

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
