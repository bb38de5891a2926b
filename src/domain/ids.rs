//! One id type per table, so that a member's id can never be passed where a listing's is wanted.
//!
//! Ids are random (UUID version 4): version 7 would tell an outsider when, and sequences would tell how many.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that a transaction or a decoder made.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 128 bits, for hashing and for tie-breaks.
            #[must_use]
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id_types! {
    /// An organisation of the consortium.
    OrganisationId,
    /// Something that the secretariat tells every member.
    AnnouncementId,
    /// A request of a person to become a member.
    ApplicationId,
    /// A single-use invitation.
    InvitationId,
    /// A named, vetted person.
    MemberId,
    /// A version of the confidentiality undertaking.
    UndertakingId,
    /// One person's acceptance of one undertaking version.
    AcceptanceId,
    /// A signed-in session (a family of refresh tokens).
    SessionId,
    /// One refresh token of a session.
    RefreshTokenId,
    /// A requested password reset.
    PasswordResetId,
    /// A seed or a need.
    ListingId,
    /// An immutable submitted version of a listing.
    VersionId,
    /// A reviewer's decision on a version.
    ReviewId,
    /// A reviewer's remark on a field.
    CommentId,
    /// Access of one organisation to one listing above the Members tier.
    GrantId,
    /// A proposed pair, as one side sees it.
    CandidateId,
    /// A search that a member keeps.
    SavedSearchId,
    /// A request to be introduced.
    IntroductionId,
    /// A note that an organisation keeps on a listing.
    NoteId,
    /// An in-app notification.
    NoticeId,
    /// An outgoing mail.
    MailId,
    /// A piece of queued work.
    TaskId,
    /// A ledger entry.
    EntryId,
}
