//! The disclosure ledger's entries: what is recorded and in which log; `merkle` is how entries are tied together, `leaf` one entry in
//! its place, `checkpoint` what is signed of a log.
//!
//! There is one log per organisation, holding everything about what that organisation owns, and one for the platform. Their
//! sizes are themselves confidential, so no number of one log ever depends on another.

pub mod checkpoint;
pub mod leaf;
pub mod merkle;

use crate::domain::ids::{MemberId, OrganisationId};
use serde_json::{Map, Value};
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
    /// In which order a log is read.
    LedgerOrder {
        /// The newest entry first.
        Newest = "newest",
        /// The oldest entry first: the order of the chain.
        Oldest = "oldest",
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
        /// The secretariat made an announcement.
        AnnouncementMade = "announcement_made",
        /// The secretariat changed an announcement.
        AnnouncementChanged = "announcement_changed",
        /// The secretariat removed an announcement.
        AnnouncementRemoved = "announcement_removed",
        /// An operator added a list of terms to the thesaurus, or took one away.
        ThesaurusChanged = "thesaurus_changed",
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
        /// A team wants its listing to be public, or no longer.
        PublicWanted = "public_wanted",
        /// The liaison in charge agreed that a listing is public, or took that back.
        PublicAgreed = "public_agreed",
        /// A text of a version was laid out for anybody to read.
        MadePublic = "made_public",
        /// Somebody was shown fields of a version.
        View = "view",
        /// A match was found.
        MatchFound = "match_found",
        /// A match was shown.
        MatchShown = "match_shown",
        /// A side decided about a match.
        MatchDecided = "match_decided",
        /// A team set from which score on it is shown matches.
        MatchingSet = "matching_set",
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
        /// Somebody took the evidence about a listing along.
        EvidenceTaken = "evidence_taken",
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
