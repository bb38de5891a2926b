//! Between rows and domain values: instants, ids, codes and JSON lists. Every failure names table and row.

use crate::domain::clock::Instant;
use crate::store::error::{StoreError, StoreResult};
use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::str::FromStr;

/// A stored instant (UTC).
pub(super) const fn instant(stored: NaiveDateTime) -> Instant {
    stored.and_utc()
}

/// An instant as stored.
pub(super) const fn naive(instant: Instant) -> NaiveDateTime {
    instant.naive_utc()
}

/// An id column.
pub(super) fn parse_id<T: FromStr<Err: Display>>(table: &'static str, row: &str, text: &str) -> StoreResult<T> {
    text.parse()
        .map_err(|error: T::Err| StoreError::corrupt(table, row, error))
}

/// A column that holds a code of an enum.
pub(super) fn parse_code<T>(
    table: &'static str,
    row: &str,
    code: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> StoreResult<T> {
    parse(code).ok_or_else(|| StoreError::corrupt(table, row, format!("unknown code {code}")))
}

/// A nullable column that holds a code of an enum.
pub(super) fn parse_code_opt<T>(
    table: &'static str,
    row: &str,
    code: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
) -> StoreResult<Option<T>> {
    code.map(|code| parse_code(table, row, code, parse)).transpose()
}

/// A column that holds JSON.
pub(super) fn parse_json<T: DeserializeOwned>(table: &'static str, row: &str, text: &str) -> StoreResult<T> {
    // serde's message would quote the text; the position is enough.
    serde_json::from_str(text)
        .map_err(|error| StoreError::corrupt(table, row, format!("JSON at column {}", error.column())))
}

/// A value as JSON text.
pub(super) fn to_json(value: &impl Serialize) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt("-", "-", error))
}

/// Fails with `Conflict` unless exactly one row was touched.
pub(super) const fn exactly_one(rows: usize) -> StoreResult<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}
