//! A table as comma-separated values (RFC 4180), with the mark by which spreadsheets know UTF-8.

use crate::export::table::harmless;
use crate::export::{Cell, ExportError, Table};
use csv::{QuoteStyle, Terminator, WriterBuilder};

const UTF_8: &[u8] = "\u{feff}".as_bytes();

/// The table as a file.
pub fn csv(table: &Table) -> Result<Vec<u8>, ExportError> {
    let failed = |error: &dyn std::fmt::Display| ExportError::Table(error.to_string());
    // Quoted throughout: a spreadsheet that parts at semicolons or tabs must not find a formula inside a text.
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(UTF_8.to_vec());
    let titles = table.columns.iter().map(|column| harmless(&column.title));
    writer.write_record(titles).map_err(|error| failed(&error))?;
    for row in &table.rows {
        writer
            .write_record(row.iter().map(written))
            .map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Day(day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Column;
    use chrono::NaiveDate;

    #[test]
    fn lines_end_and_texts_are_quoted_as_spreadsheets_read_them() {
        let column = |title: &str| Column {
            title: title.into(),
            width: 10.0,
        };
        let table = Table {
            columns: ["題名", "a,b", "期限"].map(column).into(),
            rows: vec![vec![
                Cell::Text("=1+1,\"x\"\ny".into()),
                Cell::Blank,
                Cell::Day(NaiveDate::from_ymd_opt(2027, 3, 17).unwrap()),
            ]],
        };
        let text = String::from_utf8(csv(&table).unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{feff}\"題名\",\"a,b\",\"期限\"\r\n\"'=1+1,\"\"x\"\"\ny\",\"\",\"2027-03-17\"\r\n"
        );
    }
}
