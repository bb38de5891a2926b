//! Marks the words of a query in a visible text and cuts the best window out of it. The input is what the reader may see;
//! the output is plain segments, no markup, and depends on nothing but text and query.

use super::analysis::{Stream, analyse};
use super::terms::ScoreTerms;
use std::collections::{BTreeMap, HashMap};
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

/// A passage cut out of a text.
pub struct Passage {
    /// Its pieces, in order.
    pub segments: Vec<Segment>,
    /// How much of the query it shows, in units of query weight; 0 if nothing.
    pub worth: f64,
}

/// What a mark shows: a term of the query, or one of the names of a thesaurus entry, all of which together are one thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Term(usize),
    Entry(usize),
}

/// A matching range of bytes, what it shows, and what showing that is worth.
#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    shown: Shown,
    worth: f64,
}

/// The window of about `max_chars` characters with most different query terms, in segments. A text without any is cut
/// from its beginning. A cut end is marked with an ellipsis.
#[must_use]
pub fn highlight(text: &str, terms: &ScoreTerms, max_chars: usize) -> Passage {
    let marks = marks(text, terms);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let Window { from, to, worth } = window(text, &starts, &marks, max_chars.max(1));
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
    Passage { segments, worth }
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
    let shown = |at: usize, label: usize| match terms.labels().get(label) {
        Some(label_of) if label_of.concept.is_some() => Shown::Entry(label),
        _ => Shown::Term(at),
    };
    let wanted: HashMap<(Stream, &str), (Shown, f64)> = terms
        .terms()
        .iter()
        .enumerate()
        .filter(|(_, term)| !term.prefix)
        .map(|(at, term)| ((term.stream, term.text.as_str()), (shown(at, term.label), term.weight)))
        .collect();
    let prefixes = |stream: Stream| -> Vec<(usize, &str)> {
        let terms = terms.terms().iter().enumerate();
        terms
            .filter(|(_, term)| term.prefix && term.stream == stream)
            .map(|(at, term)| (at, term.text.as_str()))
            .collect()
    };
    let analysis = analyse(text);
    let mut marks = Vec::new();
    for stream in Stream::ALL {
        let prefixes = prefixes(stream);
        let begins = |text: &str| prefixes.iter().find(|(_, prefix)| text.starts_with(prefix));
        for token in analysis.stream(stream) {
            if let Some(&(shown, worth)) = wanted.get(&(stream, token.text.as_str())) {
                marks.push(Mark {
                    start: token.start,
                    end: token.end,
                    shown,
                    worth,
                });
            } else if let Some(&(term, prefix)) = begins(&token.text) {
                if stream == Stream::Words {
                    let (start, end) = (token.start, token.end);
                    let shown = Shown::Term(term);
                    marks.push(Mark {
                        start,
                        end,
                        shown,
                        worth: 1.0,
                    });
                    continue;
                }
                let length = text
                    .get(token.start..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8);
                marks.push(Mark {
                    start: token.start,
                    end: token.start + length.max(prefix.len().min(length)),
                    shown: Shown::Term(usize::MAX),
                    worth: 1.0,
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

/// The bytes of a window and what it is worth.
struct Window {
    from: usize,
    to: usize,
    worth: f64,
}

/// What marks are worth together: everything that is shown counts once.
fn worth<'a>(marks: impl Iterator<Item = &'a Mark>) -> f64 {
    let mut shown: BTreeMap<Shown, f64> = BTreeMap::new();
    for mark in marks {
        let most = shown.entry(mark.shown).or_default();
        *most = most.max(mark.worth);
    }
    shown.values().sum()
}

/// The window that starts near a mark and shows most of the query, the earliest of equals.
fn window(text: &str, starts: &[usize], marks: &[Mark], max_chars: usize) -> Window {
    if starts.len() <= max_chars {
        return Window {
            from: 0,
            to: text.len(),
            worth: worth(marks.iter()),
        };
    }
    let byte = |char: usize| starts.get(char).copied().unwrap_or(text.len());
    let mut best = Window {
        from: 0,
        to: byte(max_chars),
        worth: 0.0,
    };
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
        let inside = inside.iter().take_while(|other| other.start < to);
        let worth = worth(inside.filter(|other| other.end <= to));
        if worth > best.worth {
            best = Window { from, to, worth };
        }
    }
    best
}
