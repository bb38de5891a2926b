//! `/announcements`: what the secretariat tells every member.

pub mod all;
pub mod change;
pub mod list;
pub mod make;
pub mod remove;
pub mod view;
