//! Cuts a passage out of a text: the window that shows most of a query, with its marks.

use std::collections::BTreeMap;
use std::fmt;

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
pub(super) enum Shown {
    Term(usize),
    Entry(usize),
}

/// A matching range of bytes, what it shows, and what showing that is worth.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shown: Shown,
    pub(super) worth: f64,
}

/// The bytes of a window and what it is worth.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) worth: f64,
}

/// A window of a text with its marks, which are in order. A cut end is marked with an ellipsis.
pub(super) fn cut(text: &str, marks: &[Mark], Window { from, to, worth }: Window) -> Passage {
    let mut segments = Vec::new();
    push(&mut segments, if from > 0 { "…" } else { "" }, false);
    let mut at = from;
    for mark in merged(marks) {
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

/// What marks are worth together: everything that is shown counts once.
fn worth<'a>(marks: impl Iterator<Item = &'a Mark>) -> f64 {
    let mut shown: BTreeMap<Shown, f64> = BTreeMap::new();
    for mark in marks {
        let most = shown.entry(mark.shown).or_default();
        *most = most.max(mark.worth);
    }
    shown.values().sum()
}

/// The window of about `max_chars` characters that starts near a mark and shows most of the query, the earliest of equals; where
/// there are no marks, the beginning.
pub(super) fn window(text: &str, marks: &[Mark], max_chars: usize) -> Window {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
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
