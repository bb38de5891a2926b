//! One value of a row, and how it is written down: the same from either database, to the last digit.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::row::Row;
use diesel::sql_types::{BigInt, Binary, Bool, Double, Integer, Nullable, Text, Timestamp};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

/// ISO 8601, with as many digits of a second as there are.
const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text
    Text,
    /// Yes or no
    Boolean,
    /// A whole number of 32 bits
    Integer,
    /// A whole number of 64 bits
    Bigint,
    /// A number of 64 bits with a point
    Double,
    /// An instant, UTC
    Timestamp,
    /// Bytes
    Binary,
}

const KINDS: [(Kind, &str, char); 7] = [
    (Kind::Text, "TEXT", 't'),
    (Kind::Boolean, "BOOLEAN", 'b'),
    (Kind::Integer, "INTEGER", 'i'),
    (Kind::Bigint, "BIGINT", 'l'),
    (Kind::Double, "DOUBLE PRECISION", 'd'),
    (Kind::Timestamp, "TIMESTAMP", 's'),
    (Kind::Binary, "BLOB", 'x'),
];

/// A value of a row, or its absence.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Text
    Text(Option<String>),
    /// Yes or no
    Boolean(Option<bool>),
    /// A whole number of 32 bits
    Integer(Option<i32>),
    /// A whole number of 64 bits
    Bigint(Option<i64>),
    /// A number of 64 bits with a point
    Double(Option<f64>),
    /// An instant, UTC
    Timestamp(Option<NaiveDateTime>),
    /// Bytes
    Binary(Option<Vec<u8>>),
}

impl Kind {
    /// The kind of a column that a migration of SQLite declares so.
    pub(super) fn of_declared(declared: &str) -> Option<Self> {
        let found = KINDS.iter().find(|(_, name, _)| *name == declared);
        found.map(|(kind, ..)| *kind)
    }

    /// The letter that a column of this kind is asked for by.
    pub(super) fn letter(self) -> char {
        let found = KINDS.iter().find(|(kind, ..)| *kind == self);
        found.map_or('?', |(.., letter)| *letter)
    }

    /// The value that was written down as this. `None` if nothing of this kind is.
    #[must_use]
    pub fn cell(self, written: Value) -> Option<Cell> {
        let text = |value: Value| match value {
            Value::Null => Some(None),
            Value::String(text) => Some(Some(text)),
            _ => None,
        };
        /// What stands there, read; absence is read as absence.
        fn read<T>(text: Option<String>, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
            text.map_or(Some(None), |text| read(&text).map(Some))
        }
        Some(match self {
            Self::Text => Cell::Text(text(written)?),
            Self::Boolean => Cell::Boolean(serde_json::from_value(written).ok()?),
            Self::Integer => Cell::Integer(serde_json::from_value(written).ok()?),
            Self::Bigint => Cell::Bigint(serde_json::from_value(written).ok()?),
            Self::Double => Cell::Double(read(text(written)?, |text| text.parse().ok())?),
            Self::Timestamp => Cell::Timestamp(read(text(written)?, |text| {
                NaiveDateTime::parse_from_str(text, INSTANT).ok()
            })?),
            Self::Binary => Cell::Binary(read(text(written)?, |text| STANDARD.decode(text).ok())?),
        })
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(to),
            Self::Boolean(value) => value.serialize(to),
            Self::Integer(value) => value.serialize(to),
            Self::Bigint(value) => value.serialize(to),
            // As text: readers of JSON differ in the last digit of a number.
            Self::Double(value) => value.map(|value| value.to_string()).serialize(to),
            Self::Timestamp(value) => value.map(|value| value.format(INSTANT).to_string()).serialize(to),
            Self::Binary(value) => value.as_ref().map(|value| STANDARD.encode(value)).serialize(to),
        }
    }
}

/// Databases that have every kind of value.
pub(super) trait AllKinds: Backend {
    /// The value of a column; the letter that its name begins with says of which kind it is.
    fn cell<'a>(row: &impl Row<'a, Self>, place: usize) -> deserialize::Result<Cell>;
}

impl<DB> AllKinds for DB
where
    DB: Backend,
    String: FromSql<Text, DB>,
    bool: FromSql<Bool, DB>,
    i32: FromSql<Integer, DB>,
    i64: FromSql<BigInt, DB>,
    f64: FromSql<Double, DB>,
    NaiveDateTime: FromSql<Timestamp, DB>,
    Vec<u8>: FromSql<Binary, DB>,
{
    fn cell<'a>(row: &impl Row<'a, Self>, place: usize) -> deserialize::Result<Cell> {
        use diesel::row::Field;
        let letter = row.get(place).and_then(|field| field.field_name()?.chars().next());
        let kind = KINDS.iter().find(|(.., known)| Some(*known) == letter);
        Ok(match kind.ok_or("a column of no kind")?.0 {
            Kind::Text => Cell::Text(row.get_value::<Nullable<Text>, _, _>(place)?),
            Kind::Boolean => Cell::Boolean(row.get_value::<Nullable<Bool>, _, _>(place)?),
            Kind::Integer => Cell::Integer(row.get_value::<Nullable<Integer>, _, _>(place)?),
            Kind::Bigint => Cell::Bigint(row.get_value::<Nullable<BigInt>, _, _>(place)?),
            Kind::Double => Cell::Double(row.get_value::<Nullable<Double>, _, _>(place)?),
            Kind::Timestamp => Cell::Timestamp(row.get_value::<Nullable<Timestamp>, _, _>(place)?),
            Kind::Binary => Cell::Binary(row.get_value::<Nullable<Binary>, _, _>(place)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn every_value_is_read_as_it_was_written() {
        let instant = NaiveDate::from_ymd_opt(2026, 12, 1)
            .unwrap()
            .and_hms_micro_opt(1, 2, 3, 45)
            .unwrap();
        let whole = instant.date().and_hms_opt(1, 2, 3).unwrap();
        let cells = [
            (Kind::Text, Cell::Text(Some("縁 \"\u{1}\n\u{2028}".into()))),
            (Kind::Text, Cell::Text(Some(String::new()))),
            (Kind::Text, Cell::Text(None)),
            (Kind::Boolean, Cell::Boolean(Some(false))),
            (Kind::Boolean, Cell::Boolean(None)),
            (Kind::Integer, Cell::Integer(Some(i32::MIN))),
            (Kind::Bigint, Cell::Bigint(Some(i64::MAX))),
            (Kind::Bigint, Cell::Bigint(Some(i64::MIN))),
            (Kind::Double, Cell::Double(Some(0.1 + 0.2))),
            (Kind::Double, Cell::Double(Some(f64::MIN_POSITIVE))),
            (Kind::Double, Cell::Double(Some(f64::MAX))),
            (Kind::Double, Cell::Double(None)),
            (Kind::Timestamp, Cell::Timestamp(Some(instant))),
            (Kind::Timestamp, Cell::Timestamp(Some(whole))),
            (Kind::Timestamp, Cell::Timestamp(None)),
            (Kind::Binary, Cell::Binary(Some(vec![0, 255, 10]))),
            (Kind::Binary, Cell::Binary(Some(Vec::new()))),
        ];
        for (kind, cell) in cells {
            let written = serde_json::to_string(&cell).unwrap();
            assert!(!written.contains('\n'), "{written}");
            let read = kind.cell(serde_json::from_str(&written).unwrap());
            assert!(read == Some(cell), "{written}");
        }
    }

    #[test]
    fn what_is_of_another_kind_is_not_taken() {
        for (kind, written) in [
            (Kind::Text, "1"),
            (Kind::Boolean, "\"true\""),
            (Kind::Integer, "2147483648"),
            (Kind::Bigint, "1.5"),
            (Kind::Double, "\"much\""),
            (Kind::Timestamp, "\"2026-13-01T00:00:00\""),
            (Kind::Binary, "\"?\""),
        ] {
            assert!(kind.cell(serde_json::from_str(written).unwrap()).is_none(), "{written}");
        }
    }
}
