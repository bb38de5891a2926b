//! How good search and matching are: a judged collection is loaded into a scratch instance by the normal import, asked through
//! the normal use cases, and measured.
//!
//! `collection` reads the files, `scratch` is the instance, `ask` runs the queries, `measures` and `interval` are the arithmetic,
//! `record` remembers runs.

pub mod ask;
pub mod collection;
pub mod interval;
mod measures;
pub mod record;
pub mod scratch;
pub mod titled;
