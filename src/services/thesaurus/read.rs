//! Reading a list of terms: tab-separated values with a line of column names first. Rows of one identifier are one concept.

use crate::domain::text::is_text;
use crate::search::ListedConcept;
use std::collections::{BTreeMap, HashMap};

/// The columns that mean something: identifier, usual names, further names, identifiers of broader concepts.
pub const COLUMNS: [&str; 6] = ["id", "ja", "en", "alt_ja", "alt_en", "broader"];
/// Between several names in one cell.
const BETWEEN: char = '|';
/// Longest name or identifier, in characters.
const LONGEST: usize = 200;

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ReadList {
    /// The concepts, in the order of the file
    pub concepts: Vec<ListedConcept>,
    /// Lines that were left out, by number
    pub refused: Vec<(u64, WrongTerm)>,
}

/// Why a line was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongTerm {
    /// It has no name in either language
    NoName,
    /// It has more cells than there are columns
    TooManyCells(usize),
    /// A cell holds control characters
    NotText(&'static str),
    /// A name or an identifier is too long
    TooLong(&'static str),
}

/// Neither language has a column; these are there.
#[derive(Debug, PartialEq, Eq)]
pub struct NoColumn(pub Vec<String>);

/// Reads a list. `called` says what the file calls a column of ours, where that is not our name.
///
/// # Errors
/// When there is no column for names in either language.
pub fn read(text: &str, called: &BTreeMap<String, String>) -> Result<ReadList, NoColumn> {
    let mut lines = (1_u64..).zip(text.trim_start_matches('\u{feff}').lines());
    let header: Vec<String> = lines.next().map(|(_, line)| cells(line).collect()).unwrap_or_default();
    let place = |column: &str| {
        let name = called.get(column).map_or(column, String::as_str);
        header.iter().position(|known| known.trim() == name)
    };
    let places: Vec<(&'static str, usize)> = COLUMNS
        .iter()
        .filter_map(|column| Some((*column, place(column)?)))
        .collect();
    if !places.iter().any(|(column, _)| matches!(*column, "ja" | "en")) {
        return Err(NoColumn(header));
    }
    let mut list = ReadList::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (number, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        match concept(line, header.len(), &places) {
            Ok(concept) => match concept.id.as_ref().and_then(|id| known.get(id)) {
                Some(place) => {
                    if let Some(before) = list.concepts.get_mut(*place) {
                        join(before, concept);
                    }
                }
                None => {
                    known.extend(concept.id.clone().map(|id| (id, list.concepts.len())));
                    list.concepts.push(concept);
                }
            },
            Err(wrong) => list.refused.push((number, wrong)),
        }
    }
    Ok(list)
}

fn concept(line: &str, columns: usize, places: &[(&'static str, usize)]) -> Result<ListedConcept, WrongTerm> {
    let cells: Vec<String> = cells(line).collect();
    if cells.len() > columns {
        return Err(WrongTerm::TooManyCells(cells.len()));
    }
    let mut concept = ListedConcept::default();
    for (column, place) in places {
        let cell = cells.get(*place).map(String::as_str).unwrap_or_default();
        if !cell.chars().all(is_text) {
            return Err(WrongTerm::NotText(column));
        }
        let entries: Vec<String> = match *column {
            "id" => vec![cell.trim().to_owned()],
            _ => cell.split(BETWEEN).map(|entry| entry.trim().to_owned()).collect(),
        };
        let entries: Vec<String> = entries.into_iter().filter(|entry| !entry.is_empty()).collect();
        if entries.iter().any(|entry| entry.chars().count() > LONGEST) {
            return Err(WrongTerm::TooLong(column));
        }
        match *column {
            "id" => concept.id = entries.into_iter().next(),
            "ja" | "alt_ja" => concept.ja.extend(entries),
            "en" | "alt_en" => concept.en.extend(entries),
            _ => concept.broader = entries,
        }
    }
    if concept.ja.is_empty() && concept.en.is_empty() {
        return Err(WrongTerm::NoName);
    }
    Ok(concept)
}

/// Adds what another row says of the same concept.
fn join(concept: &mut ListedConcept, row: ListedConcept) {
    let ListedConcept { id: _, ja, en, broader } = row;
    for (all, more) in [
        (&mut concept.ja, ja),
        (&mut concept.en, en),
        (&mut concept.broader, broader),
    ] {
        for one in more {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
}

/// The cells of a line, without the quotation marks that spreadsheets put around some.
fn cells(line: &str) -> impl Iterator<Item = String> {
    line.split('\t').map(|cell| {
        let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        quoted.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
    })
}

#[cfg(test)]
mod tests {
    use super::{NoColumn, ReadList, WrongTerm, read};
    use std::collections::BTreeMap;

    fn names(list: &ReadList) -> Vec<(Vec<&str>, Vec<&str>)> {
        list.concepts
            .iter()
            .map(|concept| {
                let ja = concept.ja.iter().map(String::as_str).collect();
                (ja, concept.en.iter().map(String::as_str).collect())
            })
            .collect()
    }

    #[test]
    fn rows_of_one_identifier_are_one_concept() {
        let text = "\u{feff}code\tlabel\ten\talt_en\r\nA1\t架空病\tImaginary disease\tIMGD| \r\nA1\t虚構病\tImaginary disease\t\"the \"\"I\"\" disease\"\n\nB2\t\tOther\n";
        let called = BTreeMap::from([("id".into(), "code".into()), ("ja".into(), "label".into())]);
        let list = read(text, &called).unwrap();
        let expected = [
            (
                vec!["架空病", "虚構病"],
                vec!["Imaginary disease", "IMGD", "the \"I\" disease"],
            ),
            (vec![], vec!["Other"]),
        ];
        assert_eq!(names(&list), expected);
        assert!(list.refused.is_empty());
    }

    #[test]
    fn wrong_lines_are_named_and_the_others_read() {
        let long = "あ".repeat(201);
        let text = format!("id\tja\n1\t\n2\tよい\textra\n3\t{long}\n4\tbad\u{0}\n5\tよい\n");
        let list = read(&text, &BTreeMap::new()).unwrap();
        assert_eq!(names(&list), [(vec!["よい"], vec![])]);
        let refused = [
            (2, WrongTerm::NoName),
            (3, WrongTerm::TooManyCells(3)),
            (4, WrongTerm::TooLong("ja")),
            (5, WrongTerm::NotText("ja")),
        ];
        assert_eq!(list.refused, refused);
        for headless in ["", "\n", "1\t架空病\n", "label_ja\tlabel_en\n"] {
            assert!(
                matches!(read(headless, &BTreeMap::new()), Err(NoColumn(_))),
                "{headless}"
            );
        }
    }
}
