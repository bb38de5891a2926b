//! Unspaced runs of Japanese as conditions: substrings, and the content between particles.

use super::node::{Node, Phrase};
use crate::search::analysis::script::is_hiragana;
use crate::search::analysis::{Form, Stream, analyse};

/// The three ways of writing cancer; bigrams keep them apart, so a query asks for each.
const CANCER: [&str; 3] = ["がん", "癌", "ガン"];
/// Verbs that only relate what stands beside them.
const RELATING: [&str; 8] = [
    "対する",
    "対して",
    "関する",
    "関して",
    "用いた",
    "用いる",
    "に対する",
    "に関する",
];

/// An unspaced run: as a substring, or, unless exact, by its content between particles.
pub(super) fn run(text: &str, exact: bool) -> Node {
    if CANCER.contains(&text) {
        // As a word only: がん is also the beginning of がんばる.
        return Node::any(vec![Node::token(Stream::Words, "がん"), substring("癌")]);
    }
    let mut ways = vec![substring(text)];
    if text.contains("がん") || text.contains('癌') || text.contains("ガン") {
        let is_word = analyse(text).words.iter().any(|word| word.text == "がん");
        if is_word {
            let plain = CANCER
                .iter()
                .fold(text.to_owned(), |text, spelling| text.replace(spelling, "癌"));
            ways.extend(CANCER.iter().map(|spelling| substring(&plain.replace('癌', spelling))));
        }
    }
    if !exact {
        let content = content(text);
        if content.len() > 1 {
            ways.push(Node::all(content.iter().map(|part| run(part, true)).collect()));
        }
    }
    Node::any(ways)
}

/// The parts of a run between particles and other short words in hiragana.
pub(in crate::search) fn content(text: &str) -> Vec<String> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    for word in analyse(text)
        .words
        .iter()
        .filter(|word| !is_particle(&word.text) && !RELATING.contains(&word.text.as_str()))
    {
        let Some(written) = text.get(word.start..word.end) else {
            continue;
        };
        match parts.last_mut() {
            Some((end, part)) if *end == word.start => {
                part.push_str(written);
                *end = word.end;
            }
            _ => parts.push((word.end, written.to_owned())),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Whether a word is grammar: one or two hiragana, or a common verb ending.
pub(super) fn is_particle(word: &str) -> bool {
    word != "がん"
        && word.chars().all(is_hiragana)
        && (word.chars().count() <= 2
            || matches!(
                word,
                "による" | "ための" | "における" | "および" | "ならびに" | "として" | "に対する" | "された"
            ))
}

/// A run as a row of bigrams: exactly a substring, but for bars that may be left out.
fn substring(text: &str) -> Node {
    let bigrams = analyse(text).bigrams;
    let pairs = bigrams.iter().filter(|pair| pair.form == Form::Original);
    let tokens: Vec<(u32, String)> = pairs.map(|pair| (pair.position, pair.text.to_string())).collect();
    match (tokens.is_empty(), bigrams.first()) {
        (true, Some(only)) => Node::prefix(Stream::Bigrams, &only.text),
        _ => Node::Phrase(Phrase::row(Stream::Bigrams, tokens)),
    }
}
