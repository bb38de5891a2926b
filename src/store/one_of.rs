//! "One of these ids" as SQLite can keep it prepared. Diesel writes a parameter for each id, so that SQLite parses and plans the
//! statement anew each time, which takes as long as carrying it out; here all ids are one parameter, a JSON array (json_each is
//! a part of SQLite). PostgreSQL takes an array anyway.

use crate::store::error::StoreResult;
use crate::store::rows::to_json;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, Table};

/// A column that equals one of some ids.
#[derive(Clone, Debug, QueryId)]
pub struct OneOf<C> {
    column: C,
    ids: Json,
}

/// The parameter.
#[derive(Clone, Debug, QueryId)]
struct Json(String);

/// Whether a column equals one of some ids, on SQLite.
pub fn one_of<C: diesel::Column>(column: C, ids: &[String]) -> StoreResult<OneOf<C>>
where
    C::Table: Table,
{
    Ok(OneOf {
        column,
        ids: Json(to_json(&ids)?),
    })
}

impl<C> Expression for OneOf<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for OneOf<C> where Self: Expression {}

impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for OneOf<C> where Self: AppearsOnTable<QS> {}

impl<C> ValidGrouping<()> for OneOf<C> {
    type IsAggregate = diesel::expression::is_aggregate::No;
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for OneOf<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, String>(&self.ids.0)?;
        out.push_sql("))");
        Ok(())
    }
}

/// Loads the rows of a query whose column is one of some ids. A macro, because the condition is another one for each database.
macro_rules! load_one_of {
    ($connection:expr, $query:expr, $column:expr, $ids:expr) => {
        match $connection {
            $crate::store::connection::AnyConnection::Postgresql(connection) => {
                $query.filter($column.eq_any($ids)).load(connection)?
            }
            $crate::store::connection::AnyConnection::Sqlite(connection) => $query
                .filter($crate::store::one_of::one_of($column, $ids)?)
                .load(connection)?,
        }
    };
}
pub(super) use load_one_of;
