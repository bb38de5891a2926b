//! Organisations.

pub mod change;
pub mod create;
pub mod list;
pub mod show;
pub mod view;
