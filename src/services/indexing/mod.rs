//! Keeping the search indexes in step with the database: what a document holds, following the queue of changes, freezing
//! statistics.

pub mod documents;
pub mod follow;
pub mod overlay;
pub mod pending;
pub mod rebuild;
pub mod statistics;
