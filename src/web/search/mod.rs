//! Searching. POST, so that questions stay out of addresses and logs.

pub mod about;
pub mod export;
pub mod listings;
pub mod similar;
pub mod suggest;
