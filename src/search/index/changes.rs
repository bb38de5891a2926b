//! How the indexes are changed: in turn, durably, and up to which of the caller's changes they are current.

use super::SearchIndex;
use crate::search::document::Change;
use crate::search::error::SearchError;
use crate::search::writable::WritableIndex;
use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};

impl SearchIndex {
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
}

/// How much of this process' files is mapped and in memory, in bytes.
fn mapped() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssFile:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
