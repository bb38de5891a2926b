//! Migrations, embedded for both databases, and the checks that a database is fit for durable writes.

use crate::store::connection::AnyConnection;
use crate::store::db::{Db, Reads};
use crate::store::error::{StoreError, StoreResult};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what is pending; returns the names of what was run.
pub fn run(db: &Db) -> StoreResult<Vec<String>> {
    let names = |versions: Vec<diesel::migration::MigrationVersion<'_>>| {
        versions.into_iter().map(|version| version.to_string()).collect()
    };
    db.with_connection(|connection| {
        match connection {
            AnyConnection::Sqlite(connection) => connection.run_pending_migrations(SQLITE).map(names),
            AnyConnection::Postgresql(connection) => connection.run_pending_migrations(POSTGRES).map(names),
        }
        .map_err(|error| StoreError::Migration(error.to_string()))
    })
}

/// A database in memory as the migrations make it: what there is to carry, and what an empty database holds.
pub(super) fn fresh() -> StoreResult<AnyConnection> {
    let mut connection = SqliteConnection::establish(":memory:").map_err(StoreError::Connect)?;
    connection
        .run_pending_migrations(SQLITE)
        .map_err(|error| StoreError::Migration(error.to_string()))?;
    Ok(AnyConnection::Sqlite(connection))
}

/// The newest migration that was run on a database, if any was.
pub fn newest(reads: &mut impl Reads) -> StoreResult<Option<String>> {
    newest_of(reads.connection())
}

pub(super) fn newest_of(connection: &mut AnyConnection) -> StoreResult<Option<String>> {
    #[derive(QueryableByName)]
    struct Newest {
        #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
        version: Option<String>,
    }
    // Diesel's own question creates the table if need be: a transaction that only reads cannot ask it.
    let newest = diesel::sql_query("SELECT MAX(version) AS version FROM __diesel_schema_migrations");
    Ok(newest.get_result::<Newest>(connection)?.version)
}

/// Takes everything back: for tests of the way down.
pub fn revert_all(db: &Db) -> StoreResult<()> {
    db.with_connection(|connection| {
        match connection {
            AnyConnection::Sqlite(connection) => connection.revert_all_migrations(SQLITE).map(drop),
            AnyConnection::Postgresql(connection) => connection.revert_all_migrations(POSTGRES).map(drop),
        }
        .map_err(|error| StoreError::Migration(error.to_string()))
    })
}

/// Whether migrations are pending.
pub fn pending(db: &Db) -> StoreResult<bool> {
    db.with_connection(|connection| {
        match connection {
            AnyConnection::Sqlite(connection) => connection.has_pending_migration(SQLITE),
            AnyConnection::Postgresql(connection) => connection.has_pending_migration(POSTGRES),
        }
        .map_err(|error| StoreError::Migration(error.to_string()))
    })
}

/// Refuses a PostgreSQL that may lose acknowledged writes.
pub fn check_durability(db: &Db) -> StoreResult<()> {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        setting: String,
    }
    db.with_connection(|connection| {
        let AnyConnection::Postgresql(connection) = connection else {
            return Ok(());
        };
        for (name, wanted) in [
            ("fsync", "on"),
            ("full_page_writes", "on"),
            ("synchronous_commit", "on"),
        ] {
            let found = diesel::sql_query("SELECT current_setting($1) AS setting")
                .bind::<diesel::sql_types::Text, _>(name)
                .get_result::<Setting>(connection)?
                .setting;
            let remote = name == "synchronous_commit" && matches!(found.as_str(), "remote_apply" | "remote_write");
            if found != wanted && !remote {
                return Err(StoreError::Unsafe(format!(
                    "PostgreSQL runs with {name} = {found}; acknowledged writes could be lost. Set {name} = {wanted}."
                )));
            }
        }
        Ok(())
    })
}
