//! Which tables there are: asked of a database in memory that the migrations were just run on.

use crate::store::backup::cell::{Cell, Kind};
use crate::store::backup::rows;
use crate::store::connection::AnyConnection;
use crate::store::error::{StoreError, StoreResult};
use crate::store::migrations;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name
    pub name: String,
    /// What it holds
    pub kind: Kind,
}

/// A table.
#[derive(Clone)]
pub struct Table {
    /// Its name
    pub name: String,
    /// Its columns
    pub columns: Vec<Column>,
    /// The places of the columns of its key, in the key's order
    pub(super) key: Vec<usize>,
    /// What migrations themselves put into it
    pub(super) fresh: Vec<Vec<Cell>>,
}

/// Everything that the migrations of this program make.
pub struct Schema {
    /// The newest migration
    pub migration: String,
    /// The tables, each behind those that it refers to
    pub tables: Vec<Table>,
}

#[derive(QueryableByName)]
struct Declared {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    declared: String,
    #[diesel(sql_type = BigInt)]
    key_place: i64,
}

#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    refers_to: String,
}

/// What the migrations make. Both databases have the same tables with the same columns (`tests/migrations.rs`).
pub fn schema() -> StoreResult<Schema> {
    let mut connection = migrations::fresh()?;
    let migration = migrations::newest_of(&mut connection)?.unwrap_or_default();
    let mut tables = declared(&mut connection)?;
    for table in &mut tables {
        let mut fresh = Vec::new();
        rows::each_of(&mut connection, table, None, |cells| {
            fresh.push(cells.to_vec());
            Ok::<_, StoreError>(())
        })?;
        table.fresh = fresh;
    }
    let references = diesel::sql_query(
        "SELECT m.name AS table_name, f.\"table\" AS refers_to \
         FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    )
    .load::<Reference>(&mut connection)?;
    Ok(Schema {
        migration,
        tables: behind_their_references(tables, references)?,
    })
}

fn declared(connection: &mut AnyConnection) -> StoreResult<Vec<Table>> {
    let columns = diesel::sql_query(
        "SELECT m.name AS table_name, c.name AS column_name, c.type AS declared, c.pk AS key_place \
         FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' \
         ORDER BY m.name, c.cid",
    )
    .load::<Declared>(connection)?;
    let mut tables = Vec::new();
    for columns in columns.chunk_by(|a, b| a.table_name == b.table_name) {
        let Some(first) = columns.first() else { continue };
        let kind = |column: &Declared| {
            Kind::of_declared(&column.declared).ok_or_else(|| {
                let what = format!("{}: a backup cannot carry {}", column.column_name, column.declared);
                StoreError::corrupt("sqlite_master", &first.table_name, what)
            })
        };
        let mut key: Vec<(i64, usize)> = columns.iter().map(|column| column.key_place).zip(0..).collect();
        key.retain(|(place, _)| *place > 0);
        key.sort_unstable();
        let columns = columns.iter().map(|column| {
            Ok::<_, StoreError>(Column {
                name: column.column_name.clone(),
                kind: kind(column)?,
            })
        });
        tables.push(Table {
            name: first.table_name.clone(),
            columns: columns.collect::<Result<_, _>>()?,
            key: key.into_iter().map(|(_, place)| place).collect(),
            fresh: Vec::new(),
        });
    }
    Ok(tables)
}

fn behind_their_references(tables: Vec<Table>, references: Vec<Reference>) -> StoreResult<Vec<Table>> {
    let mut needed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Reference { table_name, refers_to } in references {
        needed.entry(table_name).or_default().insert(refers_to);
    }
    let (mut placed, mut ordered, mut left) = (BTreeSet::new(), Vec::new(), tables);
    while !left.is_empty() {
        let is_ready = |table: &Table| needed.get(&table.name).is_none_or(|needed| needed.is_subset(&placed));
        let (ready, waiting): (Vec<_>, Vec<_>) = left.into_iter().partition(is_ready);
        if ready.is_empty() {
            let names: Vec<_> = waiting.iter().map(|table| table.name.as_str()).collect();
            let what = "rows refer to each other in a circle: a backup could not be restored";
            return Err(StoreError::corrupt("sqlite_master", names.join(", "), what));
        }
        placed.extend(ready.iter().map(|table| table.name.clone()));
        ordered.extend(ready);
        left = waiting;
    }
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(from: &str, to: &str) -> Reference {
        Reference {
            table_name: from.into(),
            refers_to: to.into(),
        }
    }

    fn tables() -> Vec<Table> {
        let table = |name: &str| Table {
            name: name.into(),
            columns: Vec::new(),
            key: Vec::new(),
            fresh: Vec::new(),
        };
        ["a", "b", "c"].map(table).into()
    }

    #[test]
    fn a_table_stands_behind_those_that_it_refers_to() {
        let ordered = behind_their_references(tables(), vec![reference("a", "b"), reference("b", "c")]).unwrap();
        let names: Vec<_> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
        for circle in [
            vec![reference("a", "b"), reference("b", "a")],
            vec![reference("c", "c")],
        ] {
            assert!(behind_their_references(tables(), circle).is_err());
        }
    }

    #[test]
    fn every_table_has_a_key_to_be_put_in_order_by() {
        let schema = schema().unwrap();
        assert!(schema.tables.len() > 40 && !schema.migration.is_empty());
        for table in schema.tables {
            assert!(!table.key.is_empty(), "{} has no primary key", table.name);
        }
    }
}
