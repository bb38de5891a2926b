//! Standing searches turned around: a new text looks up the queries that it might fulfil, instead of every query looking at
//! the text. In memory only: what people look for is confidential.
//!
//! Each query is filed under tokens of which every text that fulfils it must hold at least one: the rarest token of its rarest
//! part, and where a part has alternatives (other names of a concept, other spellings) one token of each. A query without words
//! is filed under the codes of one of its filters, one without either under nothing. Whatever a text's own tokens and codes
//! lead to is then tested exactly, with the very conditions that the index tests.

use super::analysis::Stream;
use super::document::{Facet, IndexDocument, Kind, TextField};
use super::epoch::StatisticsEpoch;
use super::fields::FieldTokens;
use super::filter::days_before;
use super::query::{Node, Query, TextPositions};
use super::request::{Choice, Filters};
use crate::domain::ids::{ListingId, OrganisationId, SavedSearchId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

/// What the last holder of something shared counts: itself and the set of what is shared.
const HELD_ONCE_MORE: usize = 2;

/// Where a query is filed.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Anchor {
    /// A token of a stream
    Token(Stream, Arc<str>),
    /// Any token of a stream that begins so
    Start(Stream, Arc<str>),
    /// A code of a facet
    Code(Facet, Arc<str>),
    /// Nothing in particular: every listing of the kind is looked at
    Always(Option<Kind>),
}

/// The hard constraints of a search, as they are tested on a document in memory; `filter.rs` tests the same in an index.
#[derive(PartialEq, Eq, Hash)]
struct Constraints {
    kind: Option<Kind>,
    any_of: Vec<(Facet, Vec<String>)>,
    none_of: Vec<(Facet, Vec<String>)>,
    compatible: Vec<(Facet, Vec<String>)>,
    not_only: Vec<(Facet, Vec<String>)>,
    chosen: Vec<Choice>,
    stages: Option<(u8, u8)>,
    not_organisation: Option<OrganisationId>,
    not_listings: Vec<ListingId>,
    only_listings: Option<BTreeSet<ListingId>>,
}

struct Entry {
    id: SavedSearchId,
    organisation: OrganisationId,
    units: Box<[Arc<Node>]>,
    excluded: Box<[Arc<Node>]>,
    constraints: Arc<Constraints>,
    anchors: Box<[Anchor]>,
}

/// Queries that wait for listings. Equal parts of different queries are held once. `Debug` shows sizes only.
#[derive(Default)]
pub struct StandingSearches {
    entries: Vec<Option<Entry>>,
    free: Vec<u32>,
    places: HashMap<SavedSearchId, u32>,
    files: HashMap<Anchor, Vec<u32>>,
    nodes: HashSet<Arc<Node>>,
    constraints: HashSet<Arc<Constraints>>,
    texts: HashSet<Arc<str>>,
    /// Longest `Anchor::Start`, in characters.
    longest_start: usize,
    watermark: Option<i64>,
}

/// What a query could be filed under, and in how many texts that occurs.
struct Filing<'a> {
    cost: u64,
    tokens: Vec<(Stream, &'a str, bool)>,
}

impl StandingSearches {
    /// How many queries wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Up to which of the caller's changes this is current; none before the first load.
    #[must_use]
    pub const fn watermark(&self) -> Option<i64> {
        self.watermark
    }

    /// Notes up to which of the caller's changes this is current.
    pub const fn set_watermark(&mut self, watermark: i64) {
        self.watermark = Some(watermark);
    }

    /// Files a query, in the place of an earlier one of the same name. The statistics only choose where it is filed.
    pub fn put(
        &mut self,
        id: SavedSearchId,
        organisation: OrganisationId,
        query: &Query,
        filters: &Filters,
        epoch: &StatisticsEpoch,
    ) {
        self.remove(id);
        let filings = query.strict().iter().filter_map(|unit| self.filing(unit, epoch));
        let mut anchors = match filings.min_by_key(|filing| filing.cost) {
            Some(filing) => filing.tokens.into_iter().map(|token| self.anchor(token)).collect(),
            None => self.without_words(filters),
        };
        anchors.sort_by(|a, b| key(a).cmp(&key(b)));
        anchors.dedup();
        for anchor in &anchors {
            if let Anchor::Start(_, text) = anchor {
                self.longest_start = self.longest_start.max(text.chars().count());
            }
        }
        let entry = Entry {
            id,
            organisation,
            units: query
                .strict()
                .iter()
                .map(|node| shared(&mut self.nodes, node))
                .collect(),
            excluded: query
                .excluded()
                .iter()
                .map(|node| shared(&mut self.nodes, node))
                .collect(),
            constraints: self.constraints_of(filters),
            anchors: anchors.into(),
        };
        let place = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            super::number::count(self.entries.len() - 1)
        });
        for anchor in &entry.anchors {
            self.files.entry(anchor.clone()).or_default().push(place);
        }
        self.places.insert(id, place);
        if let Some(slot) = self.entries.get_mut(super::number::index(place)) {
            *slot = Some(entry);
        }
    }

    /// Takes a query out.
    pub fn remove(&mut self, id: SavedSearchId) {
        let Some(place) = self.places.remove(&id) else { return };
        let entry = self.entries.get_mut(super::number::index(place)).and_then(Option::take);
        self.free.push(place);
        let Some(Entry {
            units,
            excluded,
            constraints,
            anchors,
            ..
        }) = entry
        else {
            return;
        };
        for anchor in anchors {
            if let Some(file) = self.files.get_mut(&anchor) {
                file.retain(|other| *other != place);
                if file.is_empty() {
                    self.files.remove(&anchor);
                }
            }
            if let Anchor::Token(_, text) | Anchor::Start(_, text) | Anchor::Code(_, text) = anchor
                && Arc::strong_count(&text) == HELD_ONCE_MORE
            {
                self.texts.remove(&text);
            }
        }
        for node in units.into_iter().chain(excluded) {
            if Arc::strong_count(&node) == HELD_ONCE_MORE {
                self.nodes.remove(&node);
            }
        }
        if Arc::strong_count(&constraints) == HELD_ONCE_MORE {
            self.constraints.remove(&constraints);
        }
    }

    /// The queries that a document fulfils strictly, among those of the organisations that `concerns` names, in no order that
    /// means anything. Never those of its own organisation or of one that it blocks.
    #[must_use]
    pub fn met_by(
        &self,
        document: &IndexDocument,
        now: i64,
        concerns: impl Fn(OrganisationId) -> bool,
    ) -> Vec<SavedSearchId> {
        if document.valid_until <= now {
            return Vec::new();
        }
        let texts: Vec<(TextField, &str)> = document
            .texts
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
            .collect();
        let tokens = FieldTokens::new(texts.iter().copied());
        let text = TextPositions::new(&tokens);
        // Many queries share a part: each is tested once.
        let mut tested: HashMap<*const Node, bool> = HashMap::new();
        let mut fulfils = |node: &Arc<Node>| *tested.entry(Arc::as_ptr(node)).or_insert_with(|| node.matches(&text));
        let mut met = Vec::new();
        for place in self.candidates(document, &tokens) {
            let Some(Some(entry)) = self.entries.get(super::number::index(place)) else {
                continue;
            };
            if entry.organisation != document.organisation
                && !document.blocked.contains(&entry.organisation)
                && concerns(entry.organisation)
                && entry.constraints.admit(document, now)
                && entry.units.iter().all(&mut fulfils)
                && !entry.excluded.iter().any(&mut fulfils)
            {
                met.push(entry.id);
            }
        }
        met
    }

    /// The places of the queries that a document leads to, each once.
    fn candidates(&self, document: &IndexDocument, tokens: &FieldTokens) -> Vec<u32> {
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

    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&new));
        new
    }

    fn constraints_of(&mut self, filters: &Filters) -> Arc<Constraints> {
        let Filters {
            kind,
            any_of,
            none_of,
            compatible,
            not_only,
            chosen,
            stages,
            not_organisation,
            not_listings,
            only_listings,
            // Strict fulfilment knows no score.
            min_score: _,
        } = filters;
        let new = Arc::new(Constraints {
            kind: *kind,
            any_of: any_of.clone(),
            none_of: none_of.clone(),
            compatible: compatible.clone(),
            not_only: not_only.clone(),
            chosen: chosen.clone(),
            stages: *stages,
            not_organisation: *not_organisation,
            not_listings: not_listings.clone(),
            only_listings: only_listings.clone(),
        });
        if let Some(known) = self.constraints.get(&new) {
            return Arc::clone(known);
        }
        self.constraints.insert(Arc::clone(&new));
        new
    }
}

impl Constraints {
    fn admit(&self, document: &IndexDocument, now: i64) -> bool {
        let holds = |facet: Facet, codes: &[String]| {
            let held = document.facets.codes().iter();
            held.filter(|(known, _)| *known == facet)
                .any(|(_, code)| codes.contains(code))
        };
        let has = |(facet, codes): &(Facet, Vec<String>)| holds(*facet, codes);
        let has_but = |(facet, wanted): &(Facet, Vec<String>), among: bool| {
            let mut held = document
                .facets
                .codes()
                .iter()
                .filter(|(known, _)| known == facet)
                .peekable();
            held.peek().is_none() || held.any(|(_, code)| wanted.contains(code) == among)
        };
        let overlaps = |(low, high): &(u8, u8)| {
            let range = document.facets.stage_range();
            range.is_none_or(|(lowest, highest)| lowest <= *high && highest >= *low)
        };
        let is_chosen = |choice: &Choice| match choice {
            Choice::Codes(facet, codes) => holds(*facet, codes),
            Choice::Stages(ranges) => ranges.iter().any(overlaps),
            Choice::Days(days) => document.published_at >= days_before(now, *days),
        };
        self.kind.is_none_or(|kind| document.kind == kind)
            && self.not_organisation.is_none_or(|own| document.organisation != own)
            && self.stages.as_ref().is_none_or(overlaps)
            && self.chosen.iter().all(is_chosen)
            && self.any_of.iter().all(has)
            && !self.none_of.iter().any(has)
            && self.compatible.iter().all(|list| has_but(list, true))
            && self.not_only.iter().all(|list| has_but(list, false))
            && !self.not_listings.contains(&document.listing)
            && self
                .only_listings
                .as_ref()
                .is_none_or(|only| only.contains(&document.listing))
    }
}

/// The same condition, held once.
fn shared(nodes: &mut HashSet<Arc<Node>>, node: &Node) -> Arc<Node> {
    if let Some(known) = nodes.get(node) {
        return Arc::clone(known);
    }
    let new = Arc::new(node.clone());
    nodes.insert(Arc::clone(&new));
    new
}

fn key(anchor: &Anchor) -> (u8, usize, &str) {
    match anchor {
        Anchor::Token(stream, text) => (0, stream.ordinal(), text),
        Anchor::Start(stream, text) => (1, stream.ordinal(), text),
        Anchor::Code(facet, text) => (2, facet.ordinal(), text),
        Anchor::Always(_) => (3, 0, ""),
    }
}

impl fmt::Debug for StandingSearches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandingSearches")
            .field("searches", &self.places.len())
            .field("files", &self.files.len())
            .field("conditions", &self.nodes.len())
            .field("texts", &self.texts.len())
            .finish_non_exhaustive()
    }
}
