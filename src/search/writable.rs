//! One index that changes, on disk or in memory: opened or started afresh, written with the watermark of the last change in
//! each commit.

use super::analysis::ANALYZER_VERSION;
use super::columns::Columns;
use super::error::{Doing, SearchError};
use super::schema::{Layout, SCHEMA_VERSION};
use super::segment::Snapshot;
use crate::domain::ids::ListingId;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::index::SegmentId;
use tantivy::indexer::LogMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

/// So many segments of a size become one. Every word is looked up in every segment, so few are worth the writing.
const MERGED: usize = 3;
/// While many changes follow, more of them do: what is merged often is written often.
const MERGED_IN_HASTE: usize = 10;

/// An index with its only writer.
pub(super) struct WritableIndex {
    /// Where it is, unless in memory.
    folder: Option<PathBuf>,
    index: Index,
    writer: IndexWriter,
    watermark: i64,
    /// The columns of the segments of the last commit that was opened for reading.
    columns: HashMap<SegmentId, Arc<Columns>>,
}

impl WritableIndex {
    /// The watermark of the index in a folder; `None` if there is no index that this program could go on with.
    pub(super) fn stored_watermark(folder: &Path, layout: &Layout) -> Option<i64> {
        let index = Index::open_in_dir(folder).ok()?;
        let payload = index.load_metas().ok()?.payload?;
        if index.schema() == layout.schema {
            parse(&payload)
        } else {
            None
        }
    }

    /// Deletes whatever is in a folder that belongs to an index.
    pub(super) fn clear(folder: &Path) -> Result<(), SearchError> {
        let failed = |source| SearchError::Folder {
            path: folder.to_owned(),
            source,
        };
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(failed)?;
        }
        Ok(())
    }

    /// Opens the index of a folder, or starts one.
    pub(super) fn open(folder: &Path, layout: &Layout, writer_memory: usize) -> Result<Self, SearchError> {
        fs::create_dir_all(folder).map_err(|source| SearchError::Folder {
            path: folder.to_owned(),
            source,
        })?;
        let directory = MmapDirectory::open(folder)
            .map_err(tantivy::TantivyError::from)
            .doing("opening the index folder")?;
        Self::in_directory(directory, Some(folder.to_owned()), layout, writer_memory)
    }

    /// Starts an index that lives in memory only.
    pub(super) fn in_memory(layout: &Layout, writer_memory: usize) -> Result<Self, SearchError> {
        Self::in_directory(RamDirectory::create(), None, layout, writer_memory)
    }

    fn in_directory(
        directory: impl Into<Box<dyn Directory>>,
        folder: Option<PathBuf>,
        layout: &Layout,
        writer_memory: usize,
    ) -> Result<Self, SearchError> {
        let mut index = Index::open_or_create(directory, layout.schema.clone()).doing("opening the index")?;
        index.set_tokenizers(Layout::tokenizers());
        let watermark = index
            .load_metas()
            .doing("reading the state of the index")?
            .payload
            .as_deref()
            .and_then(parse);
        let writer = index
            .writer_with_num_threads(1, writer_memory)
            .doing("opening the index for writing")?;
        let mut writable = Self {
            folder,
            index,
            writer,
            watermark: watermark.unwrap_or_default(),
            columns: HashMap::new(),
        };
        writable.set_haste(false);
        if watermark.is_none() {
            writable.commit(0)?;
        }
        Ok(writable)
    }

    /// Tells whether many more changes follow.
    pub(super) fn set_haste(&self, is_hasty: bool) {
        let mut merging = LogMergePolicy::default();
        merging.set_min_num_segments(if is_hasty { MERGED_IN_HASTE } else { MERGED });
        self.writer.set_merge_policy(Box::new(merging));
    }

    /// Queues that a listing reads like this from now on, or is gone.
    pub(super) fn replace(
        &self,
        listing: ListingId,
        by: Option<TantivyDocument>,
        layout: &Layout,
    ) -> Result<(), SearchError> {
        self.writer.delete_term(layout.listing_term(listing));
        if let Some(document) = by {
            self.writer.add_document(document).doing("adding a listing")?;
        }
        Ok(())
    }

    /// Makes queued changes durable together with the watermark.
    pub(super) fn commit(&mut self, watermark: i64) -> Result<(), SearchError> {
        let mut commit = self.writer.prepare_commit().doing("preparing a commit")?;
        commit.set_payload(&payload(watermark));
        commit.commit().doing("committing")?;
        self.watermark = watermark;
        Ok(())
    }

    /// Forgets queued changes after a failure.
    pub(super) fn rollback(&mut self) -> Result<(), SearchError> {
        self.writer.rollback().doing("undoing an unfinished commit")?;
        Ok(())
    }

    /// The watermark of the last commit.
    pub(super) const fn watermark(&self) -> i64 {
        self.watermark
    }

    /// Opens the last commit anew, so that none of what was read of its files stays mapped; in memory as [`Self::snapshot`].
    pub(super) fn reopened(&mut self, layout: &Layout) -> Result<Snapshot, SearchError> {
        match &self.folder {
            Some(folder) => {
                let index = Index::open_in_dir(folder).doing("opening the index again")?;
                Snapshot::open(&index, layout, &mut self.columns)
            }
            None => self.snapshot(layout),
        }
    }

    /// Opens the last commit for reading.
    pub(super) fn snapshot(&mut self, layout: &Layout) -> Result<Snapshot, SearchError> {
        Snapshot::open(&self.index, layout, &mut self.columns)
    }
}

fn payload(watermark: i64) -> String {
    format!("enishi analyzer {ANALYZER_VERSION} schema {SCHEMA_VERSION} watermark {watermark}")
}

fn parse(payload: &str) -> Option<i64> {
    let prefix = format!("enishi analyzer {ANALYZER_VERSION} schema {SCHEMA_VERSION} watermark ");
    payload.strip_prefix(&prefix)?.parse().ok()
}
