//! The kinds of mail: their codes, what each one needs to know, and how often a member may want it.
//!
//! The texts are in `templates/<code>/`; who has chosen which cadence is in the database.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a mail is sent, which decides whether it can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// About the account itself or about joining: always instant, cannot be switched off.
    Security,
    /// The way of a listing to publication and through its life.
    Workflow,
    /// Proposed pairs.
    Matches,
    /// What saved searches found.
    Searches,
    /// Requests to be introduced and their answers.
    Introductions,
}

/// How often a member wants a kind of mail, the most frequent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// At once.
    Instant,
    /// Collected once a day.
    Daily,
    /// Collected once a week.
    Weekly,
    /// Not by mail; the notice still stands in the application.
    Off,
}

/// A parameter of [`super::MailContext`] that a kind of mail uses besides the recipient's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Param {
    /// One reference number.
    Reference,
    /// Several reference numbers.
    References,
    /// Where to go.
    Link,
    /// How many.
    Count,
    /// A calendar day.
    Date,
    /// A number of days.
    Days,
    /// An instant.
    At,
}

/// A text that is not one of the known codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {0}")]
pub struct UnknownCode(&'static str);

impl Category {
    /// The stable code of this category.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Workflow => "workflow",
            Self::Matches => "matches",
            Self::Searches => "searches",
            Self::Introductions => "introductions",
        }
    }
}

impl Cadence {
    /// All of them, from the most frequent.
    pub const ALL: &'static [Self] = &[Self::Instant, Self::Daily, Self::Weekly, Self::Off];

    /// The stable code of this cadence.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Instant => "instant",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Off => "off",
        }
    }
}

impl FromStr for Cadence {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|cadence| cadence.code() == text)
            .ok_or(UnknownCode("cadence"))
    }
}

macro_rules! mail_kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal $category:ident $cadence:ident [$($param:ident)*]),+ $(,)?) => {
        /// What a mail is about; the code is stored with the queued mail and signed into unsubscribe links.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum MailKind {
            $($(#[$doc])* $name),+
        }

        impl MailKind {
            /// Every kind, in the order in which a member's preferences are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code, which is also the name of the folder of templates.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Why this mail is sent.
            #[must_use]
            pub const fn category(self) -> Category {
                match self { $(Self::$name => Category::$category),+ }
            }

            /// How often it is sent to a member who has not chosen.
            #[must_use]
            pub const fn default_cadence(self) -> Cadence {
                match self { $(Self::$name => Cadence::$cadence),+ }
            }

            /// What its [`super::MailContext`] must hold besides the recipient's name.
            #[must_use]
            pub const fn params(self) -> &'static [Param] {
                match self { $(Self::$name => &[$(Param::$param),*]),+ }
            }
        }
    };
}

mail_kinds! {
    /// A vetted person is invited to join; `days` is how long the invitation is open.
    Invitation "invitation" Security Instant [Link Days],
    /// The applicant's copy.
    ApplicationReceived "application_received" Security Instant [],
    /// The secretariat has `count` applications to vet.
    ApplicationToVet "application_to_vet" Workflow Instant [Link Count],
    /// The applicant was not admitted.
    ApplicationDeclined "application_declined" Security Instant [],
    /// A link to set a new password, good until `at`.
    PasswordReset "password_reset" Security Instant [Link At],
    /// The password was changed at `at`.
    PasswordChanged "password_changed" Security Instant [At],
    /// A refresh token came twice, so the session was ended at `at`.
    SessionRevoked "session_revoked" Security Instant [Link At],
    /// The undertaking lapses on `date`, and access with it.
    UndertakingRenewal "undertaking_renewal" Security Instant [Link Date Days],
    /// To the liaison or the institution's reviewer: a version waits for review until `date`.
    ListingSubmitted "listing_submitted" Workflow Instant [Reference Link Date],
    /// The reviewer asks for changes.
    ChangesRequested "changes_requested" Workflow Instant [Reference Link],
    /// The reviewer has approved.
    ListingApproved "listing_approved" Workflow Instant [Reference Link],
    /// Members can see it until `date`.
    ListingPublished "listing_published" Workflow Instant [Reference Link Date],
    /// A review has waited `days` days, longer than promised.
    ReviewDue "review_due" Workflow Daily [Reference Link Days],
    /// To the liaison in charge: the team of a published listing asks that it be public.
    PublicRequested "public_requested" Workflow Instant [Reference Link],
    /// Its validity ends on `date`, in `days` days.
    ListingExpiring "listing_expiring" Workflow Instant [Reference Link Date Days],
    /// Its validity ended on `date`.
    ListingExpired "listing_expired" Workflow Instant [Reference Link Date],
    /// One proposed partner for the recipient's listing `reference`.
    CandidateNew "candidate_new" Matches Instant [Reference Link],
    /// `count` proposed partners for the recipient's listings `references`.
    CandidateDigest "candidate_digest" Matches Weekly [References Link Count],
    /// A saved search of the recipient found the listing `reference`.
    SavedSearchAlert "saved_search_alert" Searches Instant [Reference Link],
    /// Saved searches of the recipient found `count` listings `references`.
    SavedSearchDigest "saved_search_digest" Searches Weekly [References Link Count],
    /// Somebody asks for an introduction to the recipient's listing; answer by `date`.
    IntroductionReceived "introduction_received" Introductions Instant [Reference Link Date],
    /// The introduction was accepted.
    IntroductionAccepted "introduction_accepted" Introductions Instant [Reference Link],
    /// The introduction was declined.
    IntroductionDeclined "introduction_declined" Introductions Instant [Reference Link],
    /// The other side has a question first.
    IntroductionInfoRequested "introduction_info_requested" Introductions Instant [Reference Link],
    /// The other side took the introduction back.
    IntroductionWithdrawn "introduction_withdrawn" Introductions Instant [Reference Link],
    /// A request has waited `days` days and lapses on `date`.
    IntroductionReminder "introduction_reminder" Introductions Instant [Reference Link Date Days],
    /// A request lapsed after `days` days without an answer.
    IntroductionLapsed "introduction_lapsed" Introductions Instant [Reference Link Days],
    /// `count` notices of other kinds that the recipient wants collected.
    NoticeDigest "notice_digest" Workflow Instant [Link Count],
}

impl MailKind {
    /// Whether this mail collects others: it is written when its time has come, so it is never held itself.
    #[must_use]
    pub const fn is_digest(self) -> bool {
        matches!(
            self,
            Self::CandidateDigest | Self::SavedSearchDigest | Self::NoticeDigest
        )
    }

    /// Whether a member may choose this cadence for this kind.
    #[must_use]
    pub fn accepts(self, cadence: Cadence) -> bool {
        self.can_unsubscribe() || cadence == Cadence::Instant
    }

    /// Whether a member may switch it off; such mails carry an unsubscribe link.
    #[must_use]
    pub fn can_unsubscribe(self) -> bool {
        self.category() != Category::Security
    }
}

impl fmt::Display for MailKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for MailKind {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.code() == text)
            .ok_or(UnknownCode("kind of mail"))
    }
}
