//! Tests of the room as a whole.

use super::{Change, Facets, IndexDocument, Kind, Options, Placement, SearchIndex, TextField};
use crate::domain::ids::{ListingId, OrganisationId};

#[test]
fn smoke() {
    let folder = tempfile::tempdir().unwrap();
    let index = SearchIndex::open(folder.path(), Options::default()).unwrap();
    let id = uuid::Uuid::from_u64_pair(1, 2);
    let document = IndexDocument {
        listing: ListingId::from_uuid(id),
        kind: Kind::Seed,
        organisation: OrganisationId::from_uuid(id),
        blocked: vec![],
        texts: vec![(TextField::Title, "肺がん IL-6".to_owned())],
        facets: Facets::new(),
        published_at: 0,
        valid_until: 1,
    };
    index.apply(&[Change::Put { placement: Placement::Shared, document: Box::new(document) }], 1).map_err(|e| { println!("{:?}", e); }).unwrap();
}
