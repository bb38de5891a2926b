//! From items to conditions and scored terms: neighbouring words are looked up in the thesaurus together.

use super::clauses::Clause;
use super::keys::keys;
use super::node::Node;
use super::pattern::{apart, may_be_one, pattern, together, unquoted};
use super::tokens::weighted;
use super::tree::{Item, What};
use super::unspaced::content;
use super::widening::{expand, widened};
use super::words::Field;
use crate::search::analysis::script::is_cjk;
use crate::search::analysis::{Analysis, Form, Stream, analyse, runs};
use crate::search::concepts::{Concepts, Found};
use crate::search::terms::TermsBuilder;

/// English words that need not match when there is anything else to match.
const OPTIONAL: [&str; 24] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to", "using",
    "via", "with", "without", "that", "be", "are", "its",
];
/// Most clauses that are read as one name.
const MAX_NAME: usize = 3;
/// Fewest letters before a star that stands for their continuation.
const LEAST_OPEN: usize = 3;

/// Makes conditions, and collects what their thesaurus names add to the score.
pub(super) struct Lowering<'a> {
    pub(super) concepts: &'a Concepts,
    pub(super) terms: TermsBuilder,
}

impl Lowering<'_> {
    /// What must match, one condition for each unit.
    pub(super) fn needed(&mut self, items: &[Item]) -> Vec<Node> {
        let needed = without_optional(items);
        let mut out = Vec::new();
        for run in needed.chunk_by(|item, next| is_neighbour(item, next)) {
            let Some(first) = run.first() else { continue };
            let mut nodes = self.run(run).into_iter();
            if first.or
                && let Some(next) = nodes.next()
            {
                let ways = out.pop().into_iter().chain([next]);
                out.push(Node::any(ways.collect()));
            }
            out.extend(nodes);
        }
        out
    }

    /// What must not match, one condition for each excluded item.
    pub(super) fn excluded(&mut self, items: &[Item]) -> Vec<Node> {
        let excluded = items.iter().filter(|item| item.excluded);
        excluded.filter_map(|item| self.unwanted(item)).collect()
    }

    /// What is excluded is taken as written: the thesaurus must not take away more than was asked for.
    fn unwanted(&mut self, item: &Item) -> Option<Node> {
        match &item.what {
            What::Clause(clause) => as_written(clause, item.field),
            What::Group(items) => {
                let concepts = Concepts::none();
                let mut plain = Lowering {
                    concepts: &concepts,
                    terms: TermsBuilder::default(),
                };
                plain.group(items)
            }
        }
    }

    fn run(&mut self, run: &[&Item]) -> Vec<Node> {
        let Some(first) = run.first() else { return Vec::new() };
        let clauses: Vec<&Clause> = run
            .iter()
            .filter_map(|item| match &item.what {
                What::Clause(clause) => Some(clause),
                What::Group(_) => None,
            })
            .collect();
        match &first.what {
            What::Group(items) => self.group(items).into_iter().collect(),
            What::Clause(clause) if is_plain(clause) => {
                let nodes = self.plain(&clauses).into_iter();
                nodes.map(|node| within(node, first.field)).collect()
            }
            What::Clause(clause) => as_written(clause, first.field).into_iter().collect(),
        }
    }

    fn group(&mut self, items: &[Item]) -> Option<Node> {
        let wanted = self.needed(items);
        let excluded = self.excluded(items);
        if excluded.is_empty() {
            return (!wanted.is_empty()).then(|| Node::all(wanted));
        }
        Some(Node::Except(Box::new(Node::all(wanted)), excluded))
    }

    /// Neighbouring unquoted clauses: thesaurus names may span several.
    fn plain(&mut self, group: &[&Clause]) -> Vec<Node> {
        let mut units = Vec::new();
        let mut joined = String::new();
        let mut ends = Vec::with_capacity(group.len());
        for clause in group {
            joined.push_str(&clause.text);
            ends.push(joined.len());
            joined.push(' ');
        }
        let keys = keys(&joined);
        let found = self.concepts.find(&keys);
        let clause_of = |byte: usize| ends.iter().position(|end| byte < *end).unwrap_or_default();
        let clause_of_hit = |hit: &Found<'_>| keys.get(hit.from).map_or(0, |key| clause_of(key.start));
        let mut at = 0;
        while at < group.len() {
            let mut last = at;
            let mut inside = Vec::new();
            for hit in &found {
                let first_clause = clause_of_hit(hit);
                let last_clause = keys.get(hit.to.saturating_sub(1)).map_or(0, |key| clause_of(key.start));
                if (at..=last).contains(&first_clause) {
                    last = last.max(last_clause);
                    inside.push(hit);
                }
            }
            if inside.is_empty() {
                last = name_end(group, at, |next| found.iter().all(|hit| clause_of_hit(hit) != next));
            }
            let plain = Node::all(names(group.get(at..=last).unwrap_or_default()));
            let start = at
                .checked_sub(1)
                .and_then(|before| ends.get(before))
                .copied()
                .unwrap_or_default();
            let end = ends.get(last).copied().unwrap_or_default();
            if inside.is_empty() {
                units.extend((plain != Node::All(Vec::new())).then_some(plain));
            } else {
                let wide = widened(self.concepts, &joined, &keys, &inside, start, end);
                units.push(Node::any(vec![plain, wide]));
            }
            for hit in inside {
                expand(&mut self.terms, self.concepts, hit, &keys, &joined);
            }
            at = last + 1;
        }
        units
    }

    /// What one clause adds to the score.
    pub(super) fn score(&mut self, clause: &Clause) {
        let label = self.terms.label(&clause.text, None);
        if let Some(beginning) = beginning(clause) {
            self.terms.add(Stream::Words, &beginning, true, 1.0, label);
            return;
        }
        for text in [Some(clause.text.clone()), apart(&clause.text)].into_iter().flatten() {
            let Analysis { words, bigrams } = analyse(&text);
            for token in weighted(&words, &bigrams) {
                self.terms
                    .add(token.stream, &token.text, token.prefix, token.weight, label);
            }
        }
    }
}

/// The last clause of the name that begins at a place; no clause that `joins` refuses.
fn name_end(group: &[&Clause], at: usize, joins: impl Fn(usize) -> bool) -> usize {
    let mut last = at;
    while last - at + 1 < MAX_NAME
        && let (Some(clause), Some(next)) = (group.get(last), group.get(last + 1))
        && may_be_one(&clause.text, &next.text)
        && joins(last + 1)
    {
        last += 1;
    }
    last
}

/// What clauses ask for, those that may be one name together.
fn names(group: &[&Clause]) -> Vec<Node> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < group.len() {
        let last = name_end(group, at, |_| true);
        let texts: Vec<&str> = group
            .get(at..=last)
            .unwrap_or_default()
            .iter()
            .map(|clause| clause.text.as_str())
            .collect();
        out.extend(together(&texts));
        at = last + 1;
    }
    out
}

/// The wanted items without words of grammar, unless there is nothing else.
pub(super) fn without_optional(items: &[Item]) -> Vec<&Item> {
    let wanted: Vec<&Item> = items.iter().filter(|item| !item.excluded).collect();
    let needed: Vec<&Item> = wanted.iter().copied().filter(|item| !is_optional(item)).collect();
    if needed.is_empty() { wanted } else { needed }
}

fn is_optional(item: &Item) -> bool {
    matches!(&item.what, What::Clause(clause) if is_plain(clause) && OPTIONAL.contains(&clause.text.to_lowercase().as_str()))
}

/// Whether the thesaurus may take two items for one name.
fn is_neighbour(item: &Item, next: &Item) -> bool {
    let plain = |item: &Item| matches!(&item.what, What::Clause(clause) if is_plain(clause));
    plain(item) && plain(next) && item.field == next.field && !next.or && !next.apart
}

/// Neither quoted nor open-ended.
fn is_plain(clause: &Clause) -> bool {
    !clause.quoted && beginning(clause).is_none()
}

fn within(node: Node, field: Option<Field>) -> Node {
    match field {
        Some(Field::Text(fields)) => node.within(fields),
        _ => node,
    }
}

/// A clause without the thesaurus.
fn as_written(clause: &Clause, field: Option<Field>) -> Option<Node> {
    let node = match beginning(clause) {
        Some(beginning) => Some(Node::prefix(Stream::Words, &beginning)),
        None if clause.quoted => pattern(&clause.text, true),
        None => unquoted(&clause.text),
    };
    node.map(|node| within(node, field))
}

/// The letters before a star, if the star's meaning is plain: one word of a spaced script, not too short.
fn beginning(clause: &Clause) -> Option<String> {
    if !clause.open {
        return None;
    }
    let Analysis { words, .. } = analyse(clause.text.trim_end_matches(['*', '＊']));
    let mut written = words.iter().filter(|word| word.form != Form::Stem);
    let only = written.next().filter(|word| word.form == Form::Original)?;
    let plain = written.next().is_none() && !only.text.chars().any(is_cjk) && only.text.chars().count() >= LEAST_OPEN;
    plain.then(|| only.text.to_string())
}

/// The single words of the clauses that are needed, for stage two.
pub(super) fn loose(items: &[Item]) -> Vec<Node> {
    let mut out = Vec::new();
    for item in without_optional(items) {
        match &item.what {
            What::Group(inner) => out.extend(loose(inner)),
            What::Clause(clause) => {
                out.extend(single_words(clause).into_iter().map(|node| within(node, item.field)));
            }
        }
    }
    out
}

fn single_words(clause: &Clause) -> Vec<Node> {
    let mut out = Vec::new();
    let text = apart(&clause.text).unwrap_or_else(|| clause.text.clone());
    for (cjk, piece) in runs(&text) {
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
