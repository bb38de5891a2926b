//! Where a term stands in one segment: looked up once, read by whoever needs it.

use super::segment::{SegmentView, Slot};
use super::terms::ScoreTerm;
use std::io;
use tantivy::postings::Postings;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED, Term};

/// A term in one field.
pub(super) struct Occurrence<'a> {
    /// The field.
    pub(super) slot: &'a Slot,
    /// Where to read.
    pub(super) entry: Entry,
}

/// Where to read how often something stands in each document.
pub(super) enum Entry {
    /// In the postings of one term.
    Term(TermInfo),
    /// Here, in order of documents: the sums over all terms with a prefix.
    Sums(Vec<(DocId, u32)>),
}

/// A term in all fields of a segment that have it, in summing order.
pub(super) fn locate<'a>(segment: &'a SegmentView, term: &ScoreTerm) -> io::Result<Vec<Occurrence<'a>>> {
    let mut occurrences = Vec::new();
    for slot in segment.slots(term.stream) {
        let entry = if term.prefix {
            Some(Entry::Sums(prefix_sums(slot, &term.text)?))
        } else {
            let key = Term::from_field_text(slot.field, &term.text);
            slot.inverted.get_term_info(&key)?.map(Entry::Term)
        };
        occurrences.extend(entry.map(|entry| Occurrence { slot, entry }));
    }
    Ok(occurrences)
}

/// For every document, how often any token with the prefix occurs in one field, in order of documents.
pub(super) fn prefix_sums(slot: &Slot, prefix: &str) -> io::Result<Vec<(DocId, u32)>> {
    let mut found: Vec<(DocId, u32)> = Vec::new();
    let mut terms = slot.inverted.terms().range().ge(prefix.as_bytes()).into_stream()?;
    while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
        let mut postings = slot
            .inverted
            .read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            found.push((postings.doc(), postings.term_freq()));
            postings.advance();
        }
    }
    found.sort_unstable();
    let one = |group: &[(DocId, u32)]| {
        group
            .first()
            .map(|(doc, _)| (*doc, group.iter().map(|(_, frequency)| frequency).sum()))
    };
    Ok(found.chunk_by(|a, b| a.0 == b.0).filter_map(one).collect())
}
