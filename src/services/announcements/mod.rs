//! Announcements: the secretariat writes them, every member reads those in force.

mod keep;
mod list;

pub(super) use keep::insert;
pub use keep::{Wording, change, make, remove};
pub use list::{all, in_force};
