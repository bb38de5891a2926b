//! Proofs of identity: password hashes, signed tokens, and the keys behind them. Knows nothing of HTTP or the database.

pub mod keys;
pub mod network_limit;
pub mod note;
pub mod password;
pub mod secret;
pub mod token;
