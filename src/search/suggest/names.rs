//! The names of the thesaurus, which are the same for everyone.

use super::units::katakana;
use super::{is_too_short, key};
use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{Form, analyse};
use crate::search::concepts::Concepts;
use std::collections::BTreeMap;

/// Most names that a beginning is completed to.
pub(super) const MOST_NAMES: usize = 6;

/// Thesaurus names by key, in order, and the words in them.
pub(in crate::search) struct Names {
    names: Vec<(String, String)>,
    /// With the number of names that hold them.
    pub(super) words: BTreeMap<Vec<char>, usize>,
}

impl Names {
    /// Of a thesaurus.
    pub(in crate::search) fn of(concepts: &Concepts) -> Self {
        let names = concepts.names().map(|name| (key(name), name.to_owned()));
        let mut names: Vec<(String, String)> = names.collect();
        names.sort_unstable();
        names.dedup();
        let mut words: BTreeMap<Vec<char>, usize> = BTreeMap::new();
        for (_, name) in &names {
            let latin = analyse(name).words.into_iter();
            let latin = latin.filter(|word| word.form == Form::Original && word.text.is_ascii());
            let latin = latin.map(|word| word.text.chars().collect());
            let katakana = katakana(name).map(|(_, run)| run.chars().collect());
            for word in latin.chain(katakana) {
                *words.entry(word).or_default() += 1;
            }
        }
        Self { names, words }
    }

    /// Names that begin like a text: the writer's language first, then the shortest.
    pub(super) fn beginning(&self, text: &str, japanese: bool) -> Vec<&str> {
        let beginning = key(text);
        if is_too_short(&beginning) {
            return Vec::new();
        }
        let from = self.names.partition_point(|(key, _)| *key < beginning);
        let found = self.names.get(from..).unwrap_or_default().iter();
        let mut found: Vec<&str> = found
            .take_while(|(key, _)| key.starts_with(&beginning))
            .map(|(_, name)| name.as_str())
            .collect();
        found.sort_by_key(|name| (name.chars().any(is_cjk) != japanese, name.chars().count(), *name));
        found.truncate(MOST_NAMES);
        found
    }
}
