//! A table on its way into a file, and what may stand in its cells.

use chrono::NaiveDate;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it
    pub title: String,
    /// How wide it is, in characters
    pub width: f64,
}

/// What stands in a cell. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or nothing for this reader
    Blank,
    /// Words
    Text(String),
    /// A day
    Day(NaiveDate),
}

impl Cell {
    /// A cell with the text, or none.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        match text {
            Some(text) if !text.is_empty() => Self::Text(text.chars().map(storable).collect()),
            _ => Self::Blank,
        }
    }
}

/// A table. It has no `Debug`.
pub struct Table {
    /// Its columns
    pub columns: Vec<Column>,
    /// Its rows, each as long as there are columns
    pub rows: Vec<Vec<Cell>>,
}

/// Breaks of pages and lines as XML can hold them; what is no character at all becomes the sign for that.
const fn storable(character: char) -> char {
    match character {
        '\u{b}' | '\u{c}' | '\u{85}' => '\n',
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// How formulas begin in some program that opens tables; full-width signs do in Japanese ones.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// A text that no program takes for a formula: one that could be begins with an apostrophe, as spreadsheets mark text.
pub(super) fn harmless(text: &str) -> String {
    let blank = |character: char| character.is_whitespace() && !FORMULA.contains(&character) || character == '\u{feff}';
    if text.trim_start_matches(blank).starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_begins_with_an_apostrophe() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\n=1",
            "　=1",
            "\u{feff}=1",
            "=cmd|' /C calc'!A0",
        ] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["", "1+1", "抗体 =", "a-b", "'=1", "S-7K3M-92QX", "「=」"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn cells_hold_only_what_can_be_stored() {
        let Cell::Text(text) = Cell::text(Some("a\u{b}b\u{c}c\u{85}d\u{ffff}\te")) else {
            panic!("there is a text");
        };
        assert_eq!(text, "a\nb\nc\nd\u{fffd}\te");
        assert!(Cell::text(Some("")) == Cell::Blank && Cell::text(None) == Cell::Blank);
    }
}
