//! What the best hits have in common orders the list and adds to a short one, and nothing that is hidden takes part.

use super::super::{
    Change, Choice, Facet, FacetRequest, Facets, IndexDocument, Placement, SearchError, SearchIndex, SearchRequest,
    SearchResult,
};
use super::{document, listing, organisation, put, shared, typed, with};
use std::collections::BTreeSet;

/// Sixty others, so that statistics are counted.
fn crowd() -> Vec<IndexDocument> {
    let word = |n: u64| ["神経 再生", "糖尿病 膵臓", "感染 細菌", "皮膚 老化"][usize::try_from(n % 4).unwrap()];
    (100..160).map(|n| document(n, word(n), "研究")).collect()
}

/// Statins go with cholesterol, and one listing speaks of cholesterol alone.
fn world(more: Vec<IndexDocument>) -> Vec<Change> {
    let told = [
        document(1, "statin cholesterol", "liver lipids"),
        document(2, "statin cholesterol", "lipids in blood"),
        document(3, "statin", "pain"),
        document(4, "statin", "cholesterol"),
        document(5, "cholesterol lipids", "diet"),
        document(6, "muscle training", "exercise"),
    ];
    crowd().into_iter().chain(told).chain(more).map(shared).collect()
}

fn counted(changes: &[Change]) -> (SearchIndex, tempfile::TempDir) {
    let (index, folder) = with(changes);
    index.set_statistics(&index.compute_statistics(1).unwrap()).unwrap();
    (index, folder)
}

fn ask(index: &SearchIndex, text: &str, widen: bool, viewer: u64) -> SearchResult {
    let request = SearchRequest {
        viewer: organisation(viewer),
        widen,
        also: true,
        ..typed(text)
    };
    index.search(&request, None).unwrap()
}

fn numbers(hits: &[super::super::Hit]) -> Vec<u64> {
    let number = |hit: &super::super::Hit| hit.listing.as_uuid().as_u64_pair().1;
    hits.iter().map(number).collect()
}

#[test]
fn what_the_best_hits_have_in_common_orders_the_list() {
    let (index, _folder) = counted(&world(Vec::new()));
    let order = |widen| numbers(&ask(&index, "statin", widen, 1).hits);
    assert_eq!(order(false), [4, 3, 2, 1], "the shorter first");
    assert_eq!(order(true), [1, 2, 4, 3], "what shares more with the others first");
}

#[test]
fn a_short_list_is_followed_by_what_has_some_of_the_words_and_what_is_about_the_same() {
    let (index, _folder) = counted(&world(Vec::new()));
    let found = ask(&index, "statin pain", true, 1);
    assert_eq!((found.total, numbers(&found.hits)), (1, vec![3]));
    let also = numbers(&found.also);
    assert!(!found.relaxed);
    assert!(
        also.len() <= 9 && [1, 2, 4].iter().all(|number| also[..3].contains(number)),
        "{also:?}"
    );
    assert!(also.contains(&5), "cholesterol is what statins are about: {also:?}");
    assert!(
        !also.contains(&3) && also.iter().all(|number| *number < 100),
        "{also:?}"
    );
    assert!(ask(&index, "statin pain", false, 1).also.is_empty());
    let without = numbers(&ask(&index, "statin pain -lipids", true, 1).also);
    assert!(!without.iter().any(|number| [1, 2, 5].contains(number)), "{without:?}");
    assert!(ask(&index, "nowhere", true, 1).also.is_empty(), "nothing was heard");
    let only = ask(&index, "pain", true, 1);
    assert!(
        only.total == 1 && only.also.is_empty(),
        "one listing alone tells nothing"
    );
}

#[test]
fn pages_walk_through_what_is_ordered_anew_and_the_rest() {
    let words = [
        "lipids",
        "cholesterol",
        "liver",
        "muscle",
        "kidney",
        "brain",
        "skin",
        "lung",
        "bone",
        "heart",
    ];
    let word = |n: u64| words[usize::try_from(n % 10).unwrap()];
    let many = (1000..1260).map(|n| document(n, "statin", &format!("{} {}", word(n), word(n / 10))));
    let (index, _folder) = counted(&world(many.collect()));
    let mut request = SearchRequest {
        widen: true,
        limit: 30,
        ..typed("statin")
    };
    let (mut seen, mut pages) = (Vec::new(), 0);
    loop {
        let page = index.search(&request, None).unwrap();
        assert_eq!(page.total, 264);
        seen.extend(numbers(&page.hits));
        pages += 1;
        let Some(next) = page.next else { break };
        request.after = Some(next);
    }
    assert_eq!((seen.len(), pages), (264, 9));
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 264, "none stands twice");
    // Somebody else comes first now: a list that was begun cannot go on.
    index
        .apply(&[shared(document(2000, "statin statin", "lipids cholesterol"))], 2)
        .unwrap();
    let heard = index.search(&request, None);
    assert!(matches!(heard, Err(SearchError::StaleCursor)));
}

#[test]
fn facets_count_the_same_whether_hits_are_ordered_anew_or_not() {
    let coded = |n: u64, title: &str, code: &str| IndexDocument {
        facets: Facets::new().with(Facet::Modality, [code]),
        ..document(n, title, "")
    };
    let told = [
        coded(1, "statin liver", "adc"),
        coded(2, "statin liver", "adc"),
        coded(3, "statin", "vaccine"),
        coded(4, "liver", "vaccine"),
    ];
    let (index, _folder) = counted(&crowd().into_iter().chain(told).map(shared).collect::<Vec<_>>());
    for (text, total) in [("statin liver", 2), ("statin", 1), ("liver nowhere", 1)] {
        let asked = |widen| {
            let mut request = SearchRequest { widen, ..typed(text) };
            request.filters.chosen = vec![Choice::Codes(Facet::Modality, vec!["vaccine".into()])];
            request.facets = vec![FacetRequest {
                facet: Facet::Modality,
                codes: vec!["adc".into(), "vaccine".into()],
            }];
            index.search(&request, None).unwrap()
        };
        let (one, other) = (asked(true), asked(false));
        assert_eq!((one.total, one.relaxed), (total, other.relaxed), "{text}");
        assert!(
            one.facets == other.facets,
            "{text}: {:?} {:?}",
            one.facets,
            other.facets
        );
    }
}

#[test]
fn what_is_hidden_is_not_heard() {
    let loud = |n: u64| IndexDocument {
        blocked: vec![organisation(1)],
        ..document(n, "statin statin secret training", "muscle training secret")
    };
    let mut changes = world(Vec::new());
    changes.extend((10..20).map(|n| put(Placement::Restricted, loud(n))));
    let (mixed, _folder) = counted(&changes);
    let (alone, _folder) = counted(&world(Vec::new()));
    for text in ["statin", "statin pain", "muscle", "secret statin"] {
        let (one, other) = (ask(&mixed, text, true, 1), ask(&alone, text, true, 1));
        assert!(
            one == other,
            "{text}: {:?} {:?}",
            numbers(&one.also),
            numbers(&other.also)
        );
        assert!(
            ask(&mixed, text, true, 2) != other,
            "{text}: who may see more finds more"
        );
    }
    assert_eq!(listing(1), ask(&alone, "liver", true, 1).hits[0].listing);
}
