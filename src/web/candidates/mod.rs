//! Matches, as the side that each belongs to sees them.

pub mod decide;
pub mod list;
pub mod mark;
pub mod read;
