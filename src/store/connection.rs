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

/// So many rows go into one statement: databases bound its parameters, SQLite at 32,766.
pub(super) const ROWS_AT_ONCE: usize = 500;

/// Inserts a slice of rows with few statements, because each is a round trip. A macro, because diesel knows statements of several
/// rows for each database, but not for `AnyConnection`.
macro_rules! insert_rows {
    ($connection:expr, $table:expr, $rows:expr) => {
        for rows in $rows.chunks($crate::store::connection::ROWS_AT_ONCE) {
            match $connection {
                $crate::store::connection::AnyConnection::Postgresql(connection) => {
                    diesel::insert_into($table).values(rows).execute(connection)?
                }
                $crate::store::connection::AnyConnection::Sqlite(connection) => {
                    diesel::insert_into($table).values(rows).execute(connection)?
                }
            };
        }
    };
}
pub(super) use insert_rows;
