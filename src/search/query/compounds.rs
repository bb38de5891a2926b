//! Words of a spaced script as conditions: by stem, and compounds in every way of writing them.

use super::node::{Node, Phrase};
use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{Form, GREEK_NAMES, Stream, Token, stem as stem_from};

/// Most pieces of a word or compound that are put together in every way.
const MAX_PIECES: usize = 4;
/// Beginnings of English words that are also written apart, and with which few other words begin.
const APART: [&str; 4] = ["anti", "non", "post", "multi"];

/// Words in any order, each by stem and in every way of writing a compound.
pub(super) fn each(words: &[Token]) -> Vec<Node> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_spaced(word)) {
        let pieces = match word.form {
            Form::Original => {
                let pieces = pieces(&word.text);
                if pieces.len() == 1 {
                    out.push(Node::token(Stream::Words, stem_of(words, at)));
                    continue;
                }
                pieces.into_iter().map(|piece| (piece.to_owned(), None)).collect()
            }
            Form::Joined => parts(words, word),
            Form::Stem | Form::Part | Form::Last => continue,
        };
        let mut ways = vec![Node::token(Stream::Words, stem_of(words, at))];
        ways.extend(rows(&pieces));
        out.push(Node::any(ways));
    }
    out
}

/// A part of a compound, and its stem if that is not made from its letters alone.
type Piece = (String, Option<String>);

/// The parts of a compound, each cut further if that does not make too many.
fn parts(words: &[Token], compound: &Token) -> Vec<Piece> {
    let places = compound.position..compound.position + compound.length;
    let parts = words
        .iter()
        .enumerate()
        .filter(|(_, part)| part.form == Form::Part && places.contains(&part.position));
    let parts: Vec<Piece> = parts
        .map(|(at, part)| (part.text.to_string(), Some(stem_of(words, at).to_owned())))
        .collect();
    let finer = parts.iter().flat_map(|part| match pieces(&part.0).as_slice() {
        [_] => vec![part.clone()],
        several => several.iter().map(|piece| ((*piece).to_owned(), None)).collect(),
    });
    let finer: Vec<Piece> = finer.collect();
    if finer.len() <= MAX_PIECES { finer } else { parts }
}

/// Every way of writing pieces in two words or more; too many only each apart.
fn rows(pieces: &[Piece]) -> Vec<Node> {
    let divisions = if pieces.len() <= MAX_PIECES {
        divisions(pieces.len())
    } else {
        vec![vec![1; pieces.len()]]
    };
    let divisions = divisions
        .into_iter()
        .filter(|lengths| lengths.len() > 1 || pieces.len() == 1);
    let rows = divisions.map(|lengths| {
        let mut rest = pieces;
        let mut tokens = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (word, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let token = match word {
                [(text, stem)] => stem
                    .clone()
                    .or_else(|| stem_from(text).map(String::from))
                    .unwrap_or_else(|| text.clone()),
                _ => {
                    let text: String = word.iter().map(|(text, _)| text.as_str()).collect();
                    stem_from(&text).map_or(text, String::from)
                }
            };
            tokens.push(token);
            rest = others;
        }
        Node::Phrase(Phrase::row(Stream::Words, (0..).zip(tokens).collect()))
    });
    rows.collect()
}

/// Every way to divide a row of so many into stretches: the length of each. All apart comes first.
pub(super) fn divisions(count: usize) -> Vec<Vec<usize>> {
    let Some(before) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let mut out = Vec::new();
    for lengths in divisions(before) {
        out.push(lengths.iter().copied().chain([1]).collect());
        if let Some((last, rest)) = lengths.split_last() {
            out.push(rest.iter().copied().chain([last + 1]).collect());
        }
    }
    out
}

/// The stem that follows a word, or the word.
fn stem_of(words: &[Token], at: usize) -> &str {
    let stem = words.get(at + 1).filter(|next| next.form == Form::Stem);
    // The digits of a Roman numeral follow its stem, and mean more.
    let digits = words
        .get(at + 2)
        .filter(|next| stem.is_some() && next.form == Form::Stem);
    digits
        .or(stem)
        .or_else(|| words.get(at))
        .map_or("", |token| token.text.as_str())
}

/// A word cut between letters and digits and beside the name of a Greek letter: il, 6; tgf, beta, 1; 3.5, mg. Not at all if
/// that would make too many pieces.
fn pieces(word: &str) -> Vec<&str> {
    let is_number = |ch: char| ch.is_ascii_digit() || ch == '.';
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|ch| is_number(ch) != is_number(first)).unwrap_or(rest.len());
        let (piece, others) = rest.split_at_checked(end).unwrap_or((rest, ""));
        cut(piece, &mut out);
        rest = others;
    }
    if out.len() > MAX_PIECES { vec![word] } else { out }
}

/// Cuts letters beside the name of a Greek letter, and a prefix that is also written apart from what follows.
fn cut<'a>(letters: &'a str, out: &mut Vec<&'a str>) {
    let place = GREEK_NAMES.iter().find_map(|name| {
        let at = letters.find(name)?;
        let edge = at == 0 || at + name.len() == letters.len();
        // A short name within a word is no letter: it is the beta of alphabet.
        (letters.len() > name.len() && (edge || name.len() >= 5)).then(|| at..at + name.len())
    });
    let place = place.or_else(|| {
        let prefix = APART.iter().find(|prefix| letters.starts_with(**prefix))?;
        (letters.len() >= prefix.len() + 5).then_some(0..prefix.len())
    });
    match place {
        Some(place) => {
            out.extend(letters.get(..place.start).filter(|head| !head.is_empty()));
            out.extend(letters.get(place.clone()));
            if let Some(tail) = letters.get(place.end..).filter(|tail| !tail.is_empty()) {
                cut(tail, out);
            }
        }
        None => out.push(letters),
    }
}

/// A word of a spaced script.
pub(super) fn is_spaced(word: &Token) -> bool {
    !word.text.chars().any(is_cjk)
}

/// Words as written, in a row; compounds either apart or joined.
pub(super) fn row(words: &[Token]) -> Option<Node> {
    let apart = words
        .iter()
        .filter(|word| matches!(word.form, Form::Original | Form::Part));
    let first = words.first()?.position;
    let apart: Vec<_> = apart
        .map(|word| (word.position.saturating_sub(first), word.text.to_string()))
        .collect();
    let joined = words
        .iter()
        .filter(|word| matches!(word.form, Form::Original | Form::Joined));
    let joined: Vec<_> = (0..).zip(joined.map(|word| word.text.to_string())).collect();
    (!apart.is_empty()).then(|| {
        Node::any(
            [apart, joined]
                .map(|tokens| Node::Phrase(Phrase::row(Stream::Words, tokens)))
                .to_vec(),
        )
    })
}
