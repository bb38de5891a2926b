//! What of a title can be suggested: words of spaced scripts, and stretches of unspaced ones from each word's beginning.

use super::key;
use crate::search::analysis::script::{is_cjk, is_katakana};
use crate::search::analysis::{Form, analyse, runs};
use crate::search::query::content;
use std::collections::BTreeSet;

/// Parts the key from what is shown.
const SHOWN: char = '\u{1E}';
/// Fewest letters of a word.
const LEAST_LETTERS: usize = 3;
/// Most characters of a stretch.
const MOST_CHARS: usize = 24;
/// Words of grammar that nobody looks for.
const GRAMMAR: [&str; 16] = [
    "and", "are", "for", "from", "into", "its", "that", "the", "their", "this", "through", "using", "via", "which",
    "with", "without",
];

/// The terms under which a title is suggested: each key with what is shown, unless that is the key, and the keys of words
/// alone, for telling near spellings.
pub(in crate::search) fn title_terms(title: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let (words, stretches) = units(title);
    for shown in words {
        let key = key(&shown);
        terms.insert(completion(&key, &shown));
        terms.insert(key);
    }
    terms.extend(stretches.iter().map(|shown| completion(&key(shown), shown)));
    terms
}

fn completion(key: &str, shown: &str) -> String {
    format!("{key}{SHOWN}{}", if shown == key { "" } else { shown })
}

/// The key of a term of a title and what it shows; `None` if it is a word's key alone.
pub(super) fn completed(term: &str) -> Option<(&str, &str)> {
    let (key, shown) = term.split_once(SHOWN)?;
    Some((key, if shown.is_empty() { key } else { shown }))
}

/// Words, and stretches of Japanese from a word on.
fn units(title: &str) -> (Vec<String>, Vec<String>) {
    let (mut words, mut stretches) = (Vec::new(), Vec::new());
    for word in analyse(title).words {
        let is_word = matches!(word.form, Form::Original | Form::Joined) && !word.text.chars().any(is_cjk);
        if is_word
            && word.text.chars().count() >= LEAST_LETTERS
            && word.text.chars().any(char::is_alphabetic)
            && !GRAMMAR.contains(&word.text.as_str())
        {
            words.extend(title.get(word.start..word.end).map(str::to_owned));
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
                    stretches.push(stretch);
                }
            }
            words.extend(katakana(&part).map(|(_, run)| run.to_owned()));
        }
    }
    (words, stretches)
}

/// The stretches of katakana in a text that are long enough to be a word, with their places.
pub(super) fn katakana(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let edges = text.split(|ch| !is_katakana(ch));
    edges
        .filter(|run| run.chars().count() >= 4)
        .map(|run| (run.as_ptr().addr() - text.as_ptr().addr(), run))
}
