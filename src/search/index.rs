//! The door of the room: the two disk indexes, the one of full texts in memory, the overlays and the statistics behind one
//! thread-safe, synchronous type.

use super::audience::{Audience, Scorers};
use super::concepts::Concepts;
use super::document::{Change, IndexDocument};
use super::error::SearchError;
use super::frozen::FrozenStatistics;
use super::overlay::Overlay;
use super::request::{SearchRequest, SearchResult};
use super::run::{Run, Source};
use super::schema::Layout;
use super::scoring::Scorer;
use super::statistics::compute;
use super::suggest;
use super::writable::WritableIndex;
use super::writers::{Snapshots, Writers};
use crate::domain::ids::{ListingId, OrganisationId};
use lru::LruCache;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

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

    /// Waits until nobody else is reading changes in order to apply them.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn turn(&self) -> Result<MutexGuard<'_, ()>, SearchError> {
        self.turn.lock().map_err(|_| SearchError::Poisoned)
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
            writers.full.rollback()?;
            return Err(error);
        }
        let snapshots = Arc::new(writers.snapshots(&self.layout, WritableIndex::snapshot)?);
        *self.snapshots.write().map_err(|_| SearchError::Poisoned)? = snapshots;
        Ok(())
    }

    /// Tells whether many more changes follow those that are applied next: then parts of the index are merged later, in fewer steps.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn set_haste(&self, is_hasty: bool) -> Result<(), SearchError> {
        let writers = self.writers.lock().map_err(|_| SearchError::Poisoned)?;
        writers.shared.set_haste(is_hasty);
        writers.restricted.set_haste(is_hasty);
        Ok(())
    }

    /// Lets go of the files' pages that are held in memory, if those are more than the options allow: they are mapped, and where
    /// memory is plenty the system never takes them back. Searches that are under way keep what they read. Returns whether
    /// anything was let go. Does nothing while changes are applied, and where the system does not tell what is mapped.
    ///
    /// # Errors
    /// When the index cannot be opened again.
    pub fn relieve(&self) -> Result<bool, SearchError> {
        if mapped().is_none_or(|mapped| mapped <= self.mapped_memory) {
            return Ok(false);
        }
        let Ok(_turn) = self.turn.try_lock() else {
            return Ok(false);
        };
        let Ok(mut writers) = self.writers.try_lock() else {
            return Ok(false);
        };
        let snapshots = Arc::new(writers.snapshots(&self.layout, WritableIndex::reopened)?);
        *self.snapshots.write().map_err(|_| SearchError::Poisoned)? = snapshots;
        Ok(true)
    }

    /// The watermark up to which changes are surely applied; 0 for a new index.
    ///
    /// # Errors
    /// When the index is unusable.
    pub fn watermark(&self) -> Result<i64, SearchError> {
        Ok(self.snapshots()?.watermark)
    }

    /// Whether the caller has put in the full texts that stood when the index was opened; memory does not keep them.
    #[must_use]
    pub fn is_full_loaded(&self) -> bool {
        self.full_loaded.load(Ordering::Acquire)
    }

    /// Notes that the full texts are in.
    pub fn set_full_loaded(&self) {
        self.full_loaded.store(true, Ordering::Release);
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
        let scorer = self.scorers(request.after.map(|after| after.epoch))?.of(request.viewer);
        Run {
            request,
            sources: visible(&snapshots, overlay),
            scorer: &scorer,
            postings: self.postings,
        }
        .search()
    }

    /// How a typed text may go on for this viewer, best first; the writer's language, if Japanese, puts its names first.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn completions(
        &self,
        request: &SearchRequest,
        concepts: &Concepts,
        text: &str,
        japanese: bool,
    ) -> Result<Vec<String>, SearchError> {
        let snapshots = self.snapshots()?;
        suggest::completions(
            request,
            &visible(&snapshots, None),
            concepts.suggested(),
            text,
            japanese,
        )
    }

    /// A typed text with the words corrected that neither the thesaurus nor anything visible has.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn correction(
        &self,
        request: &SearchRequest,
        concepts: &Concepts,
        text: &str,
    ) -> Result<Option<String>, SearchError> {
        let snapshots = self.snapshots()?;
        suggest::correction(request, &visible(&snapshots, None), concepts.suggested(), text)
    }

    /// The listings that a document query finds for its owner, best first: like [`Self::search`], without what a page needs.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn nearest(&self, request: &SearchRequest, overlay: Option<&Overlay>) -> Result<Vec<ListingId>, SearchError> {
        if overlay.is_some_and(|overlay| overlay.organisation() != request.viewer) {
            return Err(SearchError::ForeignOverlay);
        }
        let snapshots = self.snapshots()?;
        let scorer = self.scorer(request.viewer)?;
        Run {
            request,
            sources: visible(&snapshots, overlay),
            scorer: &scorer,
            postings: self.postings,
        }
        .nearest()
    }

    /// The listings of an audience whose owners might find the listing that a document query was made of: those among the best
    /// `request.limit` of what the audience may see, and everything from `request.filters.min_score` on of the full texts. The
    /// latter are not ranked against each other, because their owners do not know of each other: one must not push another from
    /// the list. Whom the listing's own owner is hidden from is among them; whether a pair may meet is the caller's to say.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn interested(&self, request: &SearchRequest, audience: &Audience) -> Result<Vec<ListingId>, SearchError> {
        let snapshots = self.snapshots()?;
        let ranked = SearchRequest {
            viewer: audience.viewer(),
            ..request.clone()
        };
        let unlimited = SearchRequest {
            limit: usize::MAX,
            ..ranked.clone()
        };
        let full = Source {
            snapshot: &snapshots.full,
            replaced: None,
        };
        let mut found = Vec::new();
        for (request, sources) in [(&ranked, visible(&snapshots, None)), (&unlimited, vec![full])] {
            let run = Run {
                request,
                sources,
                scorer: audience.scorer(),
                postings: self.postings,
            };
            found.extend(run.nearest_of(|segment, doc| audience.owns(segment, doc))?);
        }
        Ok(found)
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

/// What one organisation may see: the disk indexes, and its overlay, whose listings replace their entries in the others.
fn visible<'a>(snapshots: &'a Snapshots, overlay: Option<&'a Overlay>) -> Vec<Source<'a>> {
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
    sources
}

/// How much of this process' files is mapped and in memory, in bytes.
fn mapped() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssFile:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
