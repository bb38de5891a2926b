//! Time stamps of authorities that owe this installation nothing (RFC 3161): what is asked of them, and what they say.

pub mod authority;
pub mod token;
