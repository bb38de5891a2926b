//! What the best hits have in common orders the list and adds to a short one, and nothing that is hidden takes part.

use super::super::{Change, IndexDocument, Placement, SearchIndex, SearchRequest, SearchResult};
use super::{document, listing, organisation, put, shared, typed, with};

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
    assert_eq!(found.relaxed, false);
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
