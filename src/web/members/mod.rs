//! The register of members.

pub mod change;
pub mod leave;
pub mod list;
pub mod show;
pub mod standing;
pub mod view;
