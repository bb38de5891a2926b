//! Standing searches: filing them changes nothing of what they find.

use super::{document, listing, open, organisation, put, shared};
use crate::domain::ids::SavedSearchId;
use crate::search::{
    Ask, Choice, Concepts, Facet, Facets, Filters, IndexDocument, Kind, Placement, Query, SearchRequest, Sort,
    StandingSearches, StatisticsEpoch, TextField,
};
use proptest::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

fn id(number: usize) -> SavedSearchId {
    SavedSearchId::from_uuid(Uuid::from_u128(number.try_into().unwrap()))
}

fn standing(queries: &[(&str, Filters)]) -> StandingSearches {
    let mut all = StandingSearches::default();
    for (number, (text, filters)) in queries.iter().enumerate() {
        let query = Query::parse(text, Concepts::built_in());
        all.put(
            id(number),
            organisation(1),
            &query,
            filters,
            &StatisticsEpoch::built_in(),
        );
    }
    all
}

fn met(all: &StandingSearches, document: &IndexDocument) -> Vec<SavedSearchId> {
    let mut met = all.met_by(document, 0, |_| true);
    met.sort();
    met
}

#[test]
fn other_names_and_spellings_lead_to_the_query() {
    let all = standing(&[
        ("肺がん 抗体", Filters::default()),
        ("ADC", Filters::default()),
        ("薬 -ワクチン", Filters::default()),
        ("\"stem cell\"", Filters::default()),
    ]);
    let meets = |text: &str| met(&all, &document(1, text, ""));
    assert_eq!(meets("An antibody against lung cancer"), [id(0)]);
    assert_eq!(meets("肺癌に対する抗体薬物複合体"), [id(0), id(1), id(2)]);
    assert_eq!(meets("感染症の薬とワクチン"), []);
    assert_eq!(meets("stem and cell"), []);
    assert_eq!(meets("a stem cell"), [id(3)]);
}

#[test]
fn a_query_without_words_waits_for_codes_or_for_everything_of_its_kind() {
    let any_of = |codes: &[&str]| Filters {
        kind: Some(Kind::Seed),
        any_of: vec![(Facet::Modality, codes.iter().map(|code| (*code).to_owned()).collect())],
        ..Filters::default()
    };
    let kind = |kind| Filters {
        kind: Some(kind),
        ..Filters::default()
    };
    let all = standing(&[
        ("", any_of(&["antibody", "peptide"])),
        ("", kind(Kind::Seed)),
        ("", kind(Kind::Need)),
        ("-看護", kind(Kind::Seed)),
    ]);
    let plain = document(1, "看護", "");
    assert_eq!(met(&all, &plain), [id(1)]);
    let peptide = IndexDocument {
        facets: Facets::new().with(Facet::Modality, ["peptide"]),
        ..document(1, "薬", "")
    };
    assert_eq!(met(&all, &peptide), [id(0), id(1), id(3)]);
}

#[test]
fn own_blocked_and_expired_listings_are_not_met_and_removed_queries_are_gone() {
    let mut all = standing(&[("肺がん", Filters::default()), ("肺がん 抗体", Filters::default())]);
    let found = document(1, "肺がんの抗体", "");
    assert_eq!(met(&all, &found), [id(0), id(1)]);
    let own = IndexDocument {
        organisation: organisation(1),
        ..found.clone()
    };
    let blocking = IndexDocument {
        blocked: vec![organisation(1)],
        ..found.clone()
    };
    assert!(met(&all, &own).is_empty() && met(&all, &blocking).is_empty());
    assert!(all.met_by(&found, found.valid_until, |_| true).is_empty());
    assert!(all.met_by(&found, 0, |home| home != organisation(1)).is_empty());
    all.remove(id(0));
    assert_eq!(met(&all, &found), [id(1)]);
    let other = Query::parse("看護", Concepts::built_in());
    all.put(
        id(1),
        organisation(1),
        &other,
        &Filters::default(),
        &StatisticsEpoch::built_in(),
    );
    assert!(met(&all, &found).is_empty());
    all.remove(id(1));
    assert!(
        all.is_empty() && format!("{all:?}").contains("conditions: 0, texts: 0"),
        "{all:?}"
    );
}

const QUERY: &str = "((OR |NOT |\\(|title:|題名:|-)?\"?(肺\\*|anti\\*|肺がん|癌|ガン|IL-?6|抗体|薬|体|cell|cells|の|ADC|lung cancer|抗体薬物複合体|CAR-T|TNFα|non-small cell|関節リウマチ|RA|がんの治療|rare)\"?\\)? ){0,5}";
const TEXT: &str = "((肺|がん|癌|ガン|IL-6|IL6|抗体|薬物|複合体|cells|lung|cancer|の|関節リウマチ|rheumatoid arthritis|ADC|CAR-T|TNF-α|治療|small) ?){0,10}";

type Lists = Vec<(Facet, Vec<&'static str>)>;
/// `Filters` has no readable `Debug`.
type Wish = (Lists, Lists, Option<(u8, u8)>, Option<Kind>);

fn wishes() -> impl Strategy<Value = Wish> {
    let codes = || proptest::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 1..3);
    let facet = || prop::sample::select(vec![Facet::Modality, Facet::DiseaseArea]);
    let list = || proptest::collection::vec((facet(), codes()), 0..3);
    let stages = proptest::option::of((0_u8..5, 0_u8..5));
    let kind = proptest::option::of(prop::sample::select(vec![Kind::Seed, Kind::Need]));
    (list(), list(), stages, kind)
}

fn filters((any_of, none_of, stages, kind): Wish) -> Filters {
    let owned = |lists: Lists| -> Vec<(Facet, Vec<String>)> {
        let owned = lists.into_iter();
        owned
            .map(|(facet, codes)| (facet, codes.into_iter().map(str::to_owned).collect()))
            .collect()
    };
    // Whether a wish is chosen of a facet or demanded otherwise must not matter.
    let mut any_of = owned(any_of);
    let chosen = any_of.split_off(any_of.len() / 2).into_iter();
    let chosen = chosen.map(|(facet, codes)| Choice::Codes(facet, codes));
    let stages = stages.map(|(a, b)| (a.min(b), a.max(b)));
    let early = stages.filter(|(low, _)| *low < 2);
    Filters {
        kind,
        any_of,
        none_of: owned(none_of),
        chosen: chosen
            .chain(early.map(|range| Choice::Stages(vec![range, (4, 4)])))
            .collect(),
        stages: stages.filter(|_| early.is_none()),
        ..Filters::default()
    }
}

fn documents() -> impl Strategy<Value = IndexDocument> {
    let codes = proptest::collection::vec(
        (
            prop::sample::select(vec![Facet::Modality, Facet::DiseaseArea]),
            prop::sample::select(vec!["a", "b", "c"]),
        ),
        0..3,
    );
    let stages = proptest::option::of((0_u8..5, 0_u8..5));
    (TEXT, TEXT, codes, stages).prop_map(|(title, body, codes, stages)| {
        let mut facets = Facets::new();
        for (facet, code) in codes {
            facets = facets.with(facet, [code]);
        }
        if let Some((low, high)) = stages {
            facets = facets.stages(low, high);
        }
        IndexDocument {
            facets,
            ..document(1, &title, &body)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The files leave out no query that testing every one would find, and the index agrees.
    #[test]
    fn filed_or_one_by_one_the_same_queries_are_met(
        queries in proptest::collection::vec((QUERY, wishes()), 1..12),
        found in documents(),
        blocked in any::<bool>(),
        gone in 0_usize..12,
    ) {
        let queries: Vec<_> = queries.into_iter().map(|(text, wish)| (text, filters(wish))).collect();
        let pairs: Vec<_> = queries.iter().map(|(text, filters)| (text.as_str(), filters.clone())).collect();
        let mut all = standing(&pairs);
        all.remove(id(gone));
        let folder = tempfile::tempdir().unwrap();
        let index = open(&folder);
        let change = if blocked { put(Placement::Restricted, found.clone()) } else { shared(found.clone()) };
        index.apply(&[change], 1).unwrap();
        let mut expected = Vec::new();
        for (number, (text, filters)) in queries.iter().enumerate() {
            let query = Query::parse(text, Concepts::built_in());
            let ask = if query.is_empty() { Ask::Everything } else { Ask::Keywords(Arc::new(query.clone())) };
            let request = SearchRequest {
                viewer: organisation(1), ask, filters: filters.clone(), sort: Sort::Newest, after: None, limit: 10,
                facets: Vec::new(), widen: false,
        also: false,
                explained: false,
                now: 0,
            };
            let result = index.search(&request, None).unwrap();
            let by_index = result.total == 1 && !result.relaxed;
            if by_index && number != gone {
                prop_assert_eq!(result.hits[0].listing, listing(1));
                expected.push(id(number));
            }
            let texts: Vec<(TextField, &str)> = found.texts.iter().map(|(field, text)| (*field, text.as_str())).collect();
            prop_assert!(!by_index || query.matches(&texts));
        }
        prop_assert_eq!(met(&all, &found), expected);
    }
}
