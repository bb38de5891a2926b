//! Block lists, overlays, moves between placements: what a viewer may not see has no effect.

use super::super::{Change, IndexDocument, Placement, SearchError, SearchIndex};
use super::{document, listing, organisation, put, shared, typed, with};
use std::convert::Infallible;

fn blocked(number: u64, title: &str, organisations: &[u64]) -> Change {
    let mut document = document(number, title, "");
    document.blocked = organisations.iter().map(|number| organisation(*number)).collect();
    put(Placement::Restricted, document)
}

fn total(index: &SearchIndex, viewer: u64, query: &str) -> u64 {
    let mut request = typed(query);
    request.viewer = organisation(viewer);
    index.search(&request, None).unwrap().total
}

#[test]
fn a_blocked_organisation_finds_nothing() {
    let (index, _folder) = with(&[blocked(1, "免疫", &[1, 2]), shared(document(2, "神経", ""))]);
    assert_eq!(
        (
            total(&index, 1, "免疫"),
            total(&index, 2, "免疫"),
            total(&index, 3, "免疫")
        ),
        (0, 0, 1)
    );
}

#[test]
fn restricted_text_never_moves_the_statistics() {
    let (index, _folder) = with(&[shared(document(1, "免疫", ""))]);
    let before = index.compute_epoch(1).unwrap();
    index.apply(&[blocked(2, "免疫 免疫", &[1])], 2).unwrap();
    assert!(before == index.compute_epoch(1).unwrap());
}

#[test]
fn a_listing_lives_in_one_place() {
    let (index, _folder) = with(&[shared(document(1, "免疫", ""))]);
    index.apply(&[blocked(1, "免疫", &[1])], 2).unwrap();
    assert_eq!(
        (
            index.sizes().unwrap(),
            total(&index, 1, "免疫"),
            total(&index, 3, "免疫")
        ),
        ((0, 1), 0, 1)
    );
    index.apply(&[shared(document(1, "免疫", ""))], 3).unwrap();
    assert_eq!((index.sizes().unwrap(), total(&index, 1, "免疫")), ((1, 0), 1));
    index
        .apply(&[blocked(1, "免疫", &[]), Change::Delete(listing(1))], 4)
        .unwrap();
    assert_eq!(index.sizes().unwrap(), (0, 0));
}

fn documents(list: Vec<IndexDocument>) -> Result<Vec<IndexDocument>, Infallible> {
    Ok(list)
}

#[test]
fn an_overlay_replaces_the_listing_for_its_organisation_only() {
    let (index, _folder) = with(&[
        shared(document(1, "免疫", "")),
        blocked(2, "免疫", &[9]),
        shared(document(3, "免疫", "")),
    ]);
    let more = || {
        documents(vec![
            document(1, "免疫 KRAS", ""),
            document(2, "改訂 KRAS", ""),
            document(4, "未公開 KRAS", ""),
        ])
    };
    let overlay = index.overlay(organisation(1), 7, more).unwrap();
    let with_overlay = |query: &str| {
        let result = index.search(&typed(query), Some(&overlay)).unwrap();
        let mut numbers: Vec<u64> = result
            .hits
            .iter()
            .map(|hit| hit.listing.as_uuid().as_u64_pair().1)
            .collect();
        numbers.sort_unstable();
        assert_eq!(result.total, u64::try_from(numbers.len()).unwrap());
        numbers
    };
    assert_eq!(with_overlay("KRAS"), [1, 2, 4]);
    assert_eq!(with_overlay("免疫"), [1, 3]);
    assert_eq!(total(&index, 1, "KRAS"), 0);

    let mut request = typed("KRAS");
    request.viewer = organisation(2);
    assert!(matches!(
        index.search(&request, Some(&overlay)),
        Err(SearchError::ForeignOverlay)
    ));
}

#[test]
fn an_overlay_does_not_change_the_score_of_other_listings() {
    let (index, _folder) = with(&[shared(document(1, "免疫細胞", "")), shared(document(2, "免疫", ""))]);
    let plain = index.search(&typed("免疫"), None).unwrap();
    let overlay = index
        .overlay(organisation(1), 1, || {
            documents((10..20).map(|n| document(n, "免疫", "")).collect())
        })
        .unwrap();
    let more = index.search(&typed("免疫"), Some(&overlay)).unwrap();
    for hit in &plain.hits {
        assert!(more.hits.contains(hit));
    }
    assert_eq!(more.total, 12);
}

#[test]
fn an_overlay_is_built_once_for_each_policy_epoch() {
    let (index, _folder) = with(&[]);
    let none = || documents(Vec::new());
    index.overlay(organisation(1), 1, none).unwrap();
    index
        .overlay(organisation(1), 1, || -> Result<_, Infallible> {
            panic!("built again")
        })
        .unwrap();
    let new = index
        .overlay(organisation(1), 2, || documents(vec![document(1, "免疫", "")]))
        .unwrap();
    assert_eq!((new.policy_epoch(), new.listings().len()), (2, 1));
    let failed = index.overlay(organisation(2), 1, || Err::<Vec<IndexDocument>, _>("no database"));
    assert!(matches!(failed, Err(SearchError::Overlay(_))));
}

#[test]
fn debug_output_shows_no_text() {
    let document = document(1, "極秘標的", "");
    let change = shared(document.clone());
    assert!(
        !format!(
            "{document:?} {change:?} {:?}",
            super::super::Query::parse("極秘標的", super::super::Concepts::built_in())
        )
        .contains("極秘")
    );
}
