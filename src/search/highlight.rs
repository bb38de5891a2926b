//! Marks the words of a query in a visible text and cuts the best window out of it. The input is what the reader may see;
//! the output is plain segments, no markup, and depends on nothing but text and query.

use super::analysis::{Stream, analyse};
use super::terms::ScoreTerms;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// The usual length of a snippet, in characters.
pub const SNIPPET_CHARS: usize = 120;

/// A piece of a snippet.
#[derive(Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text as it stands in the field.
    pub text: String,
    /// Whether it matches the query.
    pub hit: bool,
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment")
            .field("hit", &self.hit)
            .finish_non_exhaustive()
    }
}

/// A matching range of bytes; `term` tells equal terms.
#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    term: usize,
}

/// The window of about `max_chars` characters with most different query terms, in segments. A text without any is cut
/// from its beginning. A cut end is marked with an ellipsis.
#[must_use]
pub fn highlight(text: &str, terms: &ScoreTerms, max_chars: usize) -> Vec<Segment> {
    let marks = marks(text, terms);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let (from, to) = window(text, &starts, &marks, max_chars.max(1));
    let mut segments = Vec::new();
    push(&mut segments, if from > 0 { "…" } else { "" }, false);
    let mut at = from;
    for mark in merged(&marks) {
        let (start, end) = (mark.start.max(at), mark.end.min(to));
        if start < end {
            push(&mut segments, text.get(at..start).unwrap_or_default(), false);
            push(&mut segments, text.get(start..end).unwrap_or_default(), true);
            at = end;
        }
    }
    push(&mut segments, text.get(at..to).unwrap_or_default(), false);
    push(&mut segments, if to < text.len() { "…" } else { "" }, false);
    segments
}

fn push(segments: &mut Vec<Segment>, text: &str, hit: bool) {
    match segments.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => segments.push(Segment {
            text: text.to_owned(),
            hit,
        }),
    }
}

/// Where the query's terms stand. A pair of characters counts only beside a matching word or another matching pair, so
/// that half of a word is not marked.
fn marks(text: &str, terms: &ScoreTerms) -> Vec<Mark> {
    let wanted: HashMap<(Stream, &str), usize> = terms
        .terms()
        .iter()
        .enumerate()
        .filter(|(_, term)| !term.prefix)
        .map(|(at, term)| ((term.stream, term.text.as_str()), at))
        .collect();
    let prefixes: Vec<&str> = terms
        .terms()
        .iter()
        .filter(|term| term.prefix)
        .map(|term| term.text.as_str())
        .collect();
    let analysis = analyse(text);
    let mut marks = Vec::new();
    for stream in Stream::ALL {
        for token in analysis.stream(stream) {
            if let Some(&term) = wanted.get(&(stream, token.text.as_str())) {
                marks.push(Mark {
                    start: token.start,
                    end: token.end,
                    term,
                });
            } else if stream == Stream::Bigrams
                && let Some(prefix) = prefixes.iter().find(|prefix| token.text.starts_with(**prefix))
            {
                let length = text
                    .get(token.start..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8);
                marks.push(Mark {
                    start: token.start,
                    end: token.start + length.max(prefix.len().min(length)),
                    term: usize::MAX,
                });
            }
        }
    }
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks
}

/// Marks without overlap.
fn merged(marks: &[Mark]) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => out.push(*mark),
        }
    }
    out
}

/// The bytes of the window: the one that starts near a mark and holds most different terms, the earliest of equals.
fn window(text: &str, starts: &[usize], marks: &[Mark], max_chars: usize) -> (usize, usize) {
    if starts.len() <= max_chars {
        return (0, text.len());
    }
    let byte = |char: usize| starts.get(char).copied().unwrap_or(text.len());
    let mut best = (0, 0, byte(max_chars));
    let mut tried = None;
    for mark in marks {
        let char = starts.partition_point(|start| *start < mark.start);
        if tried == Some(char) {
            continue;
        }
        tried = Some(char);
        let first = char
            .saturating_sub(max_chars / 4)
            .min(starts.len().saturating_sub(max_chars));
        let (from, to) = (byte(first), byte(first + max_chars));
        let inside = marks
            .get(marks.partition_point(|other| other.start < from)..)
            .unwrap_or_default();
        let terms: HashSet<usize> = inside
            .iter()
            .take_while(|other| other.start < to)
            .filter(|other| other.end <= to)
            .map(|other| other.term)
            .collect();
        if terms.len() > best.0 {
            best = (terms.len(), from, to);
        }
    }
    (best.1, best.2)
}
