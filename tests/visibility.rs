//! Every column and every listing field is classed in `config/visibility.toml`; an unclassed one fails here.
#![cfg(test)]

use diesel::prelude::*;
use diesel::sql_types::Text;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::field::FieldSpec;
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::public::PUBLIC_FIELDS;
use enishi::domain::listing::seed::SeedContent;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Visibility {
    classes: BTreeMap<String, String>,
    columns: BTreeMap<String, BTreeMap<String, String>>,
    fields: BTreeMap<String, BTreeMap<String, String>>,
    public: BTreeMap<String, BTreeSet<String>>,
}

fn visibility() -> Visibility {
    toml::from_str(include_str!("../config/visibility.toml")).unwrap()
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

fn migrated_columns() -> BTreeSet<(String, String)> {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let mut folders: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders {
        use diesel::connection::SimpleConnection;
        connection
            .batch_execute(&std::fs::read_to_string(folder.join("up.sql")).unwrap())
            .unwrap();
    }
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
    )
    .load(&mut connection)
    .unwrap();
    columns
        .into_iter()
        .map(|column| (column.table_name, column.column_name))
        .collect()
}

#[test]
fn every_column_is_classed_and_no_class_is_left_over() {
    let visibility = visibility();
    let classed: BTreeSet<(String, String)> = visibility
        .columns
        .iter()
        .flat_map(|(table, columns)| columns.keys().map(|column| (table.clone(), column.clone())))
        .collect();
    let existing = migrated_columns();
    let unclassed: Vec<_> = existing.difference(&classed).collect();
    assert!(
        unclassed.is_empty(),
        "class these columns in config/visibility.toml: {unclassed:?}"
    );
    let gone: Vec<_> = classed.difference(&existing).collect();
    assert!(gone.is_empty(), "these columns no longer exist: {gone:?}");
    for class in visibility.columns.values().flat_map(BTreeMap::values) {
        assert!(visibility.classes.contains_key(class), "class {class} is not explained");
    }
}

#[test]
fn everybody_reads_the_fields_that_the_table_says_and_members_read_them_all() {
    let visibility = visibility();
    let declared = PUBLIC_FIELDS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(visibility.public, BTreeMap::from([("seed".to_owned(), declared)]));
    for name in PUBLIC_FIELDS {
        assert_eq!(visibility.fields["seed"][name], "members", "{name}");
    }
}

#[test]
fn every_listing_field_has_the_tier_that_the_table_says() {
    let visibility = visibility();
    let declared = |fields: &[FieldSpec]| -> BTreeMap<String, String> {
        fields
            .iter()
            .map(|field| (field.name.to_owned(), field.floor.code().to_owned()))
            .collect()
    };
    assert_eq!(visibility.fields["seed"], declared(SeedContent::FIELDS));
    assert_eq!(visibility.fields["need"], declared(NeedContent::FIELDS));
}
