//! Turns a piece of text into the condition that a listing contains it: unspaced runs as substrings, words by stem,
//! hyphenated compounds in every way of writing them.

use super::compounds::{divisions, each, is_spaced, row};
use super::node::Node;
use super::unspaced::{is_particle, run};
use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{GREEK_NAMES, analyse, roman, runs};

/// Beginnings of English words that are also written apart.
const PREFIXES: [&str; 8] = ["anti", "non", "pre", "post", "co", "pro", "multi", "sub"];

/// The condition that a text occurs; `None` if nothing of it can be searched. An `exact` text is a quoted phrase: words
/// as written and in a row.
pub(in crate::search) fn pattern(text: &str, exact: bool) -> Option<Node> {
    let mut parts = Vec::new();
    let words = analyse(text).words;
    if exact {
        let stretches = words.chunk_by(|a, b| is_spaced(a) == is_spaced(b));
        parts.extend(
            stretches
                .filter(|words| words.first().is_some_and(is_spaced))
                .filter_map(row),
        );
    } else {
        parts.extend(each(&words));
    }
    let pieces = runs(text);
    for (_, piece) in pieces.iter().filter(|(cjk, _)| *cjk) {
        // The の of IL-6の is in nearly every text, and looking for it alone costs more than the rest of the query.
        if !exact && pieces.len() > 1 && is_particle(piece) {
            continue;
        }
        parts.push(run(piece, exact));
    }
    (!parts.is_empty()).then(|| Node::all(parts))
}

/// Neighbouring texts that may be one name, written together or apart: TNF alpha, 100 mg.
pub(super) fn together(texts: &[&str]) -> Option<Node> {
    let ways = divisions(texts.len()).into_iter().filter_map(|lengths| {
        let mut rest = texts;
        let mut words = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (word, others) = rest.split_at_checked(length)?;
            words.push(word.concat());
            rest = others;
        }
        unquoted(&words.join(" "))
    });
    let ways: Vec<Node> = ways.collect();
    (!ways.is_empty()).then(|| Node::any(ways))
}

/// Whether two neighbouring texts may be one name.
pub(super) fn may_be_one(text: &str, next: &str) -> bool {
    let (text, next) = (text.to_lowercase(), next.to_lowercase());
    let (Some(last), Some(first)) = (text.chars().next_back(), next.chars().next()) else {
        return false;
    };
    let plain = |ch: char| ch.is_alphanumeric() && !is_cjk(ch);
    let greek = |ch: char| matches!(ch, '\u{370}'..='\u{3FF}' | 'µ');
    let name = |text: &str| GREEK_NAMES.contains(&text) || text.chars().nth(1).is_none();
    let short = |text: &str| text.chars().any(|ch| ch.is_ascii_digit()) && text.chars().nth(3).is_none();
    roman(&next).is_some()
        || plain(last)
            && plain(first)
            && (last.is_numeric() != first.is_numeric()
                || greek(last)
                || greek(first)
                || name(&text)
                || name(&next)
                || short(&next)
                || GREEK_NAMES.iter().any(|name| next.starts_with(name))
                || PREFIXES.contains(&text.as_str()))
}

/// A text as typed or, since a colon may have been meant as an unknown field's, as words.
pub(super) fn unquoted(text: &str) -> Option<Node> {
    let ways = [pattern(text, false), apart(text).and_then(|text| pattern(&text, false))];
    let ways: Vec<Node> = ways.into_iter().flatten().collect();
    (!ways.is_empty()).then(|| Node::any(ways))
}

/// A text without its colons, if it has any.
pub(super) fn apart(text: &str) -> Option<String> {
    text.contains([':', '：']).then(|| text.replace([':', '：'], " "))
}
