//! The indexes that are written together: which change goes into which, and what is committed first.

use super::document::{Change, Placement};
use super::error::SearchError;
use super::schema::Layout;
use super::segment::Snapshot;
use super::writable::WritableIndex;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tantivy::TantivyDocument;

/// So many changes are analysed at a time, on all cores: analysed text takes ten times the memory of the text.
const ANALYSED_TOGETHER: usize = 256;

/// The indexes as they are written.
pub(super) struct Writers {
    /// What every member may see, on disk.
    pub(super) shared: WritableIndex,
    /// What some organisation may not see, on disk.
    pub(super) restricted: WritableIndex,
    /// What owners read of listings that have more to them than to members, in memory.
    pub(super) full: WritableIndex,
}

/// The same as they are read, at one instant.
pub(super) struct Snapshots {
    pub(super) shared: Snapshot,
    pub(super) restricted: Snapshot,
    pub(super) full: Snapshot,
    /// Up to which changes are surely applied.
    pub(super) watermark: i64,
}

impl Writers {
    /// The shared index is committed first: a crash in between can hide a listing that gained a block list, never show it.
    /// Full texts alone leave the indexes on disk as they are: what members cannot see must not move them.
    pub(super) fn apply(&mut self, changes: &[Change], watermark: i64, layout: &Layout) -> Result<(), SearchError> {
        let mut on_disk = false;
        for some in changes.chunks(ANALYSED_TOGETHER) {
            let laid_out: Vec<_> = some
                .par_iter()
                .map(|change| change.document().map(|document| layout.document(document)))
                .collect();
            for (change, laid_out) in some.iter().zip(laid_out) {
                on_disk |= self.queue(change, laid_out, layout)?;
            }
        }
        if on_disk {
            self.shared.commit(watermark)?;
            self.restricted.commit(watermark)?;
        }
        self.full.commit(watermark)
    }

    /// Queues one change; whether it is one of the indexes on disk.
    fn queue(&self, change: &Change, laid_out: Option<TantivyDocument>, layout: &Layout) -> Result<bool, SearchError> {
        match change {
            Change::Put { placement, document } => {
                let (home, other) = match placement {
                    Placement::Shared => (&self.shared, &self.restricted),
                    Placement::Restricted => (&self.restricted, &self.shared),
                };
                other.replace(document.listing, None, layout)?;
                home.replace(document.listing, laid_out, layout)?;
                Ok(true)
            }
            Change::Delete(listing) => {
                self.shared.replace(*listing, None, layout)?;
                self.restricted.replace(*listing, None, layout)?;
                Ok(true)
            }
            Change::PutFull(document) => {
                self.full.replace(document.listing, laid_out, layout)?;
                Ok(false)
            }
            Change::DeleteFull(listing) => {
                self.full.replace(*listing, None, layout)?;
                Ok(false)
            }
        }
    }

    /// Opens all of them for reading.
    pub(super) fn snapshots(
        &mut self,
        layout: &Layout,
        open: impl Fn(&mut WritableIndex, &Layout) -> Result<Snapshot, SearchError>,
    ) -> Result<Snapshots, SearchError> {
        Ok(Snapshots {
            shared: open(&mut self.shared, layout)?,
            restricted: open(&mut self.restricted, layout)?,
            full: open(&mut self.full, layout)?,
            // Memory is ahead of the disk where nothing on disk had to change: after a start that is done again.
            watermark: self
                .full
                .watermark()
                .max(self.shared.watermark().min(self.restricted.watermark())),
        })
    }
}
