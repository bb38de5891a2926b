//! What anybody may read without an account: `/public`, and what is said to robots.

pub mod list;
pub mod robots;
pub mod show;
