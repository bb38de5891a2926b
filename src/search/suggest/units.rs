//! What of a title can be suggested: words of spaced scripts, and stretches of unspaced ones from each word's beginning.

use super::key;
use crate::search::analysis::script::{is_cjk, is_katakana};
use crate::search::analysis::{Form, analyse, runs};
use crate::search::query::content;
use std::collections::BTreeSet;

/// Parts the key from what is shown.
pub(super) const SHOWN: char = '\u{1E}';
/// Fewest letters of a word.
const LEAST_LETTERS: usize = 3;
/// Most characters of a stretch.
const MOST_CHARS: usize = 24;
/// Words of grammar that nobody looks for.
const GRAMMAR: [&str; 16] = [
    "and", "are", "for", "from", "into", "its", "that", "the", "their", "this", "through", "using", "via", "which",
    "with", "without",
];

/// The terms under which a title is suggested: each key alone, for telling near spellings, and with what is shown.
pub(in crate::search) fn title_terms(title: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for shown in units(title) {
        let key = key(&shown);
        terms.insert(format!("{key}{SHOWN}{shown}"));
        terms.insert(key);
    }
    terms
}

fn units(title: &str) -> Vec<String> {
    let mut units = Vec::new();
    for word in analyse(title).words {
        let is_word = matches!(word.form, Form::Original | Form::Joined) && !word.text.chars().any(is_cjk);
        if is_word
            && word.text.chars().count() >= LEAST_LETTERS
            && word.text.chars().any(char::is_alphabetic)
            && !GRAMMAR.contains(&word.text.as_str())
        {
            units.extend(title.get(word.start..word.end).map(str::to_owned));
        }
    }
    for (cjk, run) in runs(title) {
        for part in if cjk { content(&run) } else { Vec::new() } {
            for word in analyse(&part).words {
                let stretch: String = part
                    .get(word.start..)
                    .unwrap_or_default()
                    .chars()
                    .take(MOST_CHARS)
                    .collect();
                if word.form == Form::Original && stretch.chars().nth(1).is_some() {
                    units.push(stretch);
                }
            }
            units.extend(katakana(&part).map(|(_, run)| run.to_owned()));
        }
    }
    units
}

/// The stretches of katakana in a text that are long enough to be a word, with their places.
pub(super) fn katakana(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let edges = text.split(|ch| !is_katakana(ch));
    edges
        .filter(|run| run.chars().count() >= 4)
        .map(|run| (run.as_ptr().addr() - text.as_ptr().addr(), run))
}
