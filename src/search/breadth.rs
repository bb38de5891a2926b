//! How much documents say, remembered: it takes as long to compute as all the rest of a document's score, and only statistics
//! change it.

use super::number::index;
use super::scoring::Scorer;
use super::segment::SegmentView;
use super::signature::breadth;
use lru::LruCache;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tantivy::DocId;
use tantivy::index::SegmentId;

/// Of so many segments it is remembered, those that were asked for last: eight bytes a document.
const SEGMENTS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(15);

/// What one scorer remembers.
pub(super) struct Breadths(Mutex<LruCache<SegmentId, Arc<[AtomicU64]>>>);

impl Default for Breadths {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(SEGMENTS)))
    }
}

/// What it remembers of one segment.
pub(super) struct SegmentBreadths<'a> {
    scorer: &'a Scorer,
    segment: &'a SegmentView,
    /// By document, the bits of what is known; 0 of the others.
    known: Option<Arc<[AtomicU64]>>,
}

impl<'a> SegmentBreadths<'a> {
    /// Of a segment, by what is remembered, if anything is.
    pub(super) fn new(scorer: &'a Scorer, segment: &'a SegmentView, breadths: Option<&Breadths>) -> Self {
        let unknown = || (0..segment.max_doc()).map(|_| AtomicU64::new(0)).collect();
        let known = breadths.and_then(|breadths| breadths.0.lock().ok());
        Self {
            scorer,
            segment,
            known: known.map(|mut known| Arc::clone(known.get_or_insert(segment.id(), unknown))),
        }
    }

    /// Of a document.
    pub(super) fn of(&self, doc: DocId) -> f64 {
        let known = self.known.as_ref().and_then(|known| known.get(index(doc)));
        let bits = known.map_or(0, |known| known.load(Ordering::Relaxed));
        if bits != 0 {
            return f64::from_bits(bits);
        }
        let (words, length_ids) = (self.segment.signature(doc), self.segment.length_ids(doc));
        let breadth = breadth(words, length_ids, self.scorer.epoch(), self.scorer.worths());
        if let Some(known) = known {
            known.store(breadth.to_bits(), Ordering::Relaxed);
        }
        breadth
    }
}
