//! Marks the words of a query in a visible text and cuts the best window out of it. The input is what the reader may see;
//! the output is plain segments, no markup, and depends on nothing but text and query.

use super::analysis::{GREEK_NAMES, Stream, Token, analyse, greek_letter};
use super::request::MatchedTerm;
use super::terms::{Label, ScoreTerm, ScoreTerms};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// Characters of a word by which a place is found where it may stand: few, since a word is written in several ways.
const CLUE: usize = 3;
/// The same of a word with digits (IL-6 is the word il6), and of unspaced scripts.
const SHORT_CLUE: usize = 2;

/// After so many clauses the rest of a text is analysed in one piece.
const MOST_CLAUSES: usize = 64;

/// Marks what one query asked for, in one text after the other.
pub struct Highlighter<'a> {
    /// Finds beginnings of what is wanted in a text as it is written.
    clues: Option<AhoCorasick>,
    /// By stream and text: what a token shows, and its worth.
    wanted: HashMap<(Stream, &'a str), (Shown, f64)>,
    /// Beginnings that were asked for, with the places of their terms.
    prefixes: Vec<(Stream, usize, &'a str)>,
}

impl<'a> Highlighter<'a> {
    /// For the terms of a query.
    #[must_use]
    pub fn new(terms: &'a ScoreTerms) -> Self {
        Self::of(terms, |_| true)
    }

    /// For those terms of a query that are named in an explanation.
    #[must_use]
    pub fn explaining(terms: &'a ScoreTerms, named: &[MatchedTerm]) -> Self {
        let is_named = |label: &Label| {
            let mut named = named.iter();
            named.any(|named| named.surface == label.surface && named.concept == label.concept)
        };
        let named: Vec<bool> = terms.labels().iter().map(is_named).collect();
        Self::of(terms, |term| named.get(term.label).copied().unwrap_or_default())
    }

    fn of(terms: &'a ScoreTerms, is_wanted: impl Fn(&ScoreTerm) -> bool) -> Self {
        let shown = |at: usize, label: usize| match terms.labels().get(label) {
            Some(label_of) if label_of.concept.is_some() => Shown::Entry(label),
            _ => Shown::Term(at),
        };
        let (mut wanted, mut prefixes, mut clues) = (HashMap::new(), Vec::new(), BTreeSet::new());
        for (at, term) in terms.terms().iter().enumerate().filter(|(_, term)| is_wanted(term)) {
            clues.extend(clues_of(&term.text));
            if term.prefix {
                prefixes.push((term.stream, at, term.text.as_str()));
            } else {
                wanted.insert((term.stream, term.text.as_str()), (shown(at, term.label), term.weight));
            }
        }
        Self {
            // Built for one query and a few texts: quickly. If it cannot be, every place is looked at.
            clues: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .ascii_case_insensitive(true)
                .build(clues)
                .ok(),
            wanted,
            prefixes,
        }
    }

    /// The best passage of some texts, with the text's place among them: the window of about `max_chars` characters with most
    /// different query terms, the first of equals. Where none shows any, the beginning of the first text. A cut end is marked
    /// with an ellipsis.
    ///
    /// To analyse whole texts takes longer than the search that found them. So clauses are analysed that hold the beginning of
    /// a wanted word as it is written, and all of the texts only if that shows nothing: with another spelling, say.
    #[must_use]
    pub fn best<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone, max_chars: usize) -> Option<(usize, Passage)> {
        let best_by = |marks: &dyn Fn(&str) -> Vec<Mark>| {
            let mut best: Option<(usize, Passage)> = None;
            for (place, text) in texts.clone().enumerate() {
                let passage = cut(text, &marks(text), max_chars);
                if best.as_ref().is_none_or(|(_, best)| passage.worth > best.worth) {
                    best = Some((place, passage));
                }
            }
            best
        };
        match best_by(&|text| self.marks_at_clues(text)) {
            Some(best) if best.1.worth > 0.0 => Some(best),
            _ => best_by(&|text| self.marks(text)),
        }
    }

    /// The marks of those clauses that may have some.
    fn marks_at_clues(&self, text: &str) -> Vec<Mark> {
        let Some(clues) = &self.clues else {
            return self.marks(text);
        };
        let (mut marks, mut seen, mut clauses) = (Vec::new(), 0, 0);
        for found in clues.find_iter(text) {
            if found.start() < seen {
                continue;
            }
            clauses += 1;
            let (from, to) = if clauses < MOST_CLAUSES {
                clause(text, seen, found.start())
            } else {
                (seen, text.len())
            };
            seen = to;
            let here = self.marks(text.get(from..to).unwrap_or_default()).into_iter();
            marks.extend(here.map(|mark| Mark {
                start: mark.start + from,
                end: mark.end + from,
                ..mark
            }));
        }
        marks
    }

    /// Where the query's terms stand. A pair of characters counts only beside a matching word or another matching pair, so
    /// that half of a word is not marked.
    fn marks(&self, text: &str) -> Vec<Mark> {
        if self.wanted.is_empty() && self.prefixes.is_empty() {
            return Vec::new();
        }
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

/// The beginning of a word that also stands in most of its spellings.
fn clue(word: &str) -> &str {
    let is_long = word.len() > CLUE && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let most = if is_long { CLUE } else { SHORT_CLUE };
    let end = word.char_indices().nth(most).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or_default()
}

/// The beginnings by which a word is looked for as it may be written.
fn clues_of(word: &str) -> impl Iterator<Item = String> {
    let clue = clue(word).to_owned();
    let british = clue
        .is_ascii()
        .then(|| ["ae", "oe"].map(|long| clue.replacen('e', long, 1)));
    let cancer = word.contains("がん").then(|| ["癌", "ガン"].map(str::to_owned));
    let greek = GREEK_NAMES.iter().filter(|name| word.contains(**name));
    let greek = greek.filter_map(|name| greek_letter(name)).map(String::from);
    let others = british
        .into_iter()
        .chain(cancer)
        .flatten()
        .chain(greek)
        .collect::<Vec<_>>();
    others.into_iter().chain([clue])
}

/// The clause around a place, not before `least`: no word and no compound goes beyond its ends.
fn clause(text: &str, least: usize, place: usize) -> (usize, usize) {
    let (before, after) = (
        text.get(least..place).unwrap_or_default(),
        text.get(place..).unwrap_or_default(),
    );
    let from = ends(before).last().map_or(least, |end| least + end);
    let to = ends(after).next().map_or(text.len(), |end| place + end);
    (from, to)
}

/// Where clauses end: behind a Japanese comma or full stop, or a Western one that a space follows.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, ch) = rest.next()?;
            let ends = match ch {
                '。' | '、' | '！' | '？' => true,
                '.' | ',' | ';' | '!' | '?' => rest.peek().is_some_and(|(_, next)| *next == ' '),
                _ => false,
            };
            if ends {
                return Some(at + ch.len_utf8());
            }
        }
    })
}

/// The best window of a text with its marks.
fn cut(text: &str, marks: &[Mark], max_chars: usize) -> Passage {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let Window { from, to, worth } = window(text, &starts, marks, max_chars.max(1));
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
