//! One open segment of an index with everything a search reads already open, and the set of segments at one commit.

use super::analysis::Stream;
use super::columns::Columns;
use super::document::TextField;
use super::error::{Doing, SearchError};
use super::schema::{BLOCKED, COLUMNS, Layout, SIGNATURE};
use super::signature::Subject;
use crate::domain::ids::ListingId;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Index, InvertedIndexReader, ReloadPolicy, SegmentReader, TERMINATED, Term};
use uuid::Uuid;

/// The inverted index of one field in one stream.
pub(super) struct Slot {
    /// The stream.
    pub(super) stream: Stream,
    /// The text field.
    pub(super) text_field: TextField,
    /// The engine's field.
    pub(super) field: Field,
    /// Terms and postings.
    pub(super) inverted: Arc<InvertedIndexReader>,
    /// Quantised lengths.
    pub(super) lengths: FieldNormReader,
}

/// An open segment.
pub(super) struct SegmentView {
    reader: SegmentReader,
    slots: Vec<Slot>,
    suggestion_field: Field,
    suggestions: Arc<InvertedIndexReader>,
    subject_field: Field,
    subjects: Arc<InvertedIndexReader>,
    listing_high: Column<u64>,
    listing_low: Column<u64>,
    blocked: Column<u64>,
    signature: Column<u64>,
    /// What filters and counts read.
    pub(super) columns: Arc<Columns>,
}

impl SegmentView {
    fn open(reader: &SegmentReader, layout: &Layout, columns: Arc<Columns>) -> Result<Self, SearchError> {
        let mut slots = Vec::new();
        for &((stream, text_field), field) in layout.text() {
            let inverted = reader.inverted_index(field).doing("opening a field")?;
            let lengths = reader.get_fieldnorms_reader(field).doing("opening field lengths")?;
            slots.push(Slot {
                stream,
                text_field,
                field,
                inverted,
                lengths,
            });
        }
        let fast = reader.fast_fields();
        let number = |name: &str| fast.u64(name).doing("opening a column");
        let [listing_high, listing_low, ..] = COLUMNS;
        Ok(Self {
            reader: reader.clone(),
            suggestion_field: layout.suggestions(),
            suggestions: reader
                .inverted_index(layout.suggestions())
                .doing("opening the suggestions")?,
            subject_field: layout.subjects(),
            subjects: reader.inverted_index(layout.subjects()).doing("opening the subjects")?,
            slots,
            listing_high: number(listing_high)?,
            listing_low: number(listing_low)?,
            blocked: number(BLOCKED)?,
            signature: number(SIGNATURE)?,
            columns,
        })
    }

    /// The listing of a document.
    pub(super) fn listing(&self, doc: DocId) -> ListingId {
        let high = self.listing_high.first(doc).unwrap_or_default();
        let low = self.listing_low.first(doc).unwrap_or_default();
        ListingId::from_uuid(Uuid::from_u64_pair(high, low))
    }

    /// The organisations that may not find a document.
    #[inline]
    pub(super) fn blocked(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.blocked.values_for_doc(doc)
    }

    /// Names the segment: its documents never change.
    pub(super) fn id(&self) -> SegmentId {
        self.reader.segment_id()
    }

    /// The fields of one stream in summing order.
    pub(super) fn slots(&self, stream: Stream) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.stream == stream)
    }

    /// The field of what titles suggest.
    pub(super) const fn suggestion_field(&self) -> Field {
        self.suggestion_field
    }

    /// What titles suggest: terms and postings.
    pub(super) fn suggestions(&self) -> &InvertedIndexReader {
        &self.suggestions
    }

    /// What a document is about.
    pub(super) fn subject(&self, doc: DocId) -> Subject {
        Subject {
            words: self.signature(doc).collect(),
            length_ids: self.length_ids(doc),
        }
    }

    /// The signature of a document.
    #[inline]
    pub(super) fn signature(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.signature.values_for_doc(doc)
    }

    /// The quantised numbers of words of a document, by field.
    #[inline]
    pub(super) fn length_ids(&self, doc: DocId) -> [u8; 4] {
        let mut length_ids = [0; 4];
        for slot in self.slots(Stream::Words) {
            if let Some(length_id) = length_ids.get_mut(slot.text_field.ordinal()) {
                *length_id = slot.lengths.fieldnorm_id(doc);
            }
        }
        length_ids
    }

    /// Tells of each document that has a word in its signature, by the head of the word's key.
    pub(super) fn about(&self, head: u64, mut tell: impl FnMut(DocId)) -> std::io::Result<()> {
        let term = Term::from_field_u64(self.subject_field, head);
        if let Some(mut postings) = self.subjects.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                tell(postings.doc());
                postings.advance();
            }
        }
        Ok(())
    }

    /// One more than the largest document number, deleted ones included.
    pub(super) fn max_doc(&self) -> DocId {
        self.reader.max_doc()
    }

    /// How many documents are not deleted.
    pub(super) fn live(&self) -> u32 {
        self.reader.num_docs()
    }

    /// Whether a document is deleted.
    #[inline]
    pub(super) fn is_deleted(&self, doc: DocId) -> bool {
        self.reader.is_deleted(doc)
    }

    /// Whether any document is deleted.
    pub(super) fn has_deletes(&self) -> bool {
        self.reader.has_deletes()
    }
}

/// All segments of an index at one commit.
#[derive(Default)]
pub(super) struct Snapshot {
    segments: Vec<SegmentView>,
    owners: OnceLock<HashSet<u64>>,
}

impl Snapshot {
    /// Opens the last commit of an index. Of segments that are `known` the columns are not read again; those of the others are
    /// added, and what the commit does not have is forgotten.
    pub(super) fn open(
        index: &Index,
        layout: &Layout,
        known: &mut HashMap<SegmentId, Arc<Columns>>,
    ) -> Result<Self, SearchError> {
        let reader: tantivy::IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .doing("opening the index for reading")?;
        let (mut segments, mut columns) = (Vec::new(), HashMap::new());
        for segment in reader.searcher().segment_readers() {
            let id = segment.segment_id();
            let read = match known.get(&id) {
                Some(read) => Arc::clone(read),
                None => Arc::new(Columns::read(segment)?),
            };
            segments.push(SegmentView::open(segment, layout, Arc::clone(&read))?);
            columns.insert(id, read);
        }
        *known = columns;
        Ok(Self {
            segments,
            owners: OnceLock::new(),
        })
    }

    /// The segments.
    pub(super) fn segments(&self) -> &[SegmentView] {
        &self.segments
    }

    /// The keys of the organisations that own something, deleted or not.
    pub(super) fn owners(&self) -> &HashSet<u64> {
        let rows = |segment: &'_ SegmentView| {
            segment
                .columns
                .rows()
                .iter()
                .map(|row| row.organisation)
                .collect::<Vec<_>>()
        };
        self.owners
            .get_or_init(|| self.segments.iter().flat_map(rows).collect())
    }

    /// How many documents can be found.
    pub(super) fn live(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.live())).sum()
    }
}
