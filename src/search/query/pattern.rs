//! Turns a piece of text into the condition that a listing contains it: unspaced runs as substrings, words by stem,
//! hyphenated compounds in every way of writing them.

use super::node::{Node, Phrase};
use crate::search::analysis::script::{is_cjk, is_hiragana};
use crate::search::analysis::{Form, Stream, Token, analyse, runs};

/// The three ways of writing cancer; bigrams keep them apart, so a query asks for each.
const CANCER: [&str; 3] = ["がん", "癌", "ガン"];

/// The condition that a text occurs; `None` if nothing of it can be searched. An `exact` text is a quoted phrase: words
/// as written and in a row.
pub(in crate::search) fn pattern(text: &str, exact: bool) -> Option<Node> {
    let mut parts = Vec::new();
    let pieces = runs(text);
    for (cjk, piece) in &pieces {
        // The の of IL-6の is in nearly every text, and looking for it alone costs more than the rest of the query.
        if *cjk && !exact && pieces.len() > 1 && is_particle(piece) {
            continue;
        }
        if *cjk {
            parts.push(run(piece, exact));
        } else {
            let words = analyse(piece).words;
            if exact {
                parts.extend(row(&words))
            } else {
                parts.extend(each(&words))
            }
        }
    }
    (!parts.is_empty()).then(|| Node::all(parts))
}

/// An unspaced run: as a substring, or, unless exact, by its content between particles.
fn run(text: &str, exact: bool) -> Node {
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
    for word in analyse(text).words.iter().filter(|word| !is_particle(&word.text)) {
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

/// A run as a row of bigrams: exactly a substring.
fn substring(text: &str) -> Node {
    let chars: Vec<char> = text.chars().collect();
    if let [only] = chars.as_slice() {
        return Node::prefix(Stream::Bigrams, &only.to_string());
    }
    let tokens = (0..)
        .zip(chars.windows(2))
        .map(|(at, pair)| (at, pair.iter().collect()))
        .collect();
    Node::Phrase(Phrase::row(Stream::Bigrams, tokens))
}

/// Words in any order, each by stem and in every way of writing a compound.
fn each(words: &[Token]) -> Vec<Node> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.text.chars().any(is_cjk) {
            continue;
        }
        match word.form {
            Form::Original => {
                let mut ways = vec![Node::token(Stream::Words, stem_of(words, at))];
                ways.extend(split(&word.text));
                out.push(Node::any(ways));
            }
            Form::Joined => {
                let parts = words.iter().filter(|part| {
                    part.form == Form::Part && (word.position..word.position + word.length).contains(&part.position)
                });
                let tokens = parts
                    .map(|part| (part.position - word.position, part.text.clone()))
                    .collect();
                out.push(Node::any(vec![
                    Node::token(Stream::Words, &word.text),
                    Node::Phrase(Phrase::row(Stream::Words, tokens)),
                ]));
            }
            Form::Stem | Form::Part | Form::Last => {}
        }
    }
    out
}

/// The stem that follows a word, or the word.
fn stem_of(words: &[Token], at: usize) -> &str {
    let stem = words.get(at + 1).filter(|next| next.form == Form::Stem);
    stem.or_else(|| words.get(at)).map_or("", |token| token.text.as_str())
}

/// IL6 is also found where it is written "IL 6" or "IL-6-induced".
fn split(word: &str) -> Option<Node> {
    let cut = word.find(|ch: char| ch.is_ascii_digit()).filter(|cut| *cut > 0)?;
    let (letters, digits) = word.split_at_checked(cut)?;
    let plain = letters.chars().all(char::is_alphabetic) && digits.chars().all(|ch| ch.is_ascii_digit());
    let tokens = vec![(0, letters.to_owned()), (1, digits.to_owned())];
    plain.then_some(Node::Phrase(Phrase::row(Stream::Words, tokens)))
}

/// Words as written, in a row; compounds either apart or joined.
fn row(words: &[Token]) -> Option<Node> {
    let apart = words
        .iter()
        .filter(|word| matches!(word.form, Form::Original | Form::Part));
    let apart: Vec<_> = apart.map(|word| (word.position, word.text.clone())).collect();
    let joined = words
        .iter()
        .filter(|word| matches!(word.form, Form::Original | Form::Joined));
    let joined: Vec<_> = (0..).zip(joined.map(|word| word.text.clone())).collect();
    (!apart.is_empty()).then(|| {
        Node::any(
            [apart, joined]
                .map(|tokens| Node::Phrase(Phrase::row(Stream::Words, tokens)))
                .to_vec(),
        )
    })
}
