//! The ledger, for auditors and the secretariat.

pub mod entries;
pub mod logs;
pub mod verification;
