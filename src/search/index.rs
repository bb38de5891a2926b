//! The door of the room: the two disk indexes, the one of full texts in memory, the overlays and the statistics behind one
//! thread-safe, synchronous type.

mod changes;
mod questions;

use super::audience::{Audience, Scorers};
use super::document::IndexDocument;
use super::error::SearchError;
use super::frozen::FrozenStatistics;
use super::overlay::Overlay;
use super::schema::Layout;
use super::scoring::Scorer;
use super::statistics::compute;
use super::writable::WritableIndex;
use super::writers::{Snapshots, Writers};
use crate::domain::ids::OrganisationId;
use lru::LruCache;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, RwLock};

/// Statistics that are still known, so that a list can be paged through while new ones begin to count. Each takes some 20 MB
/// at 50,000 listings.
const KNOWN_STATISTICS: usize = 2;
/// The least memory that the engine's writer accepts, in bytes.
const MIN_WRITER_MEMORY: usize = 15_000_000;

/// How much the room may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Memory of each of the two writers on disk, in bytes; at least 15,000,000.
    pub writer_memory: usize,
    /// How many organisations' overlays are kept.
    pub overlays: NonZeroUsize,
    /// How many postings are read at most to choose what may be nearest to a listing, those of its most telling terms.
    pub postings: u64,
    /// How many bytes of the files stay mapped: see [`SearchIndex::relieve`].
    pub mapped_memory: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            writer_memory: 100_000_000,
            overlays: NonZeroUsize::MIN.saturating_add(63),
            postings: 300_000,
            mapped_memory: 500_000_000,
        }
    }
}

/// The indexes that every search of every member reads. Share it in an `Arc`; call it from blocking threads.
pub struct SearchIndex {
    layout: Layout,
    /// Held by whoever reads changes and applies them, so that an older reading never follows a newer one.
    turn: Mutex<()>,
    writers: Mutex<Writers>,
    snapshots: RwLock<Arc<Snapshots>>,
    /// Newest last.
    statistics: RwLock<Vec<Arc<Scorers>>>,
    overlays: Mutex<LruCache<(OrganisationId, u64), Arc<Overlay>>>,
    full_loaded: AtomicBool,
    postings: u64,
    mapped_memory: u64,
}

impl SearchIndex {
    /// Opens the indexes in a folder. What another version of the analysis or the schema wrote, or what is damaged, is
    /// deleted, and the watermark is 0: the caller then applies everything from the start.
    ///
    /// # Errors
    /// When the folder cannot be used or another process writes in it.
    pub fn open(folder: &Path, options: Options) -> Result<Self, SearchError> {
        let layout = Layout::new();
        let (shared, restricted) = (folder.join("shared"), folder.join("restricted"));
        if WritableIndex::stored_watermark(&shared, &layout).is_none()
            || WritableIndex::stored_watermark(&restricted, &layout).is_none()
        {
            WritableIndex::clear(&shared)?;
            WritableIndex::clear(&restricted)?;
        }
        let memory = options.writer_memory.max(MIN_WRITER_MEMORY);
        let mut writers = Writers {
            shared: WritableIndex::open(&shared, &layout, memory)?,
            restricted: WritableIndex::open(&restricted, &layout, memory)?,
            full: WritableIndex::in_memory(&layout, MIN_WRITER_MEMORY)?,
        };
        let snapshots = RwLock::new(Arc::new(writers.snapshots(&layout, WritableIndex::snapshot)?));
        let statistics = RwLock::new(vec![Arc::new(Scorers::built_in())]);
        Ok(Self {
            layout,
            turn: Mutex::new(()),
            writers: Mutex::new(writers),
            snapshots,
            statistics,
            overlays: Mutex::new(LruCache::new(options.overlays)),
            full_loaded: AtomicBool::new(false),
            postings: options.postings,
            mapped_memory: options.mapped_memory,
        })
    }

    /// How many listings the shared and the restricted index hold.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn sizes(&self) -> Result<(u64, u64), SearchError> {
        let snapshots = self.snapshots()?;
        Ok((snapshots.shared.live(), snapshots.restricted.live()))
    }

    /// Computes new statistics from what members may see. They are not used before [`Self::set_statistics`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn compute_statistics(&self, id: u64) -> Result<FrozenStatistics, SearchError> {
        let snapshots = self.snapshots()?;
        compute(id, &[&snapshots.shared, &snapshots.restricted])
    }

    /// Scores with these statistics from now on. Lists begun under the last few can still be paged through.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn set_statistics(&self, frozen: &FrozenStatistics) -> Result<(), SearchError> {
        let new = Arc::new(Scorers::new(frozen));
        let mut known = self.statistics.write().map_err(|_| SearchError::Poisoned)?;
        known.retain(|old| old.id() != new.id());
        known.push(new);
        let surplus = known.len().saturating_sub(KNOWN_STATISTICS);
        known.drain(..surplus);
        Ok(())
    }

    /// The name of the statistics in use; 0 for the built-in ones.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn statistics_in_use(&self) -> Result<u64, SearchError> {
        Ok(self.scorers(None)?.id())
    }

    /// What an organisation's scores are made with: the statistics of what it may see.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn scorer(&self, viewer: OrganisationId) -> Result<Arc<Scorer>, SearchError> {
        Ok(self.scorers(None)?.of(viewer))
    }

    /// All organisations that own anything, by the statistics that they share.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn audiences(&self) -> Result<Vec<Audience>, SearchError> {
        let (mut audiences, snapshots) = (self.scorers(None)?.audiences(), self.snapshots()?);
        let all = [&snapshots.shared, &snapshots.restricted, &snapshots.full];
        audiences.retain(|audience| all.iter().any(|snapshot| audience.may_own_any(snapshot)));
        Ok(audiences)
    }

    /// The organisation's overlay at a policy epoch, built from the documents that `build` loads if it is not at hand.
    /// Overlays of other policy epochs of the organisation are dropped.
    ///
    /// # Errors
    /// When `build` fails or the engine does.
    pub fn overlay<E, F>(
        &self,
        organisation: OrganisationId,
        policy_epoch: u64,
        build: F,
    ) -> Result<Arc<Overlay>, SearchError>
    where
        F: FnOnce() -> Result<Vec<IndexDocument>, E>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let key = (organisation, policy_epoch);
        if let Some(known) = self.overlays.lock().map_err(|_| SearchError::Poisoned)?.get(&key) {
            return Ok(Arc::clone(known));
        }
        let documents = build().map_err(|error| SearchError::Overlay(error.into()))?;
        let built = Arc::new(Overlay::build(organisation, policy_epoch, &documents, &self.layout)?);
        let mut overlays = self.overlays.lock().map_err(|_| SearchError::Poisoned)?;
        let old: Vec<_> = overlays
            .iter()
            .map(|(key, _)| *key)
            .filter(|(other, epoch)| *other == organisation && *epoch < policy_epoch)
            .collect();
        for key in old {
            overlays.pop(&key);
        }
        overlays.put(key, Arc::clone(&built));
        Ok(built)
    }

    fn snapshots(&self) -> Result<Arc<Snapshots>, SearchError> {
        Ok(Arc::clone(&*self.snapshots.read().map_err(|_| SearchError::Poisoned)?))
    }

    /// The scorers of a name, or the newest.
    fn scorers(&self, id: Option<u64>) -> Result<Arc<Scorers>, SearchError> {
        let known = self.statistics.read().map_err(|_| SearchError::Poisoned)?;
        let found = known
            .iter()
            .rev()
            .find(|scorers| id.is_none_or(|id| scorers.id() == id));
        found.map(Arc::clone).ok_or(SearchError::StaleCursor)
    }
}

impl fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchIndex").finish_non_exhaustive()
    }
}
