//! Brings text into one spelling, character by character, while remembering where each character came from.
//! Folding rules only: cutting into words or bigrams is done by the neighbours.

use super::script::{is_cjk, is_kana, is_katakana, is_mark};
use super::variants::{dash, sequence, single};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A normalised character and the bytes of the original text that it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The normalised, lower-case character.
    pub(super) ch: char,
    /// First byte in the original.
    pub(super) start: usize,
    /// One past the last byte in the original.
    pub(super) end: usize,
}

/// Normalises a text: NFKC, lower case, dashes, joined lines, Japanese spelling variants.
pub(super) fn normalise(text: &str) -> Vec<Cell> {
    fold(&compose(text))
}

/// NFKC by clusters of a base character and its marks; Latin letters lose their accents.
fn compose(text: &str) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((start, ch)) = rest.next() {
        let mut end = start + ch.len_utf8();
        if ch.is_ascii() && rest.peek().is_none_or(|(_, next)| next.is_ascii()) {
            cells.push(Cell {
                ch: ch.to_ascii_lowercase(),
                start,
                end,
            });
            continue;
        }
        let mut marks = 0;
        while marks < 8
            && let Some(&(at, next)) = rest.peek()
            && is_mark(next)
        {
            end = at + next.len_utf8();
            marks += 1;
            rest.next();
        }
        if marks == 0 && is_plain(ch) {
            cells.push(Cell { ch, start, end });
            continue;
        }
        let cluster = text.get(start..end).unwrap_or_default();
        for composed in cluster.nfkc() {
            let ch = single(composed);
            if is_kana(ch) || is_cjk(ch) {
                cells.push(Cell { ch, start, end });
                continue;
            }
            for bare in std::iter::once(ch)
                .nfkd()
                .filter(|c| canonical_combining_class(*c) == 0)
            {
                cells.extend(bare.to_lowercase().map(|ch| Cell { ch, start, end }));
            }
        }
    }
    cells
}

/// Characters that NFKC and our tables leave as they are: the bulk of Japanese text.
const fn is_plain(ch: char) -> bool {
    matches!(ch, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{3001}' | '\u{3002}')
}

/// The rules that look at neighbours.
fn fold(cells: &[Cell]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    while let Some(&cell) = cells.get(at) {
        let ahead = cells.get(at + 1..).unwrap_or_default();
        if is_invisible(cell.ch) {
            at += 1;
        } else if cell.ch.is_whitespace() {
            at += blank(cells, at, &mut out);
        } else if dash(cell.ch) || is_misread_dash(cell.ch, out.last(), ahead.first()) {
            out.push(Cell { ch: '-', ..cell });
            at += 1;
        } else if cell.ch == 'ー' && is_final_bar(&out, ahead.first()) {
            at += 1;
        } else if let Some((taken, spelling)) = sequence(cells.get(at..).unwrap_or_default()) {
            let end = cells.get(at + taken - 1).map_or(cell.end, |last| last.end);
            out.extend(spelling.chars().map(|ch| Cell {
                ch,
                start: cell.start,
                end,
            }));
            at += taken;
        } else {
            out.push(cell);
            at += 1;
        }
    }
    out
}

/// Copies one space for a run of white space, or none where a line was broken inside Japanese or after a hyphen.
/// Returns the length of the run.
fn blank(cells: &[Cell], at: usize, out: &mut Vec<Cell>) -> usize {
    let rest = cells.get(at..).unwrap_or_default();
    let run = rest.iter().take_while(|cell| cell.ch.is_whitespace()).count();
    let broken = rest.iter().take(run).any(|cell| matches!(cell.ch, '\n' | '\r'));
    let before = out.last().map(|cell| cell.ch);
    let after = rest.get(run).map(|cell| cell.ch);
    let inside_japanese = before.is_some_and(is_cjk) && after.is_some_and(is_cjk);
    let hyphenated = before == Some('-')
        && after.is_some_and(char::is_alphabetic)
        && out.iter().rev().nth(1).is_some_and(|cell| cell.ch.is_alphabetic());
    if !(broken && (inside_japanese || hyphenated))
        && let (Some(first), Some(last)) = (rest.first(), rest.get(run.saturating_sub(1)))
    {
        out.push(Cell {
            ch: ' ',
            start: first.start,
            end: last.end,
        });
    }
    run
}

/// A long-vowel bar that cannot be one, since no kana stands before it, is a hyphen (IL‐6 typed or scanned as ILー6).
fn is_misread_dash(ch: char, before: Option<&Cell>, after: Option<&Cell>) -> bool {
    ch == 'ー'
        && before.is_some_and(|cell| cell.ch.is_alphanumeric() && !is_kana(cell.ch) && !is_cjk(cell.ch))
        && after.is_some_and(|cell| cell.ch.is_alphanumeric())
}

/// コンピューター is コンピュータ: a bar at the end of four or more katakana is dropped.
fn is_final_bar(out: &[Cell], after: Option<&Cell>) -> bool {
    let run = out.iter().rev().take(3).take_while(|cell| is_katakana(cell.ch)).count();
    run == 3 && after.is_none_or(|cell| !is_katakana(cell.ch))
}

const fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}
