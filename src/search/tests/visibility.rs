//! Block lists, overlays, moves between placements: what a viewer may not see has no effect.

use super::super::analysis::Stream;
use super::super::{Change, FrozenStatistics, IndexDocument, Placement, SearchError, SearchIndex, TextField};
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
fn statistics_count_exactly_what_an_organisation_may_see() {
    let word = |number: u64| ["免疫", "神経 IL-6", "肺がん 免疫", "神経"][usize::try_from(number % 4).unwrap()];
    let shown = |number: u64| shared(document(number, word(number), "本文 本文"));
    let mut changes: Vec<Change> = (0..120).map(shown).collect();
    changes.extend((200..230).map(|number| blocked(number, word(number / 2), &[1, 2])));
    changes.extend((300..302).map(|number| blocked(number, "希少 免疫", &[2])));
    changes.extend((400..410).map(|number| blocked(number, "削除", &[1])));
    let (index, _folder) = with(&changes);
    let gone: Vec<Change> = (400..410).map(|number| Change::Delete(listing(number))).collect();
    index.apply(&gone, 2).unwrap();
    let frozen = index.compute_statistics(1).unwrap();
    let frozen = FrozenStatistics::from_bytes(&frozen.to_bytes()).unwrap();
    for viewer in 1..4 {
        let visible = changes.iter().filter_map(|change| match change {
            Change::Put { document, .. } => Some(document.as_ref()),
            _ => None,
        });
        let visible = visible.filter(|document| !document.blocked.contains(&organisation(viewer)));
        let visible = visible.filter(|document| {
            !gone
                .iter()
                .any(|change| matches!(change, Change::Delete(id) if *id == document.listing))
        });
        let alone: Vec<Change> = visible
            .map(|document| {
                let blocked = Vec::new();
                shared(IndexDocument {
                    blocked,
                    ..document.clone()
                })
            })
            .collect();
        let (world, _folder) = with(&alone);
        let (known, expected) = (
            frozen.of(organisation(viewer)),
            world.compute_statistics(1).unwrap().general(),
        );
        assert_eq!(known.documents(), expected.documents());
        for stream in Stream::ALL {
            for term in [
                "免疫",
                "神経",
                "il-6",
                "希少",
                "削除",
                "本文",
                "肺",
                "肺がん",
                "希",
                "nowhere",
            ] {
                assert_eq!(
                    known.document_frequency(stream, term),
                    expected.document_frequency(stream, term),
                    "{term}"
                );
                assert_eq!(known.is_rare(stream, term), expected.is_rare(stream, term), "{term}");
            }
            for field in TextField::ALL {
                assert_eq!(
                    known.average_length(stream, field).to_bits(),
                    expected.average_length(stream, field).to_bits()
                );
            }
        }
    }
    assert_eq!(frozen.of(organisation(2)).document_frequency(Stream::Words, "希少"), 1);
    assert_eq!(frozen.of(organisation(3)).document_frequency(Stream::Words, "希少"), 2);
}

#[test]
fn too_little_to_count_is_not_counted() {
    let seen = (0..49).map(|number| shared(document(number, "免疫", "")));
    let changes: Vec<Change> = seen.chain([blocked(90, "免疫", &[1])]).collect();
    let (index, _folder) = with(&changes);
    let frozen = index.compute_statistics(7).unwrap();
    let frequency = |viewer| {
        frozen
            .of(organisation(viewer))
            .document_frequency(Stream::Words, "免疫")
    };
    assert_eq!((frequency(1), frequency(2)), (1, 50));
    assert_eq!(frozen.of(organisation(1)).id(), frozen.of(organisation(2)).id());
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
