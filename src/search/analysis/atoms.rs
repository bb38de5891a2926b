//! Cuts normalised text into words: the Unicode segmenter's, cut further where it sees no end, each as it is indexed.

use super::normalise::Cell;
use super::script::{is_cjk, is_hiragana};
use super::variants::greek;
use compact_str::CompactString;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// A word of the segmenter.
pub(super) struct Atom {
    pub(super) text: CompactString,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) cjk: bool,
    /// Only a dot, colon or low line parts it from the word before.
    pub(super) linked: bool,
    /// An abbreviation in the plural: MSCs.
    pub(super) plural: bool,
}

/// Writes the kanji for cancer in kana, so that both spellings are cut alike.
pub(super) fn fold_cancer(cells: &[Cell]) -> Vec<Cell> {
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
pub(super) fn atoms(cells: &[Cell]) -> Vec<Atom> {
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
        if (kind.is_word_like() || piece.chars().any(char::is_alphanumeric)) && piece.chars().any(|ch| ch != 'ー') {
            if piece.chars().any(is_cjk) {
                japanese(piece, first, last, &mut atoms);
            } else {
                spaced(cells, first, last, &mut atoms);
            }
        }
        first = last;
    }
    atoms
}

/// Adds a word with unspaced characters; cancer at its end is a word of its own.
fn japanese(piece: &str, mut first: usize, last: usize, atoms: &mut Vec<Atom>) {
    let mut push = |text: CompactString, first: usize, last: usize| {
        atoms.push(Atom {
            text: if text == "ガン" {
                CompactString::const_new("がん")
            } else {
                text
            },
            first,
            last,
            cjk: true,
            linked: false,
            plural: false,
        });
    };
    let head = cancer_head(piece);
    if head > 0 {
        push(piece.chars().take(head).collect(), first, first + head);
        first += head;
    }
    push(piece.chars().skip(head).collect(), first, last);
}

/// Adds a word of a spaced script, in parts where the segmenter sees no end: E.coli, TP53_HUMAN, EGFR:T790M.
fn spaced(cells: &[Cell], first: usize, last: usize, atoms: &mut Vec<Atom>) {
    let is_digit = |at: usize| cells.get(at).is_some_and(|cell| cell.ch.is_ascii_digit());
    let mut start = first;
    for at in first..=last {
        let ends = at == last
            || cells.get(at).is_some_and(|cell| matches!(cell.ch, '.' | ':' | '_'))
                && !(at > first && is_digit(at - 1) && is_digit(at + 1));
        if !ends {
            continue;
        }
        if let Some(word) = cells.get(start..at).filter(|word| !word.is_empty()) {
            atoms.push(Atom {
                text: spelled(word),
                first: start,
                last: at,
                cjk: false,
                linked: start > first,
                plural: is_plural(word),
            });
        }
        start = at + 1;
    }
}

/// Whether an abbreviation stands in the plural: two capitals or more, and a small s behind the last of them or a digit.
fn is_plural(word: &[Cell]) -> bool {
    let Some(([.., before], last)) = word.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    last.ch == 's'
        && !last.upper
        && (before.upper || before.ch.is_ascii_digit())
        && word.iter().filter(|cell| cell.upper).count() >= 2 - usize::from(before.ch.is_ascii_digit())
}

/// How many characters stand before がん at the end of a compound such as 肺がん, so that がん is a word of its own.
fn cancer_head(word: &str) -> usize {
    match word.strip_suffix("がん") {
        Some(head) if head.chars().last().is_some_and(|ch| is_cjk(ch) && !is_hiragana(ch)) => head.chars().count(),
        _ => 0,
    }
}

/// A word as it is indexed: Greek letters by name, thousands without commas.
fn spelled(word: &[Cell]) -> CompactString {
    let mut out = CompactString::default();
    for (at, cell) in word.iter().enumerate() {
        match cell.ch {
            ',' => {}
            // The prefix of units is also typed as u; alone the letter has its name.
            'μ' if word.get(at + 1).is_some_and(|next| next.ch.is_alphabetic()) => out.push('u'),
            'μ' => out.push_str("mu"),
            ch => match greek(ch) {
                Some(name) => out.push_str(name),
                None => out.push(ch),
            },
        }
    }
    out
}
