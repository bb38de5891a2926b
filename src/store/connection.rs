//! One connection type over both databases.
use diesel::{PgConnection, SqliteConnection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL
    Postgresql(PgConnection),
    /// SQLite
    Sqlite(SqliteConnection),
}
