//! Standing searches turned around: a new text looks up the queries that it might fulfil, instead of every query looking at
//! the text. In memory only: what people look for is confidential.
//!
//! Each query is filed under tokens of which every text that fulfils it must hold at least one: the rarest token of its rarest
//! part, and where a part has alternatives (other names of a concept, other spellings) one token of each. A query without words
//! is filed under the codes of one of its filters, one without either under nothing. Whatever a text's own tokens and codes
//! lead to is then tested exactly, with the very conditions that the index tests.

mod constraints;
mod filing;

use super::document::{IndexDocument, TextField};
use super::epoch::StatisticsEpoch;
use super::fields::FieldTokens;
use super::query::{Node, Query, TextPositions};
use super::request::Filters;
use crate::domain::ids::{OrganisationId, SavedSearchId};
use constraints::Constraints;
use filing::Anchor;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

/// What the last holder of something shared counts: itself and the set of what is shared.
const HELD_ONCE_MORE: usize = 2;

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
        let anchors = self.anchors(query, filters, epoch);
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

    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&new));
        new
    }

    fn constraints_of(&mut self, filters: &Filters) -> Arc<Constraints> {
        let new = Arc::new(Constraints::of(filters));
        if let Some(known) = self.constraints.get(&new) {
            return Arc::clone(known);
        }
        self.constraints.insert(Arc::clone(&new));
        new
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
