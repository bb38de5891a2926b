//! Tests of the room as a whole, and what they share.

mod canonical;
mod cases;
mod feedback;
mod keywords;
mod paging;
mod standing;
mod suggest;
mod visibility;

use super::{
    Ask, Change, Concepts, Facets, Filters, IndexDocument, Kind, Options, Placement, Query, SearchIndex, SearchRequest,
    Sort, TextField,
};
use crate::domain::ids::{ListingId, OrganisationId};
use std::sync::Arc;
use uuid::Uuid;

/// A listing id; odd numbers sort elsewhere than even ones.
fn listing(number: u64) -> ListingId {
    ListingId::from_uuid(Uuid::from_u64_pair(number.wrapping_mul(0x9E37_79B9_7F4A_7C15), number))
}

fn organisation(number: u64) -> OrganisationId {
    OrganisationId::from_uuid(Uuid::from_u64_pair(number, 1))
}

fn document(number: u64, title: &str, body: &str) -> IndexDocument {
    IndexDocument {
        listing: listing(number),
        kind: Kind::Seed,
        organisation: organisation(100),
        blocked: Vec::new(),
        texts: vec![(TextField::Title, title.to_owned()), (TextField::Body, body.to_owned())],
        facets: Facets::new(),
        published_at: i64::try_from(number % 7).unwrap(),
        valid_until: 1000 + i64::try_from(number % 5).unwrap(),
    }
}

fn put(placement: Placement, document: IndexDocument) -> Change {
    Change::Put {
        placement,
        document: Box::new(document),
    }
}

fn shared(document: IndexDocument) -> Change {
    put(Placement::Shared, document)
}

fn open(folder: &tempfile::TempDir) -> SearchIndex {
    open_as(folder, Options::default())
}

/// An index that reads so many postings at most to choose what is nearest.
fn open_with(folder: &tempfile::TempDir, postings: u64) -> SearchIndex {
    open_as(
        folder,
        Options {
            postings,
            ..Options::default()
        },
    )
}

fn open_as(folder: &tempfile::TempDir, options: Options) -> SearchIndex {
    let writer_memory = 15_000_000;
    SearchIndex::open(
        folder.path(),
        Options {
            writer_memory,
            ..options
        },
    )
    .unwrap()
}

fn with(changes: &[Change]) -> (SearchIndex, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let index = open(&folder);
    index.apply(changes, 1).unwrap();
    (index, folder)
}

fn typed(text: &str) -> SearchRequest {
    ask(Ask::Keywords(Arc::new(Query::parse(text, Concepts::built_in()))))
}

fn ask(ask: Ask) -> SearchRequest {
    SearchRequest {
        viewer: organisation(1),
        ask,
        filters: Filters::default(),
        sort: Sort::Relevance,
        after: None,
        limit: 100,
        facets: Vec::new(),
        widen: false,
        also: false,
        explained: true,
        now: 0,
    }
}

/// The listings that a typed query finds, in order.
fn found(index: &SearchIndex, text: &str) -> Vec<ListingId> {
    index
        .search(&typed(text), None)
        .unwrap()
        .hits
        .iter()
        .map(|hit| hit.listing)
        .collect()
}

/// Whether a typed query finds a text without being relaxed, by index and in memory alike.
fn finds(text: &str, query: &str) -> bool {
    let (index, _folder) = with(&[shared(document(1, text, ""))]);
    let result = index.search(&typed(query), None).unwrap();
    let found = !result.relaxed && result.total == 1;
    let in_memory = Query::parse(query, Concepts::built_in()).matches(&[(TextField::Title, text)]);
    assert_eq!(found, in_memory, "index and memory disagree on {query} in {text}");
    found
}
