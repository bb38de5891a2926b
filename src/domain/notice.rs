//! In-app notifications: exactly one per member and event.

use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, NoticeId};

/// Something a member should know. It names a reference and where to look, never content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Identity
    pub id: NoticeId,
    /// For whom
    pub member: MemberId,
    /// What happened: a mail kind's code
    pub kind: String,
    /// Where to look, a path of the web app
    pub path: String,
    /// Reference number of the listing it is about
    pub reference: Option<String>,
    /// When
    pub created_at: Instant,
    /// When it was read
    pub read_at: Option<Instant>,
}
