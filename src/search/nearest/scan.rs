//! Rough scores: single precision, block by block.

use crate::search::locate::{Entry, Occurrence};
use crate::search::number::{index, rough, rough_count};
use crate::search::run::Run;
use crate::search::scoring::slots;
use crate::search::segment::SegmentView;
use std::io;
use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

/// The rough scores of one segment's documents.
pub(super) struct Scan {
    pub(super) scores: Vec<f32>,
    /// The pseudo-frequency of one term that stands in several fields, 0 again after it.
    pseudo_frequencies: Vec<f32>,
    touched: Vec<DocId>,
}

/// What a pseudo-frequency is worth.
#[inline]
fn saturated(pseudo_frequency: f32) -> f32 {
    const SATURATION: f32 = rough(crate::search::scoring::SATURATION);
    pseudo_frequency * (SATURATION + 1.0) / (pseudo_frequency + SATURATION)
}

impl Scan {
    pub(super) fn new(segment: &SegmentView) -> Self {
        let size = slots(segment.max_doc());
        Self {
            scores: vec![0.0; size],
            pseudo_frequencies: vec![0.0; size],
            touched: Vec::new(),
        }
    }

    /// Adds what one term is worth.
    pub(super) fn add(&mut self, located: &[Occurrence<'_>], importance: f32, run: &Run<'_>) -> io::Result<()> {
        let mut parts = Vec::with_capacity(located.len());
        for occurrence in located {
            let slot = occurrence.slot;
            if let Some(table) = run.scorer.worths().rough(slot.stream, slot.text_field) {
                parts.push((Part::open(occurrence)?, table, &slot.lengths));
            }
        }
        let is_only = parts.len() == 1;
        let Self {
            scores,
            pseudo_frequencies,
            touched,
            ..
        } = self;
        touched.clear();
        for (part, table, lengths) in parts {
            part.each(|doc, frequency| {
                let worth = table.get(usize::from(lengths.fieldnorm_id(doc))).copied();
                let pseudo_frequency = frequency * worth.unwrap_or_default();
                if is_only {
                    if let Some(score) = scores.get_mut(index(doc)) {
                        *score += importance * saturated(pseudo_frequency);
                    }
                } else if let Some(sum) = pseudo_frequencies.get_mut(index(doc)) {
                    *sum += pseudo_frequency;
                    touched.push(doc);
                }
            });
        }
        for doc in touched {
            if let (Some(score), Some(sum)) = (scores.get_mut(index(*doc)), pseudo_frequencies.get_mut(index(*doc))) {
                *score += importance * saturated(std::mem::take(sum));
            }
        }
        Ok(())
    }
}

/// Where one term stands in one field.
enum Part<'a> {
    Term(Box<tantivy::postings::BlockSegmentPostings>),
    Sums(&'a [(DocId, u32)]),
}

impl<'a> Part<'a> {
    fn open(Occurrence { slot, entry }: &'a Occurrence<'_>) -> io::Result<Self> {
        Ok(match entry {
            Entry::Sums(sums) => Self::Sums(sums),
            Entry::Term(info) => {
                let postings = slot
                    .inverted
                    .read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                Self::Term(Box::new(postings))
            }
        })
    }

    /// Tells every document with how often the term stands in it.
    #[inline]
    fn each(self, mut tell: impl FnMut(DocId, f32)) {
        match self {
            Self::Sums(sums) => sums
                .iter()
                .for_each(|(doc, frequency)| tell(*doc, rough_count(*frequency))),
            Self::Term(mut postings) => {
                while postings.block_len() > 0 {
                    for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
                        tell(*doc, rough_count(*frequency));
                    }
                    postings.advance();
                }
            }
        }
    }
}
