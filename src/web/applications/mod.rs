//! Applications for membership.

pub mod assign;
pub mod list;
pub mod show;
pub mod submit;
pub mod vet;
pub mod view;
