//! The confidentiality undertaking.

pub mod accept;
pub mod acceptances;
pub mod current;
pub mod list;
pub mod publish;
pub mod view;
