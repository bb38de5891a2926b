//! Cuts unspaced runs into overlapping pairs. A phrase of pairs is exactly a substring of a run.

use super::normalise::{Cell, normalise};
use super::script::{is_cjk, is_katakana};
use super::{Form, Token};
use compact_str::CompactString;

/// The pairs of every unspaced run, and the last character of each run alone. Runs are one position apart. A long-vowel bar at
/// the end of katakana takes no position of its own: エラー防止 is エラ, then ラー and ラ防 at one place, so that it is found with and
/// without what stands before or behind it.
pub(super) fn bigrams(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(cells.len());
    let mut position = 0;
    let mut at = 0;
    while at < cells.len() {
        let run = run(cells, &mut at);
        for (at, sign) in run.iter().enumerate() {
            let next = run.get(at + 1);
            let end = next.map_or(sign.cell.end, |next| next.cell.end);
            let text: CompactString = std::iter::once(sign.cell.ch)
                .chain(next.map(|next| next.cell.ch))
                .collect();
            let form = if next.is_some() { Form::Original } else { Form::Last };
            if let Some(form) = sign.barred {
                tokens.push(token(
                    [sign.cell.ch, 'ー'].iter().collect(),
                    position,
                    sign.cell,
                    sign.cell.end,
                    form,
                ));
            }
            tokens.push(token(text, position, sign.cell, end, form));
            position += 1;
        }
        position += u32::from(!run.is_empty());
    }
    tokens
}

fn token(text: CompactString, position: u32, first: Cell, end: usize, form: Form) -> Token {
    Token {
        text,
        position,
        length: 1,
        start: first.start,
        end,
        form,
    }
}

/// A character of a run.
struct Sign {
    cell: Cell,
    /// A bar follows that ends a word: part of it if the word is short, else dropped.
    barred: Option<Form>,
}

/// Reads the next run, or what stands before it.
fn run(cells: &[Cell], at: &mut usize) -> Vec<Sign> {
    let mut run: Vec<Sign> = Vec::new();
    while let Some(&cell) = cells.get(*at) {
        let links = is_link(cells, *at);
        if !is_cjk(cell.ch) && !links {
            break;
        }
        *at += 1;
        let next = cells
            .get(*at)
            .filter(|_| !is_link(cells, *at))
            .or_else(|| cells.get(*at + 1));
        let goes_on = next.is_some_and(|next| is_katakana(next.ch));
        match run.last_mut() {
            _ if links => {}
            Some(last) if cell.ch == 'ー' && is_katakana(last.cell.ch) && last.cell.ch != 'ー' && !goes_on => {
                last.barred = Some(Form::Original);
                last.cell.end = cell.end;
            }
            _ => {
                run.push(Sign {
                    cell,
                    barred: (cell.bar && !goes_on).then_some(Form::Joined),
                });
                if cell.bar && goes_on {
                    run.push(Sign {
                        cell: Cell { ch: 'ー', ..cell },
                        barred: None,
                    });
                }
            }
        }
    }
    if run.is_empty() {
        *at += 1;
    }
    run
}

/// Whether a dot or hyphen stands within a foreign name: ギラン・バレー is also written ギランバレー.
fn is_link(cells: &[Cell], at: usize) -> bool {
    let is_katakana_at = |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| is_katakana(cell.ch));
    cells.get(at).is_some_and(|cell| matches!(cell.ch, '・' | '-' | '='))
        && is_katakana_at(at.checked_sub(1))
        && is_katakana_at(Some(at + 1))
}

/// The normalised text as pieces: unspaced runs, and everything between them, with `true` for the runs. Bars stand as written.
pub(in crate::search) fn runs(text: &str) -> Vec<(bool, String)> {
    let cells = normalise(text);
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let inside = is_cjk(cell.ch) || is_link(&cells, at);
        let chars = std::iter::once(cell.ch).chain(cell.bar.then_some('ー'));
        match pieces.last_mut() {
            Some((before, piece)) if *before == inside => piece.extend(chars),
            _ => pieces.push((inside, chars.collect())),
        }
    }
    pieces
}
