//! How often terms occur: a table with the terms in order, one after the other, because there are a great many of them.

use super::error::SearchError;
use super::number::{count, index};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Numbers by term. No `Debug`: terms are text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Frequencies {
    terms: String,
    /// Where each term ends, and its number.
    entries: Vec<(u32, u32)>,
}

impl Frequencies {
    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn term(&self, place: usize) -> Option<&str> {
        let end = |place: usize| self.entries.get(place).map(|(end, _)| index(*end));
        let start = place.checked_sub(1).map_or(Some(0), end)?;
        self.terms.get(start..end(place)?)
    }

    /// Adds a term, which must come after those that are there.
    pub(super) fn push(&mut self, term: &str, number: u32) -> Result<(), SearchError> {
        let last = self.len().checked_sub(1).and_then(|last| self.term(last));
        if last.is_some_and(|last| last >= term) {
            return Err(SearchError::Statistics("terms are not in order"));
        }
        self.terms.push_str(term);
        self.entries.push((count(self.terms.len()), number));
        Ok(())
    }

    /// The number of a term that is listed.
    pub(super) fn get(&self, term: &str) -> Option<u32> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.term(middle)?.cmp(term) {
                Ordering::Equal => return self.entries.get(middle).map(|(_, number)| *number),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The terms in order with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(place, (_, number))| Some((self.term(place)?, *number)))
    }
}

impl From<BTreeMap<&str, u32>> for Frequencies {
    fn from(terms: BTreeMap<&str, u32>) -> Self {
        let mut out = Self::default();
        for (term, number) in terms {
            out.terms.push_str(term);
            out.entries.push((count(out.terms.len()), number));
        }
        out.terms.shrink_to_fit();
        out.entries.shrink_to_fit();
        out
    }
}
