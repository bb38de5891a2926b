//! Marks the words of a query in a visible text and cuts the best window out of it. The input is what the reader may see;
//! the output is plain segments, no markup, and depends on nothing but text and query.

use super::analysis::{Stream, Token, analyse};
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

/// Marks what one query asked for, in one text after the other.
pub struct Highlighter<'a> {
    /// By stream and text: what a token shows, and its worth.
    wanted: HashMap<(Stream, &'a str), (Shown, f64)>,
    /// Beginnings that were asked for, with the places of their terms.
    prefixes: Vec<(Stream, usize, &'a str)>,
}

impl<'a> Highlighter<'a> {
    /// For the terms of a query.
    #[must_use]
    pub fn new(terms: &'a ScoreTerms) -> Self {
        let shown = |at: usize, label: usize| match terms.labels().get(label) {
            Some(label_of) if label_of.concept.is_some() => Shown::Entry(label),
            _ => Shown::Term(at),
        };
        let (mut wanted, mut prefixes) = (HashMap::new(), Vec::new());
        for (at, term) in terms.terms().iter().enumerate() {
            if term.prefix {
                prefixes.push((term.stream, at, term.text.as_str()));
            } else {
                wanted.insert((term.stream, term.text.as_str()), (shown(at, term.label), term.weight));
            }
        }
        Self { wanted, prefixes }
    }

    /// The window of about `max_chars` characters with most different query terms, in segments. A text without any is cut
    /// from its beginning. A cut end is marked with an ellipsis.
    #[must_use]
    pub fn passage(&self, text: &str, max_chars: usize) -> Passage {
        let marks = self.marks(text);
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

    /// Where the query's terms stand. A pair of characters counts only beside a matching word or another matching pair, so
    /// that half of a word is not marked.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let analysis = analyse(text);
        let mut marks = Vec::new();
        for stream in Stream::ALL {
            for token in analysis.stream(stream) {
                marks.extend(self.mark(stream, token, text));
            }
        }
        marks.sort_by_key(|mark| (mark.start, mark.end));
        marks
    }

    fn mark(&self, stream: Stream, token: &Token, text: &str) -> Option<Mark> {
        let mark = |end: usize, shown: Shown, worth: f64| Mark {
            start: token.start,
            end,
            shown,
            worth,
        };
        if let Some(&(shown, worth)) = self.wanted.get(&(stream, token.text.as_str())) {
            return Some(mark(token.end, shown, worth));
        }
        let (_, term, _) = self
            .prefixes
            .iter()
            .find(|(of, _, prefix)| *of == stream && token.text.starts_with(prefix))?;
        if stream == Stream::Words {
            return Some(mark(token.end, Shown::Term(*term), 1.0));
        }
        // Of a pair of characters that begins with the one that was asked for, that one.
        let first = text.get(token.start..)?.chars().next()?;
        Some(mark(token.start + first.len_utf8(), Shown::Term(usize::MAX), 1.0))
    }
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
