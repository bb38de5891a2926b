//! The word stream: joins hyphenated compounds, adds English stems and the digits of Roman numerals.

use super::atoms::{Atom, atoms, fold_cancer};
use super::normalise::Cell;
use super::numerals::numeral;
use super::spelling::american;
use super::variants::GREEK_NAMES;
use super::{Form, Token, capped};
use compact_str::{CompactString, ToCompactString, format_compact};
use frostem::{Algorithm, Stemmer};
use std::sync::LazyLock;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Longest chain of hyphenated parts that is also indexed as one word.
const MAX_PARTS: usize = 6;

/// The word stream.
pub(super) fn words(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(cells.len() / 3);
    let mut position = 0;
    let cells = fold_cancer(cells);
    let atoms = atoms(&cells);
    let mut at = 0;
    let mut before: Option<(CompactString, usize)> = None;
    while let Some(chain) = atoms
        .get(at..)
        .and_then(|rest| rest.get(..chain_length(rest, &cells)))
        .filter(|chain| !chain.is_empty())
    {
        let compound = (2..=MAX_PARTS).contains(&chain.len());
        let shared = before
            .as_ref()
            .and_then(|(name, end)| shared_name(name, &cells, *end, chain));
        if compound {
            let length = u32::try_from(chain.len()).unwrap_or(1);
            push(
                &mut tokens,
                joined(chain),
                chain.last().is_some_and(|atom| atom.plural),
                position,
                length,
                span(&cells, chain),
                Form::Joined,
            );
        }
        if let Some(name) = &shared {
            let span = span(&cells, chain.get(..1).unwrap_or_default());
            push(&mut tokens, name.clone(), false, position, 1, span, Form::Joined);
        }
        for (number, atom) in chain.iter().enumerate() {
            let form = if compound || number == 0 && shared.is_some() {
                Form::Part
            } else {
                Form::Original
            };
            let span = span(&cells, std::slice::from_ref(atom));
            push(&mut tokens, atom.text.clone(), atom.plural, position, 1, span, form);
            if let Some(digits) = numeral(&atoms, at + number, &cells) {
                tokens.push(Token {
                    text: digits.into(),
                    position,
                    length: 1,
                    start: span.0,
                    end: span.1,
                    form: Form::Stem,
                });
            }
            position += 1;
        }
        let end = chain.last().filter(|last| !last.cjk).map(|last| last.last);
        let sharing = end.filter(|end| cells.get(*end).is_some_and(|cell| cell.ch == '/'));
        before = sharing.map(|end| (shared.unwrap_or_else(|| joined(chain)), end));
        at += chain.len();
    }
    tokens
}

/// The parts of a compound written together; numbers alone keep a hyphen, since 1-3 is not 13.
fn joined(chain: &[Atom]) -> CompactString {
    let numbers = chain.iter().all(|atom| atom.text.bytes().all(|b| b.is_ascii_digit()));
    let mut all = CompactString::default();
    for (number, atom) in chain.iter().enumerate() {
        if numbers && number > 0 {
            all.push('-');
        }
        all.push_str(&atom.text);
    }
    all
}

/// The BRCA2 of BRCA1/2: what the first part of a compound means after a name and a slash.
fn shared_name(name: &str, cells: &[Cell], end: usize, chain: &[Atom]) -> Option<CompactString> {
    let first = chain.first()?;
    if !matches!(cells.get(end..first.first), Some([only]) if only.ch == '/') {
        return None;
    }
    let head = if first.text.len() <= 2 && first.text.bytes().all(|b| b.is_ascii_digit()) {
        let head = name.trim_end_matches(|ch: char| ch.is_ascii_digit());
        (head.len() < name.len()).then_some(head)?
    } else if GREEK_NAMES.contains(&first.text.as_str()) {
        GREEK_NAMES.iter().find_map(|greek| name.strip_suffix(greek))?
    } else {
        return None;
    };
    let plain = head.len() >= 2 && head.bytes().any(|b| b.is_ascii_alphabetic());
    plain.then(|| format_compact!("{head}{}", first.text))
}

/// Adds a word and, if it has one that differs, its stem.
fn push(
    tokens: &mut Vec<Token>,
    text: CompactString,
    plural: bool,
    position: u32,
    length: u32,
    (start, end): (usize, usize),
    form: Form,
) {
    let text = capped(text);
    let singular = text.strip_suffix('s').filter(|_| plural);
    let stem = match singular {
        Some(singular) => stem(singular).or_else(|| Some(singular.to_compact_string())),
        None => stem(&text),
    };
    tokens.push(Token {
        text,
        position,
        length,
        start,
        end,
        form,
    });
    if let Some(text) = stem {
        tokens.push(Token {
            text,
            position,
            length,
            start,
            end,
            form: Form::Stem,
        });
    }
}

/// The English stem of a word in American spelling, if it is English and differs from the word.
pub(in crate::search) fn stem(word: &str) -> Option<CompactString> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return None;
    }
    let american = american(word);
    let stem = STEMMER.stem(american.as_deref().unwrap_or(word));
    (stem != word).then(|| CompactString::from(stem))
}

/// How many words from here on hang together, as in IL-6 or (CAR)-T.
fn chain_length(atoms: &[Atom], cells: &[Cell]) -> usize {
    let linked = atoms
        .windows(2)
        .take_while(
            |pair| matches!(pair, [a, b] if !a.cjk && !b.cjk && (b.linked || hyphenated(cells, a.last, b.first))),
        )
        .count();
    linked + 1
}

/// Whether nothing but a hyphen, perhaps beside a bracket, stands between two words.
fn hyphenated(cells: &[Cell], left: usize, right: usize) -> bool {
    match cells.get(left..right) {
        Some([only]) => only.ch == '-',
        Some([a, b]) => matches!((a.ch, b.ch), (')' | ']', '-') | ('-', '(' | '[')),
        _ => false,
    }
}

fn span(cells: &[Cell], chain: &[Atom]) -> (usize, usize) {
    let start = chain
        .first()
        .and_then(|atom| cells.get(atom.first))
        .map_or(0, |cell| cell.start);
    let end = chain
        .last()
        .and_then(|atom| cells.get(atom.last.saturating_sub(1)))
        .map_or(start, |cell| cell.end);
    (start, end)
}
