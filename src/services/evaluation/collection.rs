//! A judged collection as BEIR lays it out: queries as JSON Lines, judgments as a table with tabs. What is wrong is named by line.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io::{BufRead, BufReader, Read};

/// A line that cannot be used.
#[derive(Debug)]
pub struct Fault {
    /// Its number, from 1
    pub line: usize,
    /// What is wrong, and what to write
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

fn fault<T>(line: usize, what: impl Into<String>) -> Result<T, Fault> {
    Err(Fault {
        line,
        what: what.into(),
    })
}

/// A query.
#[derive(Clone)]
pub struct Query {
    /// Identifier
    pub id: String,
    /// Heading, if it is a whole document
    pub title: String,
    /// Words, or the document
    pub text: String,
    /// The document in the corpus that the query was made of, which it shall not find
    pub itself: Option<String>,
    /// Where it stands in the file
    pub line: usize,
}

/// The grades of the documents that are relevant to a query, by identifier.
pub type Judgments = BTreeMap<String, u32>;

/// How a query stands in the file.
#[derive(Deserialize)]
struct QueryLine {
    #[serde(rename = "_id")]
    id: Identifier,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(rename = "self")]
    itself: Option<Identifier>,
}

/// An identifier is a string; a number is taken as one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Identifier {
    Text(String),
    Number(serde_json::Number),
}

impl From<Identifier> for String {
    fn from(id: Identifier) -> Self {
        match id {
            Identifier::Text(text) => text.trim().to_owned(),
            Identifier::Number(number) => number.to_string(),
        }
    }
}

/// Reads queries, in the order of the file.
pub fn queries(file: impl Read) -> Result<Vec<Query>, Fault> {
    let mut found = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, content) in lines(file) {
        let content = content?;
        if content.trim().is_empty() {
            continue;
        }
        let Ok(read) = serde_json::from_str::<QueryLine>(&content) else {
            return fault(line, r#"no query: write {"_id": "…", "text": "…"}"#);
        };
        let query = Query {
            id: read.id.into(),
            title: read.title,
            text: read.text,
            itself: read.itself.map(Into::into),
            line,
        };
        if query.id.is_empty() {
            return fault(line, "_id is empty: give every query an identifier of its own");
        }
        if query.title.trim().is_empty() && query.text.trim().is_empty() {
            return fault(line, "text is empty: write what is asked");
        }
        if let Some(first) = seen.insert(query.id.clone(), line) {
            return fault(
                line,
                format!("_id stands on line {first} already: give every query one of its own"),
            );
        }
        found.push(query);
    }
    Ok(found)
}

/// Reads judgments: query, document, and a whole number that says how relevant the one is to the other. Grades of 0 and below
/// say that a document is not relevant. The first line may be a heading. `known` are the queries.
pub fn judgments(file: impl Read, known: &[Query]) -> Result<BTreeMap<String, Judgments>, Fault> {
    let known: HashMap<&str, &Query> = known.iter().map(|query| (query.id.as_str(), query)).collect();
    let mut found: BTreeMap<String, Judgments> = BTreeMap::new();
    let mut grades: HashMap<(String, String), (i64, usize)> = HashMap::new();
    for (line, content) in lines(file) {
        let content = content?;
        if content.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = content.trim_end().split('\t').collect();
        let [query, document, grade] = columns.as_slice() else {
            return fault(
                line,
                "not three columns: write query-id, corpus-id and score with tabs between",
            );
        };
        let Ok(grade) = grade.trim().parse::<i64>() else {
            if line == 1 {
                continue;
            }
            return fault(
                line,
                "the score is not a whole number: write 1 for relevant, 2 or more for very relevant",
            );
        };
        if !known.contains_key(query) {
            return fault(
                line,
                format!("query {query:?} is not among the queries: name the file that holds it"),
            );
        }
        let pair = ((*query).to_owned(), (*document).to_owned());
        if let Some((before, first)) = grades.insert(pair, (grade, line)) {
            if before != grade {
                return fault(line, format!("judged otherwise on line {first}: keep one of the two"));
            }
            continue;
        }
        let positive = u32::try_from(grade.max(0)).unwrap_or(u32::MAX);
        let judged = found.entry((*query).to_owned()).or_default();
        if positive > 0 {
            judged.insert((*document).to_owned(), positive);
        }
    }
    Ok(found)
}

/// Numbered lines without their ends.
fn lines(file: impl Read) -> impl Iterator<Item = (usize, Result<String, Fault>)> {
    let lines = (1..).zip(BufReader::new(file).lines());
    lines.map(|(line, content)| {
        let content = content.map_err(|error| Fault {
            line,
            what: format!("cannot be read: {error}"),
        });
        let content = content.map(|text| match text.strip_prefix('\u{FEFF}') {
            Some(rest) if line == 1 => rest.to_owned(),
            _ => text,
        });
        (line, content)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERIES: &str = "{\"_id\": \"q1\", \"text\": \"膵がん\", \"topic\": \"x\"}\n\n{\"_id\": 2, \"title\": \"Muscle\", \"self\": \"d2\"}\n";

    #[test]
    fn queries_keep_their_order_and_what_is_foreign_is_passed_over() {
        let found = queries(format!("\u{FEFF}{QUERIES}").as_bytes()).unwrap();
        let ids: Vec<_> = found.iter().map(|query| (query.id.as_str(), query.line)).collect();
        assert_eq!(ids, [("q1", 1), ("2", 3)]);
        assert_eq!(found[1].itself.as_deref(), Some("d2"));
    }

    #[test]
    fn judgments_are_grouped_and_only_relevant_ones_are_kept() {
        let known = queries(QUERIES.as_bytes()).unwrap();
        let table = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t0\nq1\ta\t2\r\n2\tc\t-1\n";
        let found = judgments(table.as_bytes(), &known).unwrap();
        assert_eq!(found["q1"], Judgments::from([("a".to_owned(), 2)]));
        assert!(found["2"].is_empty());
        assert_eq!(judgments("q1\ta\t1".as_bytes(), &known).unwrap()["q1"]["a"], 1);
    }

    #[test]
    fn what_is_wrong_is_named_by_line() {
        let known = queries(QUERIES.as_bytes()).unwrap();
        let wrong_queries = [
            ("{\"_id\": \"a\", \"text\": \"b\"}\nnot json", 2),
            ("{\"text\": \"b\"}", 1),
            ("{\"_id\": \"a\", \"text\": \" \"}", 1),
            (
                "{\"_id\": \"a\", \"text\": \"b\"}\n{\"_id\": \"a\", \"text\": \"c\"}",
                2,
            ),
            ("{\"_id\": \" \", \"text\": \"b\"}", 1),
        ];
        for (text, line) in wrong_queries {
            assert_eq!(
                queries(text.as_bytes()).err().map(|fault| fault.line),
                Some(line),
                "{text}"
            );
        }
        let wrong_tables = [
            ("q1\ta\t1\nq1\tb\thigh", 2),
            ("q1 a 1", 1),
            ("q1\ta\t1\nq9\ta\t1", 2),
            ("q1\ta\t1\nq1\ta\t2", 2),
        ];
        for (text, line) in wrong_tables {
            let found = judgments(text.as_bytes(), &known).err().map(|fault| fault.line);
            assert_eq!(found, Some(line), "{text}");
        }
        assert_eq!(queries(&b"\n\xFF"[..]).err().map(|fault| fault.line), Some(2));
    }
}
