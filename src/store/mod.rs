//! The database room: rows in, domain out. Nothing outside speaks diesel; backends differ only in `db`.

mod connection;
pub mod db;
pub mod entropy;
pub mod error;
pub mod index_changes;
pub mod ledger;
pub mod migrations;
mod rows;
mod schema;
