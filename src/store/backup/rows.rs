//! Rows out of a table and into it, whatever its columns are.

use crate::store::backup::cell::{AllKinds, Cell, Kind};
use crate::store::backup::tables::Table;
use crate::store::connection::{AnyConnection, ROWS_AT_ONCE};
use crate::store::db::{Reads, Tx};
use crate::store::error::{StoreError, StoreResult};
use diesel::connection::DefaultLoadingMode;
use diesel::deserialize::{self, QueryableByName};
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::row::NamedRow;
use diesel::sql_types::{BigInt, Binary, Bool, Double, Integer, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

/// Fewer parameters than either database takes in one statement.
const PARAMETERS_AT_ONCE: usize = 30_000;

struct Cells(Vec<Cell>);

impl<DB: AllKinds> QueryableByName<DB> for Cells {
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> deserialize::Result<Self> {
        let cells = (0..row.field_count()).map(|place| DB::cell(row, place));
        Ok(Self(cells.collect::<Result<_, _>>()?))
    }
}

/// Hands over every row, in the order of the table's key by code point: the same on both databases. One row at a time is in memory.
pub fn each<E: From<StoreError>>(
    reads: &mut impl Reads,
    table: &Table,
    run: impl FnMut(&[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    each_of(reads.connection(), table, None, run)
}

pub(super) fn each_of<E: From<StoreError>>(
    connection: &mut AnyConnection,
    table: &Table,
    limit: Option<usize>,
    mut run: impl FnMut(&[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let query = diesel::sql_query(select(table, matches!(connection, AnyConnection::Postgresql(_)), limit));
    macro_rules! run_over {
        ($rows:expr) => {
            for row in $rows.map_err(StoreError::from)? {
                run(&row.map_err(StoreError::from)?.0)?;
            }
        };
    }
    match connection {
        AnyConnection::Postgresql(connection) => {
            run_over!(query.load_iter::<Cells, PgRowByRowLoadingMode>(connection));
        }
        AnyConnection::Sqlite(connection) => run_over!(query.load_iter::<Cells, DefaultLoadingMode>(connection)),
    }
    Ok(())
}

/// Each column is called by the letter of its kind and its place: so `Cells` knows what to read.
fn select(table: &Table, is_postgres: bool, limit: Option<usize>) -> String {
    let columns = table.columns.iter().zip(0..);
    let columns = columns.map(|(column, place): (_, usize)| {
        let letter = column.kind.letter();
        format!("\"{}\" AS \"{letter}{place}\"", column.name)
    });
    // SQLite compares bytes anyway; what PostgreSQL does by itself depends on how the database was made.
    let order = table.key.iter().filter_map(|place| table.columns.get(*place));
    let order = order.map(|column| {
        let by_code_point = is_postgres && column.kind == Kind::Text;
        format!(
            "\"{}\"{}",
            column.name,
            if by_code_point { " COLLATE \"C\"" } else { "" }
        )
    });
    let limit = limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    format!(
        "SELECT {} FROM \"{}\" ORDER BY {}{limit}",
        columns.collect::<Vec<_>>().join(", "),
        table.name,
        order.collect::<Vec<_>>().join(", "),
    )
}

/// Whether a table holds what the migrations put into it, and nothing else.
pub fn is_fresh(reads: &mut impl Reads, table: &Table) -> StoreResult<bool> {
    let mut found = Vec::new();
    let most = table.fresh.len().saturating_add(1);
    each_of(reads.connection(), table, Some(most), |cells| {
        found.push(cells.to_vec());
        Ok::<_, StoreError>(())
    })?;
    Ok(found == table.fresh)
}

/// Takes out what the migrations put into a table.
pub fn clear(tx: &mut Tx<'_>, table: &Table) -> StoreResult<()> {
    if !table.fresh.is_empty() {
        diesel::sql_query(format!("DELETE FROM \"{}\"", table.name)).execute(tx.connection())?;
    }
    Ok(())
}

/// Puts rows in as they are: each has a value for every column.
pub fn insert(tx: &mut Tx<'_>, table: &Table, rows: &[Vec<Cell>]) -> StoreResult<()> {
    let at_once = PARAMETERS_AT_ONCE.checked_div(table.columns.len()).unwrap_or(1);
    for rows in rows.chunks(at_once.clamp(1, ROWS_AT_ONCE)) {
        match tx.connection() {
            AnyConnection::Postgresql(connection) => {
                let statement = insertion(table, rows.len(), |number| format!("${number}"));
                insert_bound!(connection, Pg, statement, rows);
            }
            AnyConnection::Sqlite(connection) => {
                let statement = insertion(table, rows.len(), |_| "?".to_owned());
                insert_bound!(connection, Sqlite, statement, rows);
            }
        }
    }
    Ok(())
}

fn insertion(table: &Table, rows: usize, parameter: impl Fn(usize) -> String) -> String {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    let mut number = 0;
    let rows = (0..rows).map(|_| {
        let values: Vec<_> = columns
            .iter()
            .map(|_| {
                number += 1;
                parameter(number)
            })
            .collect();
        format!("({})", values.join(", "))
    });
    let values = rows.collect::<Vec<_>>().join(", ");
    format!(
        "INSERT INTO \"{}\" ({}) VALUES {values}",
        table.name,
        columns.join(", ")
    )
}

/// A macro, because diesel binds values for each database, but not for `AnyConnection`.
macro_rules! insert_bound {
    ($connection:expr, $backend:ty, $statement:expr, $rows:expr) => {{
        let mut query = diesel::sql_query($statement).into_boxed::<$backend>();
        for cell in $rows.iter().flatten() {
            query = match cell {
                Cell::Text(value) => query.bind::<Nullable<Text>, _>(value.as_deref()),
                Cell::Boolean(value) => query.bind::<Nullable<Bool>, _>(*value),
                Cell::Integer(value) => query.bind::<Nullable<Integer>, _>(*value),
                Cell::Bigint(value) => query.bind::<Nullable<BigInt>, _>(*value),
                Cell::Double(value) => query.bind::<Nullable<Double>, _>(*value),
                Cell::Timestamp(value) => query.bind::<Nullable<Timestamp>, _>(*value),
                Cell::Binary(value) => query.bind::<Nullable<Binary>, _>(value.as_deref()),
            };
        }
        query.execute($connection)?;
    }};
}
use insert_bound;
