//! Public listings: the team asks, the liaison in charge agrees, and anybody may read a fixed few fields while the seed stands
//! published and its application lies open. `consent` is what both do, `cut` what is laid out for everybody, `read` the door
//! for readers without an account.

mod asked;
mod consent;
mod cut;
mod read;
mod tell;

pub use asked::{Asked, asked};
pub use consent::{Standing, agree, read as standing, want};
pub(in crate::services) use cut::{follow_version, lay_out};
pub use read::{admit, list, show};
pub(in crate::services) use tell::{still_waits, tell_if_waiting};
