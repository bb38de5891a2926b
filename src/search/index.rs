//! The door of the room: the two disk indexes, the overlays and the statistics behind one thread-safe, synchronous type.

use super::disk::DiskIndex;
use super::document::{Change, IndexDocument, Placement};
use super::epoch::StatisticsEpoch;
use super::error::SearchError;
use super::overlay::Overlay;
use super::request::{SearchRequest, SearchResult};
use super::run::{Run, Source, Statistics};
use super::schema::Layout;
use super::scoring::Worths;
use super::segment::Snapshot;
use super::statistics::compute;
use crate::domain::ids::OrganisationId;
use lru::LruCache;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, RwLock};

/// Epochs that are still known, so that a list can be paged through while a new epoch starts.
const KNOWN_EPOCHS: usize = 3;
/// The least memory that the engine's writer accepts, in bytes.
const MIN_WRITER_MEMORY: usize = 15_000_000;

/// How much memory the room may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Memory of each of the two writers, in bytes; at least 15,000,000.
    pub writer_memory: usize,
    /// How many organisations' overlays are kept.
    pub overlays: NonZeroUsize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            writer_memory: 50_000_000,
            overlays: NonZeroUsize::MIN.saturating_add(63),
        }
    }
}

/// The indexes that every search of every member reads. Share it in an `Arc`; call it from blocking threads.
pub struct SearchIndex {
    layout: Layout,
    writers: Mutex<Writers>,
    snapshots: RwLock<Arc<Snapshots>>,
    /// Newest last.
    statistics: RwLock<Vec<Arc<Statistics>>>,
    overlays: Mutex<LruCache<(OrganisationId, u64), Arc<Overlay>>>,
}

struct Writers {
    shared: DiskIndex,
    restricted: DiskIndex,
}

struct Snapshots {
    shared: Snapshot,
    restricted: Snapshot,
    watermark: i64,
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
        if DiskIndex::stored_watermark(&shared, &layout).is_none()
            || DiskIndex::stored_watermark(&restricted, &layout).is_none()
        {
            DiskIndex::clear(&shared)?;
            DiskIndex::clear(&restricted)?;
        }
        let memory = options.writer_memory.max(MIN_WRITER_MEMORY);
        let writers = Writers {
            shared: DiskIndex::open(&shared, &layout, memory)?,
            restricted: DiskIndex::open(&restricted, &layout, memory)?,
        };
        let snapshots = RwLock::new(Arc::new(writers.snapshots(&layout)?));
        let statistics = RwLock::new(vec![Arc::new(tabulated(Arc::new(StatisticsEpoch::built_in())))]);
        Ok(Self {
            layout,
            writers: Mutex::new(writers),
            snapshots,
            statistics,
            overlays: Mutex::new(LruCache::new(options.overlays)),
        })
    }

    /// Applies changes in order and makes them durable and visible, together with a watermark of the caller's. Applying
    /// the same changes again changes nothing.
    ///
    /// # Errors
    /// When the engine fails; nothing of the changes is then visible, and they can be applied again.
    pub fn apply(&self, changes: &[Change], watermark: i64) -> Result<(), SearchError> {
        let mut writers = self.writers.lock().map_err(|_| SearchError::Poisoned)?;
        if let Err(error) = writers.apply(changes, watermark, &self.layout) {
            writers.shared.rollback()?;
            writers.restricted.rollback()?;
            return Err(error);
        }
        let snapshots = Arc::new(writers.snapshots(&self.layout)?);
        *self.snapshots.write().map_err(|_| SearchError::Poisoned)? = snapshots;
        Ok(())
    }

    /// The watermark up to which changes are surely applied; 0 for a new index.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn watermark(&self) -> Result<i64, SearchError> {
        Ok(self.snapshots()?.watermark)
    }

    /// How many listings the shared and the restricted index hold.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn sizes(&self) -> Result<(u64, u64), SearchError> {
        let snapshots = self.snapshots()?;
        Ok((snapshots.shared.live(), snapshots.restricted.live()))
    }

    /// Computes new statistics from the shared index. They are not used before [`Self::set_epoch`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn compute_epoch(&self, id: u64) -> Result<StatisticsEpoch, SearchError> {
        compute(id, &self.snapshots()?.shared)
    }

    /// Scores with these statistics from now on. Lists begun under the last few epochs can still be paged through.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn set_epoch(&self, epoch: Arc<StatisticsEpoch>) -> Result<(), SearchError> {
        let new = Arc::new(tabulated(epoch));
        let mut known = self.statistics.write().map_err(|_| SearchError::Poisoned)?;
        known.retain(|old| old.epoch.id() != new.epoch.id());
        known.push(new);
        let surplus = known.len().saturating_sub(KNOWN_EPOCHS);
        known.drain(..surplus);
        Ok(())
    }

    /// The statistics in use.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn epoch(&self) -> Result<Arc<StatisticsEpoch>, SearchError> {
        Ok(Arc::clone(&self.statistics(None)?.epoch))
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

    /// Searches what the viewer may see: the shared index, the restricted index without what blocks the viewer, and the
    /// viewer's overlay, whose listings replace their entries in the others.
    ///
    /// # Errors
    /// When the overlay is another organisation's, the cursor is too old, or the index cannot be read.
    pub fn search(&self, request: &SearchRequest, overlay: Option<&Overlay>) -> Result<SearchResult, SearchError> {
        if overlay.is_some_and(|overlay| overlay.organisation() != request.viewer) {
            return Err(SearchError::ForeignOverlay);
        }
        let snapshots = self.snapshots()?;
        let statistics = self.statistics(request.after.map(|after| after.epoch))?;
        let replaced = overlay.map(Overlay::listings);
        let mut sources = vec![
            Source {
                snapshot: &snapshots.shared,
                replaced,
            },
            Source {
                snapshot: &snapshots.restricted,
                replaced,
            },
        ];
        sources.extend(overlay.map(|overlay| Source {
            snapshot: overlay.snapshot(),
            replaced: None,
        }));
        Run {
            request,
            sources,
            statistics: &statistics,
        }
        .search()
    }

    fn snapshots(&self) -> Result<Arc<Snapshots>, SearchError> {
        Ok(Arc::clone(&*self.snapshots.read().map_err(|_| SearchError::Poisoned)?))
    }

    /// The statistics of an epoch, or the newest.
    fn statistics(&self, id: Option<u64>) -> Result<Arc<Statistics>, SearchError> {
        let known = self.statistics.read().map_err(|_| SearchError::Poisoned)?;
        let found = known
            .iter()
            .rev()
            .find(|statistics| id.is_none_or(|id| statistics.epoch.id() == id));
        found.map(Arc::clone).ok_or(SearchError::StaleCursor)
    }
}

impl fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchIndex").finish_non_exhaustive()
    }
}

impl Writers {
    /// The shared index is committed first: a crash in between can hide a listing that gained a block list, never show it.
    fn apply(&mut self, changes: &[Change], watermark: i64, layout: &Layout) -> Result<(), SearchError> {
        for change in changes {
            match change {
                Change::Put {
                    placement: Placement::Shared,
                    document,
                } => {
                    self.restricted.delete(document.listing, layout);
                    self.shared.put(document, layout)?;
                }
                Change::Put {
                    placement: Placement::Restricted,
                    document,
                } => {
                    self.shared.delete(document.listing, layout);
                    self.restricted.put(document, layout)?;
                }
                Change::Delete(listing) => {
                    self.shared.delete(*listing, layout);
                    self.restricted.delete(*listing, layout);
                }
            }
        }
        self.shared.commit(watermark)?;
        self.restricted.commit(watermark)
    }

    fn snapshots(&self, layout: &Layout) -> Result<Snapshots, SearchError> {
        Ok(Snapshots {
            shared: self.shared.snapshot(layout)?,
            restricted: self.restricted.snapshot(layout)?,
            watermark: self.shared.watermark().min(self.restricted.watermark()),
        })
    }
}

fn tabulated(epoch: Arc<StatisticsEpoch>) -> Statistics {
    let worths = Worths::new(&epoch);
    Statistics { epoch, worths }
}
