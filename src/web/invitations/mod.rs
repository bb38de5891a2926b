//! Invitations.

pub mod inspect;
pub mod redeem;
pub mod reissue;
