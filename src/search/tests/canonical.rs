//! The same visible data gives the same bits, whatever the segments, merges, deletions and restarts.

use super::super::document::{Change, TextField};
use super::super::{
    AnalysedText, Ask, Concepts, DocumentQuery, FrozenStatistics, IndexDocument, Placement, Query, Scorer, SearchIndex,
    SearchRequest, SearchResult, StatisticsEpoch,
};
use super::{ask, document, listing, open, open_with, shared, typed, with};
use proptest::prelude::*;
use std::sync::Arc;

const WORDS: [&str; 24] = [
    "肺がん",
    "抗体薬物複合体",
    "IL-6",
    "IL6",
    "阻害薬",
    "の",
    "治療",
    "tumour",
    "cells",
    "studies",
    "免疫",
    "神経",
    "再生",
    "細胞",
    "mRNA",
    "がん",
    "癌",
    "CAR-T",
    "lung cancer",
    "受容体",
    "、",
    "アルツハイマー病",
    "the",
    "診断",
];

fn text(picks: &[usize]) -> String {
    picks
        .iter()
        .map(|pick| WORDS[pick % WORDS.len()])
        .collect::<Vec<_>>()
        .join(if picks.len().is_multiple_of(2) { " " } else { "" })
}

/// Listing, score bits and explanation of a hit.
type Bits = (String, u64, Vec<(String, u64)>);

fn bits(result: &SearchResult) -> Vec<Bits> {
    let matched = |hit: &super::super::Hit| {
        hit.matched
            .iter()
            .map(|term| (term.surface.clone(), term.contribution.to_bits()))
            .collect()
    };
    result
        .hits
        .iter()
        .map(|hit| (hit.listing.to_string(), hit.score.to_bits(), matched(hit)))
        .collect()
}

type Scored = Box<dyn Fn(&Scorer, &AnalysedText) -> f64>;

/// What is asked, and how a text is scored for it without an index.
fn asks(query: &[usize], epoch: &StatisticsEpoch) -> Vec<(Ask, Scored)> {
    let text = text(query);
    let keywords = Query::parse(&text, Concepts::built_in());
    let document = DocumentQuery::new(&[(TextField::Body, text.as_str())], Concepts::built_in(), epoch);
    let (terms, listing) = (keywords.terms().clone(), document.clone());
    vec![
        (
            Ask::Keywords(Arc::new(keywords)),
            Box::new(move |scorer, text| scorer.score(&terms, text)),
        ),
        (
            Ask::Document(Arc::new(document)),
            Box::new(move |scorer, text| scorer.likeness(&listing, text)),
        ),
    ]
}

type Body = (Vec<usize>, Vec<usize>);

fn bodies() -> impl Strategy<Value = Vec<Body>> {
    let picks = |max| proptest::collection::vec(0..WORDS.len(), 0..max);
    proptest::collection::vec((picks(5), picks(25)), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn index_and_text_agree_bit_for_bit(docs in bodies(), gone in bodies(), rhythm in proptest::collection::vec(1_usize..9, 1..20), query in proptest::collection::vec(0..WORDS.len(), 1..12)) {
        // Enough for statistics to be counted.
        let crowd = (100..150).map(|n: u64| document(n, "背景", &WORDS[usize::try_from(n).unwrap() % 24..].concat()));
        let visible: Vec<_> = (0..).zip(&docs).map(|(n, (title, body))| document(n, &text(title), &text(body))).chain(crowd).collect();
        let hidden: Vec<_> = (1000..).zip(&gone).map(|(n, (title, body))| document(n, &text(title), &text(body))).collect();

        // One world where everything is added at once, another that grows in small commits around listings that are deleted again.
        let (plain, plain_folder) = with(&visible.iter().cloned().map(shared).collect::<Vec<_>>());
        let folder = tempfile::tempdir().unwrap();
        let grown = open(&folder);
        let mut changes: Vec<Change> = Vec::new();
        for (n, document) in visible.iter().enumerate().rev() {
            let mut draft = document.clone();
            draft.texts = hidden.get(n % hidden.len()).map(|other| other.texts.clone()).unwrap_or_default();
            changes.extend([shared(draft), shared(document.clone())]);
        }
        changes.extend(hidden.iter().cloned().map(shared));
        changes.extend(hidden.iter().map(|document| Change::Delete(document.listing)));
        let mut rest = changes.as_slice();
        for (size, watermark) in rhythm.iter().cycle().zip(1..) {
            let (now, later) = rest.split_at(rest.len().min(*size));
            grown.apply(now, watermark).unwrap();
            rest = later;
            if rest.is_empty() { break }
        }
        drop(grown);
        let grown = open(&folder);

        let frozen = plain.compute_statistics(1).unwrap();
        prop_assert!(frozen == grown.compute_statistics(1).unwrap(), "deleted listings or commits moved the statistics");
        prop_assert!(frozen == FrozenStatistics::from_bytes(&frozen.to_bytes()).unwrap());
        plain.set_statistics(&frozen).unwrap();
        grown.set_statistics(&frozen).unwrap();

        let scorer = Scorer::new(frozen.general());
        for (ask_this, scored) in asks(&query, scorer.epoch()) {
            let (one, other) = (plain.search(&ask(ask_this.clone()), None).unwrap(), grown.search(&ask(ask_this.clone()), None).unwrap());
            prop_assert_eq!(bits(&one), bits(&other));
            prop_assert_eq!(one.total, other.total);
            let widened = |index: &SearchIndex| {
                index.search(&SearchRequest { widen: true, also: true, limit: 7, ..ask(ask_this.clone()) }, None).unwrap()
            };
            let (a, b) = (widened(&plain), widened(&grown));
            prop_assert_eq!(bits(&a), bits(&b));
            prop_assert!(a.also == b.also && a.next == b.next);
            // The nearest are not counted beyond the page.
            prop_assert!(a.total == one.total || matches!(ask_this, Ask::Document(_)));
            for hit in &one.hits {
                let document = visible.iter().find(|document| document.listing == hit.listing).unwrap();
                let texts: Vec<_> = document.texts.iter().map(|(field, text)| (*field, text.as_str())).collect();
                prop_assert_eq!(scored(&scorer, &AnalysedText::new(&texts)).to_bits(), hit.score.to_bits());
            }
        }

        // By the most telling terms alone the same are chosen in both worlds, and scored in full.
        drop((plain, grown));
        let (plain, grown) = (open_with(&plain_folder, 1), open_with(&folder, 1));
        plain.set_statistics(&frozen).unwrap();
        grown.set_statistics(&frozen).unwrap();
        for (ask_this, scored) in asks(&query, scorer.epoch()) {
            let (one, other) = (plain.search(&ask(ask_this.clone()), None).unwrap(), grown.search(&ask(ask_this.clone()), None).unwrap());
            prop_assert_eq!(bits(&one), bits(&other));
            for hit in &one.hits {
                let document = visible.iter().find(|document| document.listing == hit.listing).unwrap();
                let texts: Vec<_> = document.texts.iter().map(|(field, text)| (*field, text.as_str())).collect();
                prop_assert_eq!(scored(&scorer, &AnalysedText::new(&texts)).to_bits(), hit.score.to_bits());
            }
        }
    }
}

#[test]
fn the_page_is_ordered_by_the_score_it_shows() {
    let docs: Vec<_> = (0..40)
        .map(|n| {
            shared(document(
                n,
                "免疫細胞",
                &"細胞 免疫 ".repeat(usize::try_from(n % 5).unwrap()),
            ))
        })
        .collect();
    let (index, _folder) = with(&docs);
    let result = index.search(&typed("免疫"), None).unwrap();
    assert_eq!(result.hits.len(), 40);
    assert!(
        result
            .hits
            .is_sorted_by(|a, b| a.score > b.score || a.score.to_bits() == b.score.to_bits() && a.listing < b.listing)
    );
}

#[test]
fn a_deleted_listing_leaves_no_trace() {
    let (index, _folder) = with(&[shared(document(1, "免疫細胞", "")), shared(document(2, "免疫治療", ""))]);
    let before = index.compute_statistics(1).unwrap();
    index.apply(&[shared(document(3, "免疫免疫免疫", "KRAS"))], 2).unwrap();
    assert!(before != index.compute_statistics(1).unwrap());
    index.apply(&[Change::Delete(listing(3))], 3).unwrap();
    assert!(before == index.compute_statistics(1).unwrap());
    let result = index.search(&typed("免疫"), None).unwrap();
    assert_eq!((result.total, result.hits.len()), (2, 2));
    assert!(super::found(&index, "KRAS").is_empty());
}

#[test]
fn a_listing_against_itself_scores_a_hundred() {
    let scorer = Scorer::new(StatisticsEpoch::built_in());
    let texts = [
        (TextField::Title, "肺がんに対する抗体薬物複合体"),
        (TextField::Body, "腫瘍抗原を標的とする抗体に薬物を結合した。"),
    ];
    let query = DocumentQuery::new(&texts, &Concepts::none(), scorer.epoch());
    let calibrated = |texts: &[(TextField, &str)]| {
        let text = AnalysedText::new(texts);
        query.normalise(scorer.likeness(&query, &text), text.writing())
    };
    assert_eq!(calibrated(&texts), 100);
    assert_eq!(calibrated(&[(TextField::Body, "unrelated")]), 0);
}

#[test]
fn damaged_statistics_are_refused() {
    let (index, _folder) = with(&[
        shared(document(1, "免疫細胞", "")),
        super::put(
            Placement::Restricted,
            IndexDocument {
                blocked: vec![super::organisation(1)],
                ..document(2, "免疫", "")
            },
        ),
    ]);
    let frozen = index.compute_statistics(1).unwrap();
    let bytes = frozen.to_bytes();
    for cut in 0..bytes.len() {
        assert!(FrozenStatistics::from_bytes(&bytes[..cut]).is_err());
    }
    assert!(FrozenStatistics::from_bytes(&bytes).unwrap() == frozen);
}

#[test]
fn of_many_alike_the_same_are_chosen_whatever_the_segments() {
    let body = |number: u64| {
        format!(
            "{} {}",
            WORDS[usize::try_from(number % 3).unwrap()],
            WORDS[12..].join(" ")
        )
    };
    let all: Vec<_> = (0..450)
        .map(|number| shared(document(number, "背景", &body(number))))
        .collect();
    let (once, in_parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (plain, grown) = (open_with(&once, 1), open_with(&in_parts, 1));
    plain.apply(&all, 1).unwrap();
    for (some, watermark) in all.rchunks(37).zip(1..) {
        grown.apply(some, watermark).unwrap();
    }
    let frozen = plain.compute_statistics(1).unwrap();
    for index in [&plain, &grown] {
        index.set_statistics(&frozen).unwrap();
    }
    let text = body(0);
    let query = DocumentQuery::new(
        &[(TextField::Body, text.as_str())],
        &Concepts::none(),
        &frozen.general(),
    );
    // More terms than are read by any means, so that it is chosen by some of them.
    assert!(query.terms().terms().len() > 16);
    for limit in [5, 100] {
        let request = SearchRequest {
            limit,
            ..ask(Ask::Document(Arc::new(query.clone())))
        };
        let (one, other) = (
            plain.search(&request, None).unwrap(),
            grown.search(&request, None).unwrap(),
        );
        assert_eq!(one.hits.len(), limit);
        assert_eq!(bits(&one), bits(&other));
    }
}
