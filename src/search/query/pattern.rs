//! Turns a piece of text into the condition that a listing contains it: unspaced runs as substrings, words by stem,
//! hyphenated compounds in every way of writing them.

use super::node::{Node, Phrase};
use crate::search::analysis::script::{is_cjk, is_hiragana};
use crate::search::analysis::{Form, GREEK_NAMES, Stream, Token, analyse, roman, runs, stem as stem_from};

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
/// Most pieces of a word or compound that are put together in every way.
const MAX_PIECES: usize = 4;
/// Beginnings of English words that are also written apart.
const PREFIXES: [&str; 8] = ["anti", "non", "pre", "post", "co", "pro", "multi", "sub"];
/// Those of them with which few other words begin.
const APART: [&str; 4] = ["anti", "non", "post", "multi"];

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

/// Words in any order, each by stem and in every way of writing a compound.
fn each(words: &[Token]) -> Vec<Node> {
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
fn divisions(count: usize) -> Vec<Vec<usize>> {
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
fn is_spaced(word: &Token) -> bool {
    !word.text.chars().any(is_cjk)
}

/// Words as written, in a row; compounds either apart or joined.
fn row(words: &[Token]) -> Option<Node> {
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
