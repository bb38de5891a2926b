//! Computes the statistics epoch from the shared index: live documents only, and nothing that depends on segments.

use super::analysis::Stream;
use super::document::TextField;
use super::epoch::StatisticsEpoch;
use super::error::SearchError;
use super::number::float;
use super::segment::{SegmentView, Slot, Snapshot};
use std::collections::HashMap;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocId, DocSet, TERMINATED};

/// Terms in fewer documents are not kept: they count as occurring once.
const MIN_FREQUENCY: u32 = 2;

/// Counts what the shared index holds.
pub(super) fn compute(id: u64, shared: &Snapshot) -> Result<StatisticsEpoch, SearchError> {
    let mut lengths = [[(0_u64, 0_u64); 4]; 2];
    let mut frequencies: [HashMap<String, u32>; 2] = [HashMap::new(), HashMap::new()];
    for segment in shared.segments() {
        for (stream, (totals, terms)) in Stream::ALL
            .into_iter()
            .zip(lengths.iter_mut().zip(frequencies.iter_mut()))
        {
            let slots: Vec<&Slot> = segment.slots(stream).collect();
            for (slot, total) in slots.iter().zip(totals.iter_mut()) {
                measure(segment, slot, total);
            }
            count(segment, &slots, terms)?;
        }
    }
    let frequencies = frequencies.each_ref().map(|terms| {
        let known = terms.iter().filter(|(_, frequency)| **frequency >= MIN_FREQUENCY);
        known.map(|(term, frequency)| (term.as_str(), *frequency)).collect()
    });
    let nominal = StatisticsEpoch::built_in();
    let mut averages = [[0.0; 4]; 2];
    for (stream, (row, totals)) in Stream::ALL.into_iter().zip(averages.iter_mut().zip(lengths)) {
        for (field, (average, (tokens, texts))) in TextField::ALL.into_iter().zip(row.iter_mut().zip(totals)) {
            *average = if texts == 0 {
                nominal.average_length(stream, field)
            } else {
                float(tokens) / float(texts)
            };
        }
    }
    Ok(StatisticsEpoch::new(id, shared.live(), averages, frequencies))
}

/// Adds the tokens and the texts of one field.
fn measure(segment: &SegmentView, slot: &Slot, total: &mut (u64, u64)) {
    for doc in (0..segment.max_doc()).filter(|doc| !segment.is_deleted(*doc)) {
        let length = slot.lengths.fieldnorm(doc);
        if length > 0 {
            total.0 += u64::from(length);
            total.1 += 1;
        }
    }
}

/// Adds, for every term, in how many live documents it occurs in any field.
fn count(segment: &SegmentView, slots: &[&Slot], terms: &mut HashMap<String, u32>) -> Result<(), SearchError> {
    let mut streams: Vec<(&Slot, TermStreamer<'_>)> = Vec::new();
    for slot in slots {
        let mut stream = slot.inverted.terms().stream()?;
        if stream.advance() {
            streams.push((slot, stream));
        }
    }
    let mut docs = Vec::new();
    while let Some(term) = streams.iter().map(|(_, stream)| stream.key()).min().map(<[u8]>::to_vec) {
        let holders: Vec<(&Slot, TermInfo)> = streams
            .iter()
            .filter(|(_, stream)| stream.key() == term)
            .map(|(slot, stream)| (*slot, stream.value().clone()))
            .collect();
        let frequency = match holders.as_slice() {
            [(_, info)] if !segment.has_deletes() => info.doc_freq,
            _ => distinct(segment, &holders, &mut docs)?,
        };
        if frequency > 0
            && let Ok(text) = String::from_utf8(term.clone())
        {
            *terms.entry(text).or_default() += frequency;
        }
        streams = streams
            .into_iter()
            .filter_map(|(slot, mut stream)| (stream.key() != term || stream.advance()).then_some((slot, stream)))
            .collect();
    }
    Ok(())
}

/// How many live documents several posting lists name together.
fn distinct(segment: &SegmentView, holders: &[(&Slot, TermInfo)], docs: &mut Vec<DocId>) -> Result<u32, SearchError> {
    docs.clear();
    for (slot, info) in holders {
        let mut postings = slot
            .inverted
            .read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                docs.push(postings.doc());
            }
            postings.advance();
        }
    }
    docs.sort_unstable();
    docs.dedup();
    Ok(super::number::count(docs.len()))
}
