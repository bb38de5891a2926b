//! One connection type over both databases.
#![expect(missing_docs, reason = "the derive makes public items without prose")]

use diesel::{PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL
    Postgresql(PgConnection),
    /// SQLite
    Sqlite(SqliteConnection),
}
