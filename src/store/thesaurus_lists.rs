//! Table `thesaurus_lists`: terms that operators added to the thesaurus, one row per list.

use crate::domain::clock::Instant;
use crate::store::db::{Reads, Tx};
use crate::store::error::StoreResult;
use crate::store::rows::{exactly_one, instant, naive};
use crate::store::schema::{counters, thesaurus_lists as table};
use chrono::NaiveDateTime;
use diesel::prelude::*;

const COUNTER: &str = "thesaurus";

/// A list without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThesaurusList {
    /// What the operator calls it
    pub name: String,
    /// How many concepts it holds
    pub concepts: i32,
    /// When it was imported
    pub imported_at: Instant,
}

/// How often the lists were changed: who loaded them at this number has them all.
pub fn number(reads: &mut impl Reads) -> StoreResult<i64> {
    Ok(counters::table
        .filter(counters::name.eq(COUNTER))
        .select(counters::value)
        .first(reads.connection())?)
}

/// Every list, by name.
pub fn all(reads: &mut impl Reads) -> StoreResult<Vec<ThesaurusList>> {
    let rows = table::table
        .order(table::name)
        .select((table::name, table::concepts, table::imported_at))
        .load::<(String, i32, NaiveDateTime)>(reads.connection())?;
    let list = |(name, concepts, imported_at)| ThesaurusList {
        name,
        concepts,
        imported_at: instant(imported_at),
    };
    Ok(rows.into_iter().map(list).collect())
}

/// Names and contents of every list, in the order of their names.
pub fn contents(reads: &mut impl Reads) -> StoreResult<Vec<(String, String)>> {
    Ok(table::table
        .order(table::name)
        .select((table::name, table::content))
        .load(reads.connection())?)
}

/// Puts a list in the place of the one of the same name.
pub fn replace(tx: &mut Tx<'_>, name: &str, concepts: i32, content: &str) -> StoreResult<()> {
    diesel::delete(table::table.find(name)).execute(tx.connection())?;
    let now = naive(tx.now());
    diesel::insert_into(table::table)
        .values((
            table::name.eq(name),
            table::concepts.eq(concepts),
            table::content.eq(content),
            table::imported_at.eq(now),
        ))
        .execute(tx.connection())?;
    count(tx)
}

/// Takes a list away. Returns whether there was one.
pub fn remove(tx: &mut Tx<'_>, name: &str) -> StoreResult<bool> {
    let gone = diesel::delete(table::table.find(name)).execute(tx.connection())? > 0;
    if gone {
        count(tx)?;
    }
    Ok(gone)
}

fn count(tx: &mut Tx<'_>) -> StoreResult<()> {
    let moved = diesel::update(counters::table.filter(counters::name.eq(COUNTER)))
        .set(counters::value.eq(counters::value + 1))
        .execute(tx.connection())?;
    exactly_one(moved)
}
