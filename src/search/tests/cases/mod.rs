//! Hard cases of Japanese and English biomedical writing: which spellings find each other, and which must not. Each row goes
//! the way of a typed query, through an index.

mod characters;
mod english;
mod japanese;
mod names;
mod tokens;

use super::{Concepts, Query, SearchIndex, TextField, ask, document, listing, shared, with};
use crate::search::Ask;
use crate::search::analysis::analyse;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a row demands.
enum Row {
    /// Each finds a text with any of them.
    Same(&'static [&'static str]),
    /// None finds a text with another.
    Apart(&'static [&'static str]),
    /// The first finds texts with the others.
    Finds(&'static str, &'static [&'static str]),
    /// The first does not find texts with the others.
    Misses(&'static str, &'static [&'static str]),
    /// The words of a text, with their positions.
    Words(&'static str, &'static str),
}

/// Rows under a heading.
type Group = (&'static str, &'static [Row]);

fn groups() -> impl Iterator<Item = &'static Group> {
    let tables = [
        names::CASES,
        characters::CASES,
        japanese::CASES,
        english::CASES,
        tokens::CASES,
    ];
    tables.into_iter().flatten()
}

/// Every text that stands in a row that searches, with its number as a listing.
struct Texts {
    index: SearchIndex,
    numbers: BTreeMap<&'static str, u64>,
    _folder: tempfile::TempDir,
}

impl Texts {
    fn new() -> Self {
        let rows = groups().flat_map(|(_, rows)| *rows);
        let texts = rows.flat_map(|row| match row {
            Row::Same(texts) | Row::Apart(texts) | Row::Finds(_, texts) | Row::Misses(_, texts) => *texts,
            Row::Words(..) => &[],
        });
        let mut numbers = BTreeMap::new();
        for text in texts {
            let next = u64::try_from(numbers.len()).unwrap() + 1;
            numbers.entry(*text).or_insert(next);
        }
        let changes: Vec<_> = numbers
            .iter()
            .map(|(text, number)| shared(document(*number, text, "")))
            .collect();
        let (index, folder) = with(&changes);
        Self {
            index,
            numbers,
            _folder: folder,
        }
    }

    /// Without the thesaurus, which would hide what the analysis misses.
    fn finds(&self, query: &str, text: &str) -> bool {
        let wanted = listing(*self.numbers.get(text).unwrap());
        let parsed = Query::parse(query, &Concepts::none());
        let in_memory = !parsed.is_empty() && parsed.matches(&[(TextField::Title, text)]);
        let mut request = ask(Ask::Keywords(Arc::new(parsed)));
        request.filters.only_listings = Some([wanted].into());
        let result = self.index.search(&request, None).unwrap();
        let found = !result.relaxed && result.total == 1;
        assert_eq!(found, in_memory, "index and memory disagree on {query:?} in {text:?}");
        found
    }

    /// What is wrong with a row.
    fn faults(&self, row: &Row) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |query: &str, text: &str, should: bool| {
            if self.finds(query, text) != should {
                let verb = if should { "misses" } else { "finds" };
                faults.push(format!("{query:?} {verb} {text:?}"));
            }
        };
        let mut pairs = |texts: &[&str], should: bool| {
            for query in texts {
                for text in texts.iter().filter(|text| should || *text != query) {
                    check(query, text, should);
                }
            }
        };
        match row {
            Row::Same(texts) => pairs(texts, true),
            Row::Apart(texts) => pairs(texts, false),
            Row::Finds(query, texts) => texts.iter().for_each(|text| check(query, text, true)),
            Row::Misses(query, texts) => texts.iter().for_each(|text| check(query, text, false)),
            Row::Words(text, words) => {
                let found = analyse(text).words;
                let found: Vec<String> = found
                    .iter()
                    .map(|word| format!("{}@{}", word.text, word.position))
                    .collect();
                let found = found.join(" ");
                if found != *words {
                    faults.push(format!("{text:?} is cut into {found:?}, not {words:?}"));
                }
            }
        }
        faults
    }
}

#[test]
fn every_row_holds() {
    let texts = Texts::new();
    let mut faults = Vec::new();
    for (heading, rows) in groups() {
        for row in *rows {
            faults.extend(texts.faults(row).into_iter().map(|fault| format!("{heading}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(groups().map(|(_, rows)| rows.len()).sum::<usize>() >= 300);
}

proptest! {
    #[test]
    fn a_text_is_found_by_itself(text in "[a-z0-2αβμ²⁶①Ⅱ^./_ー・ァ-オんがくう癌蛋白第二相の,。 ]{1,30}") {
        let query = Query::parse(&text, &Concepts::none());
        prop_assert!(query.is_empty() || query.matches(&[(TextField::Body, &text)]), "{}", text);
    }
}
