//! Saved searches and what they found. Questions travel in bodies only.

pub mod alerts;
pub mod change;
pub mod create;
pub mod list;
pub mod remove;
pub mod seen;
pub mod show;
