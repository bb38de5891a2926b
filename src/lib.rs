//! Enishi (縁): a members-only platform on which universities list confidential research seeds and companies list needs.
//!
//! One direction: `web`/`jobs` → `services` → `store`, `search`, `mail`, `auth` → `domain`.

pub mod domain;
pub mod search;
