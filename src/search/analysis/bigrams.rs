//! Cuts unspaced runs into overlapping pairs. A phrase of pairs is exactly a substring of a run.

use super::normalise::{Cell, normalise};
use super::script::is_cjk;
use super::{Form, Token};

/// The pairs of every unspaced run, and the last character of each run alone. Runs are one position apart.
pub(super) fn bigrams(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut position = 0;
    for run in cells.chunk_by(|a, b| is_cjk(a.ch) == is_cjk(b.ch)) {
        let Some(last) = run.last().filter(|cell| is_cjk(cell.ch)) else {
            continue;
        };
        for pair in run.windows(2) {
            if let [first, second] = pair {
                let text = [first.ch, second.ch].iter().collect();
                tokens.push(Token {
                    text,
                    position,
                    length: 1,
                    start: first.start,
                    end: second.end,
                    form: Form::Original,
                });
                position += 1;
            }
        }
        tokens.push(Token {
            text: last.ch.to_string(),
            position,
            length: 1,
            start: last.start,
            end: last.end,
            form: Form::Last,
        });
        position += 2;
    }
    tokens
}

/// The normalised text as pieces: unspaced runs, and everything between them, with `true` for the runs.
pub(in crate::search) fn runs(text: &str) -> Vec<(bool, String)> {
    normalise(text)
        .chunk_by(|a, b| is_cjk(a.ch) == is_cjk(b.ch))
        .map(|run| {
            (
                run.first().is_some_and(|cell| is_cjk(cell.ch)),
                run.iter().map(|cell| cell.ch).collect(),
            )
        })
        .collect()
}
