//! The ledger, for auditors and the secretariat.

pub mod entries;
pub mod evidence;
pub mod logs;
pub mod verification;
