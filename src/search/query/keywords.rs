//! A query as a person types it: what must match (stage one), what may match (stage two), what is scored, what is excluded.

use super::clauses::{Clause, clauses};
use super::keys::{Key, keys};
use super::node::{Node, TextPositions};
use super::pattern::{content, pattern};
use super::tokens::weighted;
use crate::search::analysis::{Analysis, analyse, runs};
use crate::search::concepts::{Concepts, EXPANSION_WEIGHT, Found, NARROWER_WEIGHT, Name};
use crate::search::document::TextField;
use crate::search::fields::FieldTokens;
use crate::search::terms::{ScoreTerms, TermsBuilder};
use std::fmt;

/// English words that need not match when there is anything else to match.
const OPTIONAL: [&str; 24] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to", "using",
    "via", "with", "without", "that", "be", "are", "its",
];

/// A typed query, understood. `Debug` shows sizes only.
#[derive(Clone, Default)]
pub struct Query {
    units: Vec<Node>,
    relaxed: Vec<Node>,
    excluded: Vec<Node>,
    terms: ScoreTerms,
}

impl Query {
    /// Understands any text; never fails.
    #[must_use]
    pub fn parse(text: &str, concepts: &Concepts) -> Self {
        let (excluded, wanted): (Vec<Clause>, Vec<Clause>) =
            clauses(text).into_iter().partition(|clause| clause.excluded);
        let mut query = Self {
            excluded: excluded
                .iter()
                .filter_map(|clause| pattern(&clause.text, clause.quoted))
                .collect(),
            ..Self::default()
        };
        let mut terms = TermsBuilder::default();
        for clause in &wanted {
            score(&mut terms, clause);
        }
        let needed: Vec<&Clause> = wanted.iter().filter(|clause| !is_optional(clause)).collect();
        let needed = if needed.is_empty() {
            wanted.iter().collect()
        } else {
            needed
        };
        for group in needed.chunk_by(|a, b| a.quoted == b.quoted) {
            if group.first().is_some_and(|clause| clause.quoted) {
                query
                    .units
                    .extend(group.iter().filter_map(|clause| pattern(&clause.text, true)));
            } else {
                query.plain(group, concepts, &mut terms);
            }
        }
        for clause in &needed {
            query.relaxed.extend(loose(clause));
        }
        query.relaxed.extend(query.units.iter().cloned());
        query.terms = terms.build();
        query
    }

    /// Neighbouring unquoted clauses: thesaurus names may span several.
    fn plain(&mut self, group: &[&Clause], concepts: &Concepts, terms: &mut TermsBuilder) {
        let mut joined = String::new();
        let mut ends = Vec::with_capacity(group.len());
        for clause in group {
            joined.push_str(&clause.text);
            ends.push(joined.len());
            joined.push(' ');
        }
        let keys = keys(&joined);
        let found = concepts.find(&keys);
        let clause_of = |byte: usize| ends.iter().position(|end| byte < *end).unwrap_or_default();
        let mut at = 0;
        while at < group.len() {
            let mut last = at;
            let mut inside = Vec::new();
            for hit in &found {
                let first_clause = keys.get(hit.from).map_or(0, |key| clause_of(key.start));
                let last_clause = keys.get(hit.to.saturating_sub(1)).map_or(0, |key| clause_of(key.start));
                if (at..=last).contains(&first_clause) {
                    last = last.max(last_clause);
                    inside.push(hit);
                }
            }
            let plain = Node::all(
                group
                    .get(at..=last)
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|clause| pattern(&clause.text, false))
                    .collect(),
            );
            let start = at
                .checked_sub(1)
                .and_then(|before| ends.get(before))
                .copied()
                .unwrap_or_default();
            let end = ends.get(last).copied().unwrap_or_default();
            if inside.is_empty() {
                self.units.extend((plain != Node::All(Vec::new())).then_some(plain));
            } else {
                let wide = widened(concepts, &joined, &keys, &inside, start, end);
                self.units.push(Node::any(vec![plain, wide]));
            }
            for hit in inside {
                expand(terms, concepts, hit, &keys, &joined);
            }
            at = last + 1;
        }
    }

    /// Whether nothing was asked that could match anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty() && self.excluded.is_empty()
    }

    /// What is scored.
    #[must_use]
    pub const fn terms(&self) -> &ScoreTerms {
        &self.terms
    }

    /// Whether a text fulfils the query strictly: every clause and no exclusion (saved searches, standing needs).
    #[must_use]
    pub fn matches(&self, texts: &[(TextField, &str)]) -> bool {
        let tokens = FieldTokens::new(texts.iter().copied());
        let text = TextPositions::new(&tokens);
        self.units.iter().all(|unit| unit.matches(&text)) && !self.excluded.iter().any(|node| node.matches(&text))
    }

    /// Stage one.
    pub(in crate::search) fn strict(&self) -> &[Node] {
        &self.units
    }

    /// Stage two; empty if it could not find more than stage one.
    pub(in crate::search) fn relaxed(&self) -> &[Node] {
        if self.relaxed.len() > 1 { &self.relaxed } else { &[] }
    }

    /// What must not match in either stage.
    pub(in crate::search) fn excluded(&self) -> &[Node] {
        &self.excluded
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("units", &self.units.len())
            .field("excluded", &self.excluded.len())
            .finish_non_exhaustive()
    }
}

fn is_optional(clause: &Clause) -> bool {
    !clause.quoted && OPTIONAL.contains(&clause.text.to_lowercase().as_str())
}

/// What one clause adds to the score.
fn score(terms: &mut TermsBuilder, clause: &Clause) {
    let Analysis { words, bigrams } = analyse(&clause.text);
    let label = terms.label(&clause.text, None);
    for token in weighted(&words, &bigrams) {
        terms.add(token.stream, &token.text, token.prefix, token.weight, label);
    }
}

/// What a thesaurus entry adds to the score.
fn expand(terms: &mut TermsBuilder, concepts: &Concepts, hit: &Found<'_>, keys: &[Key], text: &str) {
    let surface = span(keys, hit.from, hit.to)
        .and_then(|(start, end)| text.get(start..end))
        .unwrap_or_default();
    let label = terms.label(surface, Some(&hit.concept.title));
    let mut add = |name: &Name, share: f64| {
        for token in name.terms() {
            terms.add(token.stream, &token.text, token.prefix, token.weight * share, label);
        }
    };
    for name in hit.others(keys) {
        add(name, EXPANSION_WEIGHT);
    }
    for name in concepts.narrower(hit.concept) {
        add(name, NARROWER_WEIGHT);
    }
}

/// The clauses between two bytes with every thesaurus name replaced by all its names.
fn widened(concepts: &Concepts, text: &str, keys: &[Key], found: &[&Found<'_>], start: usize, end: usize) -> Node {
    let mut parts = Vec::new();
    let mut at = start;
    for hit in found {
        let Some((from, to)) = span(keys, hit.from, hit.to) else {
            continue;
        };
        parts.extend(text.get(at..from).and_then(|between| pattern(between, false)));
        let names = hit.concept.names.iter().chain(concepts.narrower(hit.concept));
        parts.push(Node::any(names.filter_map(|name| name.condition().cloned()).collect()));
        at = to;
    }
    parts.extend(
        text.get(at..end)
            .and_then(|rest| pattern(rest, false))
            .filter(|_| at < end),
    );
    Node::all(parts)
}

fn span(keys: &[Key], from: usize, to: usize) -> Option<(usize, usize)> {
    let keys = keys.get(from..to)?;
    Some((keys.first()?.start, keys.iter().map(|key| key.end).max()?))
}

/// The single words of a clause, for stage two.
fn loose(clause: &Clause) -> Vec<Node> {
    let mut out = Vec::new();
    for (cjk, piece) in runs(&clause.text) {
        if cjk {
            for part in content(&piece) {
                let words = analyse(&part).words;
                let long = words.iter().filter(|word| word.text.chars().count() > 1);
                out.extend(long.filter_map(|word| pattern(part.get(word.start..word.end)?, false)));
            }
        } else {
            out.extend(pattern(&piece, false));
        }
    }
    out
}
