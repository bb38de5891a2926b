//! Cuts normalised text into words with the Unicode segmenter, joins hyphenated compounds, adds English stems.

use super::normalise::Cell;
use super::script::{is_cjk, is_hiragana};
use super::variants::greek;
use super::{Form, Token, capped};
use frostem::{Algorithm, Stemmer};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// Longest chain of hyphenated parts that is also indexed as one word.
const MAX_PARTS: usize = 6;

/// A word of the segmenter.
struct Atom {
    text: String,
    first: usize,
    last: usize,
    cjk: bool,
}

/// The word stream.
pub(super) fn words(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(cells.len() / 3);
    let mut position = 0;
    let cells = fold_cancer(cells);
    let atoms = atoms(&cells);
    let mut rest = atoms.as_slice();
    while let Some(chain) = rest
        .get(..chain_length(rest, &cells).max(1))
        .filter(|chain| !chain.is_empty())
    {
        let compound = chain.len() > 1;
        if compound {
            let text: String = chain.iter().map(|atom| atom.text.as_str()).collect();
            push(
                &mut tokens,
                text,
                position,
                u32::try_from(chain.len()).unwrap_or(1),
                span(&cells, chain),
                Form::Joined,
            );
        }
        for atom in chain {
            let form = if compound { Form::Part } else { Form::Original };
            push(
                &mut tokens,
                atom.text.clone(),
                position,
                1,
                span(&cells, std::slice::from_ref(atom)),
                form,
            );
            position += 1;
        }
        rest = rest.get(chain.len()..).unwrap_or_default();
    }
    tokens
}

/// Adds a word and, if it has one that differs, its stem.
fn push(tokens: &mut Vec<Token>, text: String, position: u32, length: u32, (start, end): (usize, usize), form: Form) {
    let text = capped(text);
    let stem = stem(&text);
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

/// The English stem of a word, if it is English and differs from the word.
pub(super) fn stem(word: &str) -> Option<String> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        return None;
    }
    let stem = STEMMER.stem(word);
    (stem != word).then(|| stem.into_owned())
}

/// How many words from here on are parts of one compound such as IL-6 or (CAR)-T.
fn chain_length(atoms: &[Atom], cells: &[Cell]) -> usize {
    let linked = atoms
        .windows(2)
        .take_while(|pair| matches!(pair, [a, b] if !a.cjk && !b.cjk && hyphenated(cells, a.last, b.first)))
        .count();
    if (1..MAX_PARTS).contains(&linked) {
        linked + 1
    } else {
        1
    }
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

/// Writes the kanji for cancer in kana, so that both spellings are cut alike.
fn fold_cancer(cells: &[Cell]) -> Vec<Cell> {
    let mut out = Vec::with_capacity(cells.len());
    for &cell in cells {
        if cell.ch == '癌' {
            out.extend(['が', 'ん'].map(|ch| Cell { ch, ..cell }));
        } else {
            out.push(cell);
        }
    }
    out
}

/// The words as the segmenter sees them, as ranges of cells.
fn atoms(cells: &[Cell]) -> Vec<Atom> {
    let text: String = cells.iter().map(|cell| cell.ch).collect();
    let mut atoms = Vec::new();
    let (mut first, mut byte) = (0, 0);
    let mut chars = text.char_indices().map(|(at, ch)| at + ch.len_utf8());
    for (boundary, kind) in SEGMENTER.segment_str(&text).iter_with_word_type() {
        let piece = text.get(byte..boundary).unwrap_or_default();
        let mut last = first;
        while byte < boundary {
            byte = chars.next().unwrap_or(boundary);
            last += 1;
        }
        if kind.is_word_like() || piece.chars().any(char::is_alphanumeric) {
            let cjk = piece.chars().any(is_cjk);
            let head = cancer_head(piece);
            if head > 0 {
                atoms.push(Atom {
                    text: piece.chars().take(head).collect(),
                    first,
                    last: first + head,
                    cjk,
                });
                first += head;
            }
            let tail: String = piece.chars().skip(head).collect();
            atoms.push(Atom {
                text: spelled(&tail, cjk),
                first,
                last,
                cjk,
            });
        }
        first = last;
    }
    atoms
}

/// How many characters stand before がん at the end of a compound such as 肺がん, so that がん is a word of its own.
fn cancer_head(word: &str) -> usize {
    match word.strip_suffix("がん") {
        Some(head) if head.chars().last().is_some_and(|ch| is_cjk(ch) && !is_hiragana(ch)) => head.chars().count(),
        _ => 0,
    }
}

/// A word as it is indexed: Greek letters by name, thousands without commas, cancer in hiragana.
fn spelled(word: &str, cjk: bool) -> String {
    if word.is_ascii() {
        return if word.contains(',') {
            word.replace(',', "")
        } else {
            word.to_owned()
        };
    }
    if cjk {
        return if word == "ガン" {
            "がん".to_owned()
        } else {
            word.to_owned()
        };
    }
    let mut out = String::with_capacity(word.len() + 8);
    for ch in word.chars() {
        match greek(ch) {
            Some(name) => out.push_str(name),
            None => out.push(ch),
        }
    }
    if out == "μ" { "mu".to_owned() } else { out }
}
