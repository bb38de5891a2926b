//! Where a standing search is filed, and which files a document opens.

use super::StandingSearches;
use crate::search::analysis::Stream;
use crate::search::document::{Facet, IndexDocument, Kind, TextField};
use crate::search::epoch::StatisticsEpoch;
use crate::search::fields::FieldTokens;
use crate::search::query::{Node, Query};
use crate::search::request::{Choice, Filters};
use std::collections::HashSet;
use std::sync::Arc;

/// Where a query is filed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Anchor {
    /// A token of a stream
    Token(Stream, Arc<str>),
    /// Any token of a stream that begins so
    Start(Stream, Arc<str>),
    /// A code of a facet
    Code(Facet, Arc<str>),
    /// Nothing in particular: every listing of the kind is looked at
    Always(Option<Kind>),
}

/// What a query could be filed under, and in how many texts that occurs.
struct Filing<'a> {
    cost: u64,
    tokens: Vec<(Stream, &'a str, bool)>,
}

impl StandingSearches {
    /// The anchors of a query, each once.
    pub(super) fn anchors(&mut self, query: &Query, filters: &Filters, epoch: &StatisticsEpoch) -> Vec<Anchor> {
        let filings = query.strict().iter().filter_map(|unit| self.filing(unit, epoch));
        let mut anchors = match filings.min_by_key(|filing| filing.cost) {
            Some(filing) => filing.tokens.into_iter().map(|token| self.anchor(token)).collect(),
            None => self.without_words(filters),
        };
        anchors.sort_by(|a, b| key(a).cmp(&key(b)));
        anchors.dedup();
        anchors
    }

    /// The places of the queries that a document leads to, each once.
    pub(super) fn candidates(&self, document: &IndexDocument, tokens: &FieldTokens) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let mut take = |anchor: &Anchor| found.extend(self.files.get(anchor).into_iter().flatten());
        for stream in Stream::ALL {
            let all = TextField::ALL.iter().flat_map(|field| tokens.get(stream, *field));
            let distinct: HashSet<&str> = all.map(|token| token.text.as_str()).collect();
            for token in distinct {
                // A token that no query names is in no file.
                if let Some(text) = self.texts.get(token) {
                    take(&Anchor::Token(stream, Arc::clone(text)));
                }
                for (at, ch) in token.char_indices().take(self.longest_start) {
                    let start = token.get(..at + ch.len_utf8()).unwrap_or_default();
                    if let Some(text) = self.texts.get(start) {
                        take(&Anchor::Start(stream, Arc::clone(text)));
                    }
                }
            }
        }
        for (facet, code) in document.facets.codes() {
            if let Some(text) = self.texts.get(code.as_str()) {
                take(&Anchor::Code(*facet, Arc::clone(text)));
            }
        }
        take(&Anchor::Always(None));
        take(&Anchor::Always(Some(document.kind)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What must be in a text that fulfils a condition: at least one of the tokens. `None` if nothing in particular must.
    fn filing<'a>(&self, node: &'a Node, epoch: &StatisticsEpoch) -> Option<Filing<'a>> {
        match node {
            Node::Phrase(phrase) if phrase.prefix => {
                let (_, first) = phrase.tokens.first()?;
                Some(Filing {
                    cost: epoch.documents().max(1),
                    tokens: vec![(phrase.stream, first, true)],
                })
            }
            Node::Phrase(phrase) => {
                let stream = phrase.stream;
                let tokens = phrase.tokens.iter().map(|(_, token)| {
                    // Among equally rare tokens the one under which least is filed.
                    let filed = self.filed(stream, token);
                    (epoch.document_frequency(stream, token), filed, token.as_str())
                });
                let (cost, _, token) = tokens.min()?;
                Some(Filing {
                    cost: cost.into(),
                    tokens: vec![(stream, token, false)],
                })
            }
            Node::All(parts) => {
                let filings = parts.iter().filter_map(|part| self.filing(part, epoch));
                filings.min_by_key(|filing| filing.cost)
            }
            Node::Except(wanted, _) => self.filing(wanted, epoch),
            Node::Any(parts) => {
                let mut whole = Filing {
                    cost: 0,
                    tokens: Vec::new(),
                };
                for part in parts {
                    let Filing { cost, tokens } = self.filing(part, epoch)?;
                    whole.cost = whole.cost.saturating_add(cost);
                    whole.tokens.extend(tokens);
                }
                Some(whole)
            }
        }
    }

    fn anchor(&mut self, (stream, text, start): (Stream, &str, bool)) -> Anchor {
        let text = self.text(text);
        if start {
            Anchor::Start(stream, text)
        } else {
            Anchor::Token(stream, text)
        }
    }

    fn filed(&self, stream: Stream, token: &str) -> usize {
        let text = self.texts.get(token);
        let file = text.and_then(|text| self.files.get(&Anchor::Token(stream, Arc::clone(text))));
        file.map_or(0, Vec::len)
    }

    /// Where a query is filed that no word leads to.
    fn without_words(&mut self, filters: &Filters) -> Vec<Anchor> {
        let chosen = filters.chosen.iter().filter_map(|choice| match choice {
            Choice::Codes(facet, codes) => Some((facet, codes)),
            Choice::Stages(_) | Choice::Days(_) => None,
        });
        let lists = filters.any_of.iter().map(|(facet, codes)| (facet, codes)).chain(chosen);
        match lists.min_by_key(|(_, codes)| codes.len()) {
            Some((facet, codes)) => codes.iter().map(|code| Anchor::Code(*facet, self.text(code))).collect(),
            None => vec![Anchor::Always(filters.kind)],
        }
    }
}

fn key(anchor: &Anchor) -> (u8, usize, &str) {
    match anchor {
        Anchor::Token(stream, text) => (0, stream.ordinal(), text),
        Anchor::Start(stream, text) => (1, stream.ordinal(), text),
        Anchor::Code(facet, text) => (2, facet.ordinal(), text),
        Anchor::Always(_) => (3, 0, ""),
    }
}
