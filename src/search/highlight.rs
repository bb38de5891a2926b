//! Marks the words of a query in a visible text and cuts the best window out of it. The input is what the reader may see;
//! the output is plain segments, no markup, and depends on nothing but text and query.

use super::analysis::{GREEK_NAMES, Stream, Token, analyse, greek_letter};
use super::passage::{Mark, Passage, Shown, Window, cut, window};
use super::request::MatchedTerm;
use super::terms::{Label, ScoreTerm, ScoreTerms};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The usual length of a snippet, in characters.
pub const SNIPPET_CHARS: usize = 120;

/// Characters of a word by which a place is found where it may stand: few, since a word is written in several ways.
const CLUE: usize = 3;
/// The same of a word with digits (IL-6 is the word il6), and of unspaced scripts.
const SHORT_CLUE: usize = 2;

/// So many places that may be the best are looked at closely.
const TRIED: usize = 2;

/// Where a text may show much of a query.
struct Promise {
    /// No window that begins here shows more.
    most: f64,
    /// The place of the text.
    text: usize,
    /// Its first byte.
    from: usize,
    /// One past its last byte.
    to: usize,
}

/// Marks what one query asked for, in one text after the other.
pub struct Highlighter<'a> {
    /// Finds beginnings of what is wanted in a text as it is written.
    clues: Option<AhoCorasick>,
    /// What the words are worth together that begin with each of the clues.
    promised: Vec<f64>,
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
        let (mut wanted, mut prefixes, mut clues) = (HashMap::new(), Vec::new(), BTreeMap::<_, f64>::new());
        for (at, term) in terms.terms().iter().enumerate().filter(|(_, term)| is_wanted(term)) {
            for clue in clues_of(&term.text).collect::<BTreeSet<_>>() {
                *clues.entry(clue).or_default() += if term.prefix { 1.0 } else { term.weight };
            }
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
                .build(clues.keys())
                .ok(),
            promised: clues.into_values().collect(),
            wanted,
            prefixes,
        }
    }

    /// The best passage of some texts, with the text's place among them: the window of about `max_chars` characters with most
    /// different query terms, the first of equals. Where none shows any, the beginning of the first text. A cut end is marked
    /// with an ellipsis.
    ///
    /// To analyse whole texts takes longer than the search that found them. So the places are looked for that have most
    /// beginnings of wanted words as they are written, and a few are analysed, the most promising first; all of the texts only
    /// if those show nothing: with another spelling, say.
    #[must_use]
    pub fn best<'t>(&self, texts: impl Iterator<Item = &'t str>, max_chars: usize) -> Option<(usize, Passage)> {
        let texts: Vec<&str> = texts.collect();
        let mut best: Option<(usize, Window)> = None;
        for promise in self.promises(&texts, max_chars) {
            let worth = best.map_or(0.0, |(_, window)| window.worth);
            if promise.most <= worth {
                break;
            }
            let text = texts.get(promise.text).copied().unwrap_or_default();
            let window = window(text, &self.marks_within(text, promise.from, promise.to), max_chars);
            if window.worth > worth {
                best = Some((promise.text, window));
            }
        }
        if let Some((place, window)) = best {
            let text = texts.get(place).copied().unwrap_or_default();
            return Some((
                place,
                cut(text, &self.marks_within(text, window.from, window.to), window),
            ));
        }
        let mut best: Option<(usize, Passage)> = None;
        for (place, text) in texts.into_iter().enumerate() {
            let marks = self.marks(text);
            let window = window(text, &marks, max_chars);
            if best.as_ref().is_none_or(|(_, best)| window.worth > best.worth) {
                best = Some((place, cut(text, &marks, window)));
            }
        }
        best
    }

    /// The places that may show most, the most promising first, then in order; none twice.
    fn promises(&self, texts: &[&str], max_chars: usize) -> Vec<Promise> {
        let Some(clues) = &self.clues else {
            return Vec::new();
        };
        let (mut promises, mut found) = (Vec::new(), Vec::new());
        let mut times = vec![0_u32; self.promised.len()];
        for (place, text) in texts.iter().enumerate() {
            found.clear();
            found.extend(clues.find_overlapping_iter(text));
            found.sort_by_key(aho_corasick::Match::start);
            // As many bytes as so many characters of this text usually have.
            let reach = max_chars.saturating_mul(text.len()) / text.chars().count().max(1);
            let worth = |clue: usize| self.promised.get(clue).copied().unwrap_or_default();
            let (mut most, mut end) = (0.0, 0);
            for (at, first) in found.iter().enumerate() {
                let mut entering = found.get(end..).unwrap_or_default().iter();
                while let Some(clue) = entering.next().filter(|next| next.end() <= first.start() + reach) {
                    if let Some(times) = times.get_mut(clue.pattern().as_usize()) {
                        most += if *times == 0 {
                            worth(clue.pattern().as_usize())
                        } else {
                            0.0
                        };
                        *times += 1;
                    }
                    end += 1;
                }
                if end > at {
                    promises.push(Promise {
                        most,
                        text: place,
                        from: first.start(),
                        to: found.get(end - 1).map_or(first.end(), aho_corasick::Match::end),
                    });
                    if let Some(times) = times.get_mut(first.pattern().as_usize()) {
                        *times -= 1;
                        most -= if *times == 0 {
                            worth(first.pattern().as_usize())
                        } else {
                            0.0
                        };
                    }
                } else {
                    end = at + 1;
                }
            }
        }
        promises.sort_by(|a, b| b.most.total_cmp(&a.most).then((a.text, a.from).cmp(&(b.text, b.from))));
        let mut chosen: Vec<Promise> = Vec::with_capacity(TRIED);
        for promise in promises {
            let overlaps =
                |other: &Promise| other.text == promise.text && other.from < promise.to && promise.from < other.to;
            if !chosen.iter().any(overlaps) {
                chosen.push(promise);
                if chosen.len() == TRIED {
                    break;
                }
            }
        }
        chosen
    }

    /// The marks of the clauses around a part of a text.
    fn marks_within(&self, text: &str, from: usize, to: usize) -> Vec<Mark> {
        let (from, to) = (clause_start(text, from), clause_end(text, to));
        let mut marks = self.marks(text.get(from..to).unwrap_or_default());
        for mark in &mut marks {
            mark.start += from;
            mark.end += from;
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

/// Where the clause begins that a place is in: no word and no compound goes beyond the ends of a clause.
fn clause_start(text: &str, place: usize) -> usize {
    let mut next = text.get(place..).and_then(|rest| rest.chars().next());
    let before = text.get(..place).unwrap_or_default();
    for (at, ch) in before.char_indices().rev() {
        if ends_clause(ch, next) {
            return at + ch.len_utf8();
        }
        next = Some(ch);
    }
    0
}

/// Where the clause ends that is going on at a place.
fn clause_end(text: &str, place: usize) -> usize {
    let mut rest = text.get(place..).unwrap_or_default().char_indices().peekable();
    while let Some((at, ch)) = rest.next() {
        if ends_clause(ch, rest.peek().map(|(_, next)| *next)) {
            return place + at + ch.len_utf8();
        }
    }
    text.len()
}

/// Whether a clause ends with a character: a Japanese comma or full stop, or a Western one that a space follows.
const fn ends_clause(ch: char, next: Option<char>) -> bool {
    match ch {
        '。' | '、' | '！' | '？' => true,
        '.' | ',' | ';' | '!' | '?' => matches!(next, Some(' ')),
        _ => false,
    }
}
