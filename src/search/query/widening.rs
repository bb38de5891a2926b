//! What the thesaurus adds to a query: conditions by which its other names match, and what they are worth.

use super::keys::Key;
use super::node::Node;
use super::pattern::pattern;
use crate::search::analysis::Stream;
use crate::search::concepts::{Concepts, EXPANSION_WEIGHT, Found, NARROWER_WEIGHT, Name};
use crate::search::terms::TermsBuilder;

/// What a thesaurus entry adds to the score.
pub(super) fn expand(terms: &mut TermsBuilder, concepts: &Concepts, hit: &Found<'_>, keys: &[Key], text: &str) {
    let surface = span(keys, hit.from, hit.to)
        .and_then(|(start, end)| text.get(start..end))
        .unwrap_or_default();
    let label = terms.label(surface, Some(&hit.concept.title));
    let mut add = |name: &Name, share: f64| {
        // A name of several words must not weigh more than a name of one.
        let words = name.terms().iter().filter(|token| token.stream == Stream::Words);
        let share = share / words.map(|token| token.weight).sum::<f64>().max(1.0).sqrt();
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
pub(super) fn widened(
    concepts: &Concepts,
    text: &str,
    keys: &[Key],
    found: &[&Found<'_>],
    start: usize,
    end: usize,
) -> Node {
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

pub(super) fn span(keys: &[Key], from: usize, to: usize) -> Option<(usize, usize)> {
    let keys = keys.get(from..to)?;
    Some((keys.first()?.start, keys.iter().map(|key| key.end).max()?))
}
