//! Members as the secretariat keeps them: who is there, what they do, whether they have access.

mod change;
mod list;
mod standing;

pub use crate::store::members::Filter;
pub use change::{Change, change};
pub use list::{Entry, colleagues, list, show};
pub use standing::{Step, leave, step};
pub(super) use standing::{end, keep_a_secretariat, take};
