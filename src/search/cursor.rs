//! Walks the documents of one term through all fields of a segment, giving the pseudo-frequency that the canonical score
//! needs. Fields are always summed in the same order, whatever the order of the postings.

use super::locate::{Entry, Occurrence};
use super::scoring::{Worths, occurrences};
use super::segment::Slot;
use std::io;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

/// Where the frequencies of one field come from.
enum Source<'a> {
    /// The postings of one term.
    Term(Box<SegmentPostings>),
    /// The sums of all terms with a prefix, and how far they are read.
    Sums(&'a [(DocId, u32)], usize),
}

impl Source<'_> {
    #[inline]
    fn doc(&self) -> DocId {
        match self {
            Self::Term(postings) => postings.doc(),
            Self::Sums(sums, at) => sums.get(*at).map_or(TERMINATED, |(doc, _)| *doc),
        }
    }

    #[inline]
    fn frequency(&self) -> u32 {
        match self {
            Self::Term(postings) => postings.term_freq(),
            Self::Sums(sums, at) => sums.get(*at).map_or(0, |(_, frequency)| *frequency),
        }
    }

    #[inline]
    fn advance(&mut self) {
        match self {
            Self::Term(postings) => {
                postings.advance();
            }
            Self::Sums(_, at) => *at += 1,
        }
    }

    #[inline]
    fn seek(&mut self, target: DocId) {
        match self {
            Self::Term(postings) => {
                if postings.doc() < target {
                    postings.seek(target);
                }
            }
            Self::Sums(sums, at) => {
                *at += sums
                    .get(*at..)
                    .unwrap_or_default()
                    .partition_point(|(doc, _)| *doc < target)
            }
        }
    }
}

/// One field of the walk.
struct Part<'a> {
    source: Source<'a>,
    table: &'a [f64; 256],
    lengths: &'a FieldNormReader,
}

/// The walk.
pub(super) struct Cursor<'a> {
    parts: Vec<Part<'a>>,
}

impl<'a> Cursor<'a> {
    /// Starts at the first document.
    pub(super) fn open(located: &'a [Occurrence<'a>], worths: &'a Worths) -> io::Result<Self> {
        let mut parts = Vec::with_capacity(located.len());
        for Occurrence { slot, entry } in located {
            let Some(table) = worths.table(slot.stream, slot.text_field) else {
                continue;
            };
            let source = match entry {
                Entry::Sums(sums) => Source::Sums(sums, 0),
                Entry::Term(info) => {
                    let postings = slot
                        .inverted
                        .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                    Source::Term(Box::new(postings))
                }
            };
            parts.push(Part {
                source,
                table,
                lengths: &slot.lengths,
            });
        }
        Ok(Self { parts })
    }

    /// The pseudo-frequency in one document, 0 if the term is not in it. Documents must be asked for in rising order.
    #[inline]
    pub(super) fn at(&mut self, doc: DocId) -> f64 {
        for part in &mut self.parts {
            part.source.seek(doc);
        }
        self.take(doc)
    }

    #[inline]
    fn take(&mut self, doc: DocId) -> f64 {
        let mut sum = 0.0;
        for part in &mut self.parts {
            if part.source.doc() == doc {
                sum += occurrences(part.table, part.source.frequency(), part.lengths.fieldnorm_id(doc));
                part.source.advance();
            }
        }
        sum
    }
}

/// The postings of a term in one field.
pub(super) fn postings(slot: &Slot, text: &str, option: IndexRecordOption) -> io::Result<Option<SegmentPostings>> {
    slot.inverted
        .read_postings(&Term::from_field_text(slot.field, text), option)
}
