//! Computes the statistics of an instant: live documents only, and nothing that depends on segments.

use super::analysis::Stream;
use super::document::TextField;
use super::epoch::Extent;
use super::error::SearchError;
use super::frequencies::term_key;
use super::frozen::{FrozenStatistics, Part};
use super::number::index;
use super::segment::{SegmentView, Slot, Snapshot};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tantivy::DocId;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;

/// Terms in fewer documents are not kept: they count as occurring once.
const MIN_FREQUENCY: u32 = 2;

/// What some documents contribute, being counted.
#[derive(Default)]
struct Tally {
    extent: Extent,
    frequencies: [HashMap<u64, u32>; 2],
}

impl Tally {
    fn add(&mut self, stream: Stream, key: u64, frequency: u32) {
        if let Some(terms) = self.frequencies.get_mut(stream.ordinal()) {
            *terms.entry(key).or_default() += frequency;
        }
    }

    fn add_length(&mut self, stream: Stream, field: TextField, tokens: u32) {
        let fields = self.extent.lengths.get_mut(stream.ordinal());
        if let Some(length) = fields.and_then(|fields| fields.get_mut(field.ordinal())) {
            length.tokens += u64::from(tokens);
            length.texts += 1;
        }
    }

    /// The terms of a stream that are `kept`, in order.
    fn part(&self, kept: impl Fn(Stream, u64, u32) -> bool) -> Part {
        let table = |stream: Stream| {
            let terms = self.frequencies.get(stream.ordinal()).into_iter().flatten();
            let terms = terms.map(|(key, frequency)| (*key, *frequency));
            let terms: BTreeMap<u64, u32> = terms
                .filter(|(key, frequency)| kept(stream, *key, *frequency))
                .collect();
            terms.into()
        };
        Part {
            extent: self.extent,
            tables: Arc::new(Stream::ALL.map(table)),
        }
    }
}

/// Tallies of everything, and of what is hidden from each organisation, by its key.
#[derive(Default)]
struct Tallies {
    all: Tally,
    hidden: HashMap<u64, Tally>,
}

/// Counts what some indexes hold together.
pub(super) fn compute(id: u64, snapshots: &[&Snapshot]) -> Result<FrozenStatistics, SearchError> {
    let mut tallies = Tallies::default();
    for segment in snapshots.iter().flat_map(|snapshot| snapshot.segments()) {
        let closed = closed(segment);
        tallies.all.extent.documents += u64::from(segment.live());
        for key in closed.values().flatten() {
            tallies.hidden.entry(*key).or_default().extent.documents += 1;
        }
        for stream in Stream::ALL {
            let slots: Vec<&Slot> = segment.slots(stream).collect();
            for slot in &slots {
                measure(segment, slot, &closed, &mut tallies);
            }
            count(segment, (stream, &slots), &closed, &mut tallies)?;
        }
    }
    let all = tallies.all.part(|_, _, frequency| frequency >= MIN_FREQUENCY);
    let hidden = tallies.hidden.iter().map(|(key, tally)| {
        // What occurs once at all occurs once at most without something.
        let listed = |stream: Stream, key: u64, _| {
            let table = all.tables.get(stream.ordinal());
            table.is_some_and(|table| table.get_by_key(key).is_some())
        };
        (*key, tally.part(listed))
    });
    let hidden = hidden.collect();
    Ok(FrozenStatistics::new(id, all, hidden))
}

/// The live documents that are hidden from somebody, with the keys of whom.
fn closed(segment: &SegmentView) -> HashMap<DocId, Vec<u64>> {
    let live = (0..segment.max_doc()).filter(|doc| !segment.is_deleted(*doc));
    let keys = live.map(|doc| {
        let mut keys: Vec<u64> = segment.blocked(doc).collect();
        keys.sort_unstable();
        keys.dedup();
        (doc, keys)
    });
    keys.filter(|(_, keys)| !keys.is_empty()).collect()
}

/// Adds the tokens and the texts of one field.
fn measure(segment: &SegmentView, slot: &Slot, closed: &HashMap<DocId, Vec<u64>>, tallies: &mut Tallies) {
    for doc in (0..segment.max_doc()).filter(|doc| !segment.is_deleted(*doc)) {
        let length = slot.lengths.fieldnorm(doc);
        if length > 0 {
            tallies.all.add_length(slot.stream, slot.text_field, length);
            for key in closed.get(&doc).into_iter().flatten() {
                let tally = tallies.hidden.entry(*key).or_default();
                tally.add_length(slot.stream, slot.text_field, length);
            }
        }
    }
}

/// Adds, for every term, in how many live documents it occurs in any field.
fn count(
    segment: &SegmentView,
    (stream, slots): (Stream, &[&Slot]),
    closed: &HashMap<DocId, Vec<u64>>,
    tallies: &mut Tallies,
) -> Result<(), SearchError> {
    let mut streams: Vec<(&Slot, TermStreamer<'_>)> = Vec::new();
    for slot in slots {
        let mut stream = slot.inverted.terms().stream()?;
        if stream.advance() {
            streams.push((slot, stream));
        }
    }
    let mut docs = Distinct::new(segment);
    while let Some(term) = streams.iter().map(|(_, stream)| stream.key()).min().map(<[u8]>::to_vec) {
        let holders: Vec<(&Slot, TermInfo)> = streams
            .iter()
            .filter(|(_, stream)| stream.key() == term)
            .map(|(slot, stream)| (*slot, stream.value().clone()))
            .collect();
        let key = std::str::from_utf8(&term).ok().map(term_key);
        let frequency = match holders.as_slice() {
            [(_, info)] if !segment.has_deletes() && closed.is_empty() => info.doc_freq,
            _ => {
                docs.read(segment, &holders)?;
                for organisation in docs.list.iter().filter_map(|doc| closed.get(doc)).flatten() {
                    let tally = tallies.hidden.entry(*organisation).or_default();
                    key.into_iter().for_each(|key| tally.add(stream, key, 1));
                }
                super::number::count(docs.list.len())
            }
        };
        if frequency > 0 {
            key.into_iter().for_each(|key| tallies.all.add(stream, key, frequency));
        }
        streams = streams
            .into_iter()
            .filter_map(|(slot, mut stream)| (stream.key() != term || stream.advance()).then_some((slot, stream)))
            .collect();
    }
    Ok(())
}

/// The live documents that several posting lists name together, in no order.
struct Distinct {
    list: Vec<DocId>,
    /// By document, whether it is on the list: common words stand in most documents and in several fields.
    listed: Vec<bool>,
}

impl Distinct {
    fn new(segment: &SegmentView) -> Self {
        Self {
            list: Vec::new(),
            listed: vec![false; index(segment.max_doc())],
        }
    }

    fn read(&mut self, segment: &SegmentView, holders: &[(&Slot, TermInfo)]) -> Result<(), SearchError> {
        let Self { list, listed } = self;
        for doc in list.drain(..) {
            if let Some(listed) = listed.get_mut(index(doc)) {
                *listed = false;
            }
        }
        for (slot, info) in holders {
            let mut postings = slot
                .inverted
                .read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while postings.block_len() > 0 {
                for doc in postings.docs() {
                    if let Some(listed) = listed.get_mut(index(*doc)).filter(|listed| !**listed)
                        && !segment.is_deleted(*doc)
                    {
                        *listed = true;
                        list.push(*doc);
                    }
                }
                postings.advance();
            }
        }
        Ok(())
    }
}
