//! Finds the documents of a segment that fulfil a condition. Deleted documents are still among them; `filter.rs` drops them.

use super::analysis::Stream;
use super::cursor::postings;
use super::locate::prefix_sums;
use super::query::{Node, Phrase};
use super::segment::{SegmentView, Slot};
use std::io;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

/// The documents that fulfil a condition, in order, each once.
pub(super) fn documents(segment: &SegmentView, node: &Node) -> io::Result<Vec<DocId>> {
    match node {
        Node::Phrase(phrase) => {
            let mut found = Vec::new();
            let fields = |slot: &&Slot| phrase.fields.contains(&slot.text_field);
            for slot in segment.slots(phrase.stream).filter(fields) {
                found = union(found, in_field(slot, phrase)?);
            }
            Ok(found)
        }
        Node::All(parts) => all(segment, parts),
        Node::Any(parts) => any(segment, parts),
        Node::Except(wanted, unwanted) => {
            let mut found = documents(segment, wanted)?;
            let unwanted = any(segment, unwanted)?;
            let mut is_unwanted = contained_in(&unwanted);
            found.retain(|doc| !is_unwanted(doc));
            Ok(found)
        }
    }
}

/// The documents that fulfil every condition; without conditions all documents.
pub(super) fn all(segment: &SegmentView, parts: &[Node]) -> io::Result<Vec<DocId>> {
    let Some((first, rest)) = parts.split_first() else {
        return Ok((0..segment.max_doc()).collect());
    };
    let mut found = documents(segment, first)?;
    for part in rest {
        if found.is_empty() {
            break;
        }
        let other = documents(segment, part)?;
        found.retain(contained_in(&other));
    }
    Ok(found)
}

/// The documents that fulfil at least one condition.
pub(super) fn any(segment: &SegmentView, parts: &[Node]) -> io::Result<Vec<DocId>> {
    let mut found = Vec::new();
    for part in parts {
        found = union(found, documents(segment, part)?);
    }
    Ok(found)
}

/// Tells for rising documents whether they are in a sorted list.
pub(super) fn contained_in(list: &[DocId]) -> impl FnMut(&DocId) -> bool + '_ {
    let mut rest = list;
    move |doc| {
        let skip = rest.iter().take(8).take_while(|other| **other < *doc).count();
        let skip = if skip == 8 {
            rest.partition_point(|other| other < doc)
        } else {
            skip
        };
        rest = rest.get(skip..).unwrap_or_default();
        rest.first() == Some(doc)
    }
}

/// Merges two sorted lists.
fn union(left: Vec<DocId>, right: Vec<DocId>) -> Vec<DocId> {
    if left.is_empty() || right.is_empty() {
        return if left.is_empty() { right } else { left };
    }
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a == b => {
                right.next();
                left.next()
            }
            (Some(a), Some(b)) if a < b => left.next(),
            (Some(_), None) => left.next(),
            (None, None) => return out,
            _ => right.next(),
        };
        out.extend(next);
    }
}

/// The documents with a phrase in one field.
fn in_field(slot: &Slot, phrase: &Phrase) -> io::Result<Vec<DocId>> {
    if let [(_, only)] = phrase.tokens.as_slice() {
        if phrase.prefix {
            return Ok(prefix_sums(slot, only)?.into_iter().map(|(doc, _)| doc).collect());
        }
        let Some(mut postings) = postings(slot, only, IndexRecordOption::Basic)? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::with_capacity(super::number::index(postings.doc_freq()));
        while postings.doc() != TERMINATED {
            found.push(postings.doc());
            postings.advance();
        }
        return Ok(found);
    }
    let mut lists = Vec::with_capacity(phrase.tokens.len());
    for (offset, text) in &phrase.tokens {
        match postings(slot, text, IndexRecordOption::WithFreqsAndPositions)? {
            Some(list) => lists.push((*offset, list)),
            None => return Ok(Vec::new()),
        }
    }
    if phrase.stream == Stream::Bigrams && is_unbroken(phrase) {
        lists = covering(lists);
    }
    lists.sort_by_key(|(_, list)| list.doc_freq());
    Ok(rows(&mut lists))
}

/// Whether each pair of a phrase begins with the character that the one before ends with. Around bars that may be left out
/// several pairs have one place.
fn is_unbroken(phrase: &Phrase) -> bool {
    let mut tokens = (0..).zip(&phrase.tokens);
    tokens.all(|(place, (offset, text))| *offset == place && !text.contains('ー'))
}

/// Of the pairs of an unbroken phrase enough that each of its characters is in one of them: never two neighbours are left out, nor the
/// first or the last, and of all ways to do that it is the one with the fewest postings.
fn covering(lists: Vec<(u32, SegmentPostings)>) -> Vec<(u32, SegmentPostings)> {
    let cost = |(_, list): &(u32, SegmentPostings)| u64::from(list.doc_freq());
    // What it costs to cover everything up to a pair that is kept, and whether the one before is kept too.
    let mut kept: Vec<(u64, bool)> = Vec::with_capacity(lists.len());
    for (at, one) in lists.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).and_then(|at| kept.get(at)).map(|(cost, _)| *cost);
        let (next, over) = (before(1).unwrap_or_default(), before(2));
        let best = over
            .filter(|over| *over < next)
            .map_or((next, true), |over| (over, false));
        kept.push((best.0.saturating_add(cost(one)), best.1));
    }
    let (mut wanted, mut at) = (vec![false; lists.len()], lists.len().checked_sub(1));
    while let Some(last) = at {
        if let Some(wanted) = wanted.get_mut(last) {
            *wanted = true;
        }
        let is_next = kept.get(last).is_none_or(|(_, is_next)| *is_next);
        at = last.checked_sub(if is_next { 1 } else { 2 });
    }
    let chosen = lists.into_iter().zip(wanted).filter(|(_, wanted)| *wanted);
    chosen.map(|(one, _)| one).collect()
}

/// The documents in which the lists meet at their offsets; the rarest list comes first.
fn rows(lists: &mut [(u32, SegmentPostings)]) -> Vec<DocId> {
    let mut found = Vec::new();
    let (mut starts, mut positions) = (Vec::new(), Vec::new());
    let Some(mut doc) = lists.first().map(|(_, list)| list.doc()) else {
        return found;
    };
    while doc != TERMINATED {
        let reached = lists.iter_mut().try_for_each(|(_, list)| {
            let at = if list.doc() < doc { list.seek(doc) } else { list.doc() };
            if at == doc { Ok(()) } else { Err(at) }
        });
        if let Err(further) = reached {
            doc = further;
            continue;
        }
        starts.clear();
        for (number, (offset, list)) in lists.iter_mut().enumerate() {
            list.positions(&mut positions);
            if number == 0 {
                starts.extend(positions.iter().filter_map(|position| position.checked_sub(*offset)));
            } else {
                starts.retain(|start| positions.binary_search(&(start + *offset)).is_ok());
            }
            if starts.is_empty() {
                break;
            }
        }
        if !starts.is_empty() {
            found.push(doc);
        }
        doc = lists.first_mut().map_or(TERMINATED, |(_, list)| list.advance());
    }
    found
}
