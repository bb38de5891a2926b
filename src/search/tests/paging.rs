//! Pages are full, and walking them gives the whole list once. Facets count all hits. The index survives a restart.

use super::super::{
    Ask, Change, Choice, Facet, FacetRequest, Facets, Kind, Options, Placement, SearchError, Sort, StatisticsEpoch,
};
use super::{ask, document, listing, open, open_as, organisation, put, shared, typed, with};
use std::collections::HashSet;

fn many() -> Vec<Change> {
    let text = |n: u64| ["免疫", "免疫 細胞", "細胞の免疫と免疫"][usize::try_from(n % 3).unwrap()];
    let placement = |n: u64| {
        if n.is_multiple_of(4) {
            Placement::Restricted
        } else {
            Placement::Shared
        }
    };
    (0..57).map(|n| put(placement(n), document(n, text(n), ""))).collect()
}

#[test]
fn cursors_walk_the_whole_list_without_gaps_or_repeats() {
    let (index, _folder) = with(&many());
    for sort in [Sort::Relevance, Sort::Newest, Sort::Expiring] {
        for query in ["免疫", "免疫 存在しない語"] {
            let mut request = typed(query);
            request.sort = sort;
            let whole: Vec<_> = index
                .search(&request, None)
                .unwrap()
                .hits
                .iter()
                .map(|hit| hit.listing)
                .collect();
            assert_eq!(whole.len(), 57);
            request.limit = 10;
            let mut walked = Vec::new();
            loop {
                let page = index.search(&request, None).unwrap();
                assert_eq!(page.total, 57);
                walked.extend(page.hits.iter().map(|hit| hit.listing));
                let Some(next) = page.next else { break };
                assert_eq!(page.hits.len(), 10);
                request.after = Some(next);
            }
            assert_eq!(walked, whole);
        }
    }
}

#[test]
fn orders_are_by_date_or_end() {
    let (index, _folder) = with(&many());
    let mut request = ask(Ask::Everything);
    request.sort = Sort::Newest;
    let published: Vec<u64> = index
        .search(&request, None)
        .unwrap()
        .hits
        .iter()
        .map(|hit| hit.listing.as_uuid().as_u64_pair().1 % 7)
        .collect();
    assert!(published.is_sorted_by(|a, b| a >= b));
    request.sort = Sort::Expiring;
    let ends: Vec<u64> = index
        .search(&request, None)
        .unwrap()
        .hits
        .iter()
        .map(|hit| hit.listing.as_uuid().as_u64_pair().1 % 5)
        .collect();
    assert!(ends.is_sorted());
}

#[test]
fn a_list_can_be_paged_under_its_own_statistics_only() {
    let (index, _folder) = with(&many());
    let mut request = typed("免疫");
    request.limit = 10;
    request.after = index.search(&request, None).unwrap().next;
    let page = |request| {
        index
            .search(request, None)
            .map(|page| page.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>())
    };
    let before = page(&request).unwrap();
    index.set_statistics(&index.compute_statistics(1).unwrap()).unwrap();
    assert_eq!(page(&request).unwrap(), before);
    for id in 2..9 {
        index.set_statistics(&index.compute_statistics(id).unwrap()).unwrap();
    }
    assert!(matches!(page(&request), Err(SearchError::StaleCursor)));
}

#[test]
fn facets_count_every_hit_and_filters_are_hard() {
    let coded = |n: u64, kind: Kind, codes: &[&str], stages: Option<(u8, u8)>| {
        let mut document = document(n, "免疫", "");
        document.kind = kind;
        document.facets = Facets::new()
            .with(Facet::Modality, codes.iter().copied())
            .with(Facet::Modality, codes.first().copied());
        if let Some((low, high)) = stages {
            document.facets = document.facets.stages(low, high);
        }
        shared(document)
    };
    let (index, _folder) = with(&[
        coded(1, Kind::Seed, &["antibody", "adc"], Some((0, 2))),
        coded(2, Kind::Seed, &["antibody"], Some((5, 6))),
        coded(3, Kind::Need, &["vaccine"], None),
    ]);
    let codes = ["adc", "antibody", "vaccine", "other"];
    let mut request = typed("免疫");
    request.limit = 1;
    request.facets = vec![FacetRequest {
        facet: Facet::Modality,
        codes: codes.map(str::to_owned).to_vec(),
    }];
    let result = index.search(&request, None).unwrap();
    let counts: Vec<u64> = result
        .facets
        .iter()
        .flat_map(|facet| &facet.counts)
        .map(|(_, count)| *count)
        .collect();
    assert_eq!((result.total, counts), (3, vec![1, 2, 1, 0]));

    request.limit = 10;
    let mut numbers = |change: &dyn Fn(&mut super::super::Filters)| {
        request.filters = super::super::Filters::default();
        change(&mut request.filters);
        let mut found: Vec<u64> = index
            .search(&request, None)
            .unwrap()
            .hits
            .iter()
            .map(|hit| hit.listing.as_uuid().as_u64_pair().1)
            .collect();
        found.sort_unstable();
        found
    };
    assert_eq!(numbers(&|filters| filters.kind = Some(Kind::Need)), [3]);
    assert_eq!(
        numbers(&|filters| filters.any_of = vec![(Facet::Modality, vec!["adc".into(), "vaccine".into()])]),
        [1, 3]
    );
    assert_eq!(
        numbers(&|filters| filters.none_of = vec![(Facet::Modality, vec!["adc".into()])]),
        [2, 3]
    );
    assert_eq!(numbers(&|filters| filters.stages = Some((2, 4))), [1, 3]);
    assert_eq!(
        numbers(&|filters| filters.not_organisation = Some(organisation(100))),
        Vec::<u64>::new()
    );
    assert_eq!(numbers(&|filters| filters.not_listings = vec![listing(2)]), [1, 3]);
    assert_eq!(numbers(&|filters| filters.min_score = Some(1e9)), Vec::<u64>::new());
}

#[test]
fn expired_listings_are_not_found() {
    let (index, _folder) = with(&[shared(document(1, "免疫", ""))]);
    let mut request = typed("免疫");
    request.now = 1000;
    assert_eq!(index.search(&request, None).unwrap().total, 1);
    request.now = 1001;
    assert_eq!(index.search(&request, None).unwrap().total, 0);
}

#[test]
fn the_index_survives_a_restart_and_takes_changes_twice() {
    let folder = tempfile::tempdir().unwrap();
    let index = open(&folder);
    assert_eq!(index.watermark().unwrap(), 0);
    index.apply(&many(), 41).unwrap();
    index.apply(&many(), 42).unwrap();
    let before = super::found(&index, "免疫");
    drop(index);
    let index = open(&folder);
    assert_eq!(index.watermark().unwrap(), 42);
    assert_eq!(super::found(&index, "免疫"), before);
    let (shared, restricted) = index.sizes().unwrap();
    assert_eq!(
        (shared + restricted, before.iter().collect::<HashSet<_>>().len()),
        (57, 57)
    );
}

#[test]
fn letting_go_of_mapped_files_changes_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let mapping = |mapped_memory| {
        open_as(
            &folder,
            Options {
                mapped_memory,
                ..Options::default()
            },
        )
    };
    let index = mapping(0);
    index.apply(&many(), 41).unwrap();
    let before = index.search(&typed("免疫"), None).unwrap();
    // The program itself is mapped: that is more than nothing.
    assert!(index.relieve().unwrap());
    assert!(index.search(&typed("免疫"), None).unwrap() == before);
    assert_eq!(index.watermark().unwrap(), 41);
    index.apply(&[Change::Delete(listing(1))], 42).unwrap();
    assert!(index.relieve().unwrap());
    assert_eq!(index.search(&typed("免疫"), None).unwrap().total, before.total - 1);
    drop(index);
    assert!(!mapping(u64::MAX).relieve().unwrap());
}

#[test]
fn an_index_of_another_version_starts_again_from_nothing() {
    let folder = tempfile::tempdir().unwrap();
    open(&folder).apply(&many(), 42).unwrap();
    let meta = folder.path().join("restricted").join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    std::fs::write(&meta, text.replace("enishi analyzer", "enishi analyzer 0 or")).unwrap();
    let index = open(&folder);
    assert_eq!((index.watermark().unwrap(), index.sizes().unwrap()), (0, (0, 0)));
    drop(index);
    std::fs::write(&meta, "damaged").unwrap();
    assert_eq!(open(&folder).watermark().unwrap(), 0);
}

#[test]
fn the_built_in_statistics_need_no_documents() {
    let folder = tempfile::tempdir().unwrap();
    let index = open(&folder);
    assert_eq!(index.statistics_in_use().unwrap(), 0);
    let frozen = index.compute_statistics(3).unwrap();
    let (none, built_in) = (frozen.general(), StatisticsEpoch::built_in());
    assert_eq!((none.id(), none.documents()), (3, built_in.documents()));
}

#[test]
fn a_facet_counts_what_would_be_found_if_nothing_were_chosen_of_it() {
    let day = 86_400_000_000_i64;
    let with_facets = |number: u64, modality: &str, area: &str, stages: (u8, u8), age: i64| {
        let mut document = document(number, "免疫", "");
        document.facets = Facets::new()
            .with(Facet::Modality, [modality])
            .with(Facet::DiseaseArea, [area])
            .stages(stages.0, stages.1);
        document.published_at = (400 - age) * day;
        document.valid_until = i64::MAX;
        shared(document)
    };
    let (index, _folder) = with(&[
        with_facets(1, "adc", "cancer", (0, 2), 1),
        with_facets(2, "adc", "infection", (2, 3), 20),
        with_facets(3, "vaccine", "infection", (1, 1), 80),
        with_facets(4, "vaccine", "cancer", (3, 3), 390),
    ]);
    let request = |facet, codes: &[&str]| super::super::FacetRequest {
        facet,
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
    };
    let counts = |chosen: Vec<Choice>, text: &str| {
        let mut asked = if text.is_empty() {
            super::ask(Ask::Everything)
        } else {
            typed(text)
        };
        asked.facets = vec![
            request(Facet::Modality, &["adc", "vaccine"]),
            request(Facet::DiseaseArea, &["cancer", "infection"]),
            request(Facet::Stage, &["a", "b", "c", "d"]),
            request(Facet::Freshness, &["7", "30", "90", "365"]),
        ];
        asked.filters.chosen = chosen;
        asked.now = 400 * day;
        let found = index.search(&asked, None).unwrap();
        let counts: Vec<Vec<u64>> = found
            .facets
            .iter()
            .map(|facet| facet.counts.iter().map(|(_, count)| *count).collect())
            .collect();
        (found.total, counts)
    };
    let codes = |facet, code: &str| Choice::Codes(facet, vec![code.to_owned()]);
    for text in ["", "免疫"] {
        let all = vec![vec![2, 2], vec![2, 2], vec![1, 2, 2, 2], vec![1, 2, 3, 3]];
        assert_eq!(counts(Vec::new(), text), (4, all));
        let adc = vec![vec![2, 2], vec![1, 1], vec![1, 1, 2, 1], vec![1, 2, 2, 2]];
        assert_eq!(counts(vec![codes(Facet::Modality, "adc")], text), (2, adc));
        let both = vec![codes(Facet::Modality, "adc"), codes(Facet::DiseaseArea, "cancer")];
        assert_eq!(
            counts(both, text),
            (1, vec![vec![1, 1], vec![1, 1], vec![1, 1, 1, 0], vec![1, 1, 1, 1]])
        );
        let late = vec![Choice::Stages(vec![(3, 3), (1, 1)]), Choice::Days(30)];
        assert_eq!(
            counts(late, text),
            (2, vec![vec![2, 0], vec![1, 1], vec![1, 1, 2, 1], vec![1, 2, 3, 3]])
        );
    }
}
