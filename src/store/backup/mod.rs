//! What a backup carries: every table that the migrations make, row by row, in values that both databases keep alike.
//!
//! The tables are never listed by hand: `schema` asks the migrations themselves, so a new one is carried from its first day.

mod cell;
mod rows;
mod tables;

pub use cell::{Cell, Kind};
pub use rows::{clear, each, insert, is_fresh};
pub use tables::{Column, Schema, Table, schema};
