//! Migrations: the same names in both folders, up, down and up again on both databases, the same columns on both.
#![cfg(test)]

#[path = "support/postgres.rs"]
mod postgres;

use diesel::prelude::*;
use diesel::sql_types::Text;
use enishi::domain::clock::SystemClock;
use enishi::store::db::Db;
use enishi::store::entropy::SystemEntropy;
use enishi::store::migrations;
use postgres::PostgresDatabase;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(QueryableByName, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    nullable: String,
}

fn folder_names(backend: &str) -> BTreeSet<String> {
    std::fs::read_dir(format!("{}/migrations/{backend}", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = folder_names("sqlite");
    assert!(!names.is_empty());
    assert_eq!(names, folder_names("postgres"));
}

fn up_down_up(url: &str) {
    let db = Db::open(url, 2, Arc::new(SystemClock), Arc::new(SystemEntropy)).unwrap();
    let all = migrations::run(&db).unwrap();
    assert_eq!(all.len(), folder_names("sqlite").len());
    assert!(!migrations::pending(&db).unwrap());
    migrations::revert_all(&db).unwrap();
    assert!(migrations::pending(&db).unwrap());
    assert_eq!(migrations::run(&db).unwrap(), all);
    assert!(
        migrations::run(&db).unwrap().is_empty(),
        "running them again changes nothing"
    );
}

fn sqlite_columns(path: &str) -> BTreeSet<Column> {
    let mut connection = SqliteConnection::establish(path).unwrap();
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT m.name AS table_name, c.name AS column_name, \
         CASE c.\"notnull\" WHEN 1 THEN 'no' ELSE 'yes' END AS nullable \
         FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    )
    .load(&mut connection)
    .unwrap();
    columns.into_iter().collect()
}

fn postgres_columns(url: &str) -> BTreeSet<Column> {
    let mut connection = PgConnection::establish(url).unwrap();
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT table_name::text, column_name::text, lower(is_nullable::text) AS nullable \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
    )
    .load(&mut connection)
    .unwrap();
    columns.into_iter().collect()
}

#[test]
fn up_down_and_up_again_leaves_the_same_columns_on_both_databases() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("migrations.sqlite3").display().to_string();
    up_down_up(&format!("sqlite://{path}"));
    if let Some(database) = PostgresDatabase::create() {
        up_down_up(&database.url);
        assert_eq!(sqlite_columns(&path), postgres_columns(&database.url));
    }
}
