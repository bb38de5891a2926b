//! What typed queries find, and that any input is safe.

use super::super::{Ask, Concepts, DocumentQuery, Highlighter, Query, SNIPPET_CHARS, StatisticsEpoch, TextField};
use super::{ask, document, finds, found, listing, shared, typed, with};
use proptest::prelude::*;
use std::sync::Arc;

#[test]
fn compounds_are_found_however_they_are_written() {
    for text in ["IL-6", "IL6", "IL‐6", "ＩＬ－６", "IL 6", "IL-6-induced"] {
        for query in ["IL-6", "il6", "IL‐6", "ＩＬ６"] {
            assert!(finds(text, query), "{query} in {text}");
        }
    }
    assert!(finds("TNF-α阻害", "TNFalpha"));
    assert!(!finds("IL-60", "IL-6"));
    assert!(
        finds("IL-6 inhibitor", "IL-6の"),
        "a particle beside a word need not occur"
    );
    assert!(!finds("IL-6 inhibitor", "の"), "a particle alone is what was asked for");
}

#[test]
fn japanese_matches_inside_of_words() {
    for query in ["抗体薬物複合体", "抗体", "薬物複合", "体", "合体", "癌"] {
        assert!(finds("肺ガンの抗体薬物複合体", query), "{query}");
    }
    assert!(finds("たんぱく質分解誘導剤", "蛋白質分解"));
    assert!(finds("肺癌の新しい治療法", "肺がんの治療"));
    assert!(!finds("がんばる研究者", "癌"));
    assert!(!finds("肺と癌", "肺癌"));
}

#[test]
fn english_matches_by_stem_and_quotes_mean_exactly() {
    assert!(finds("lung cancers in mice", "cancer"));
    assert!(finds("a study of cells", "cell studies"));
    assert!(finds("non-small-cell lung cancer", "\"lung cancer\""));
    assert!(!finds("cancer of the lung", "\"lung cancer\""));
    assert!(!finds("lung cancer", "\"lung cancers\""));
    assert!(finds("receptor of IL-6 family", "\"IL-6 family\""));
}

#[test]
fn a_minus_excludes() {
    let (index, _folder) = with(&[
        shared(document(1, "肺がん 診断", "")),
        shared(document(2, "肺がん 治療", "")),
    ]);
    assert_eq!(found(&index, "肺がん -診断"), [listing(2)]);
    assert_eq!(found(&index, "-診断"), [listing(2)]);
    assert_eq!(found(&index, "肺がん －\"診断\""), [listing(2)]);
}

#[test]
fn one_language_finds_the_other() {
    let (index, _folder) = with(&[
        shared(document(1, "An agent for lung cancer", "")),
        shared(document(2, "抗体薬物複合体", "")),
    ]);
    let result = index.search(&typed("肺がん"), None).unwrap();
    assert_eq!(result.hits.first().map(|hit| hit.listing), Some(listing(1)));
    assert!(
        result
            .hits
            .iter()
            .flat_map(|hit| &hit.matched)
            .all(|term| term.surface == "肺がん" && term.concept.is_some())
    );
    assert_eq!(found(&index, "antibody-drug conjugate"), [listing(2)]);
    assert_eq!(found(&index, "ADC"), [listing(2)]);
    let without = Query::parse("肺がん", &Concepts::none());
    assert_eq!(
        index
            .search(&ask(Ask::Keywords(Arc::new(without))), None)
            .unwrap()
            .total,
        0
    );
}

#[test]
fn what_cannot_match_wholly_is_relaxed() {
    let (index, _folder) = with(&[
        shared(document(1, "脊髄損傷に対する再生医療", "")),
        shared(document(2, "看護", "")),
    ]);
    let result = index.search(&typed("脊髄損傷 量子計算"), None).unwrap();
    assert!(result.relaxed);
    assert_eq!(
        result.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>(),
        [listing(1)]
    );
    assert!(!index.search(&typed("脊髄損傷 再生"), None).unwrap().relaxed);
}

#[test]
fn an_empty_query_finds_nothing_and_everything_finds_all() {
    let (index, _folder) = with(&[shared(document(1, "看護", ""))]);
    for query in ["", " ", "\"", "-", "- -", "。、", "\u{3000}", "\"\" -\"\""] {
        assert_eq!(index.search(&typed(query), None).unwrap().total, 0);
    }
    assert_eq!(index.search(&ask(Ask::Everything), None).unwrap().total, 1);
}

fn marked(text: &str, query: &str, max: usize) -> String {
    let query = Query::parse(query, Concepts::built_in());
    let (_, passage) = Highlighter::new(query.terms())
        .best(std::iter::once(text), max)
        .unwrap();
    let segments = passage.segments.iter();
    segments
        .map(|part| {
            if part.hit {
                format!("[{}]", part.text)
            } else {
                part.text.clone()
            }
        })
        .collect()
}

#[test]
fn hits_are_marked_as_they_are_written() {
    assert_eq!(
        marked("本研究はＩＬ－６と肺癌を扱う。", "IL-6 肺がん", SNIPPET_CHARS),
        "本研究は[ＩＬ－６]と[肺癌]を扱う。"
    );
    assert_eq!(
        marked("Two studies of <b>lung</b> cancers", "lung cancer study", SNIPPET_CHARS),
        "Two [studies] of <b>[lung]</b> [cancers]"
    );
    assert_eq!(marked("抗体薬物複合体", "薬物", SNIPPET_CHARS), "抗体[薬物]複合体");
    assert_eq!(marked("免疫", "体", SNIPPET_CHARS), "免疫");
}

#[test]
fn the_best_text_is_found_by_its_clauses_or_as_a_whole() {
    let best = |query: &str, texts: &[&str]| {
        let query = Query::parse(query, Concepts::built_in());
        let (place, passage) = Highlighter::new(query.terms())
            .best(texts.iter().copied(), SNIPPET_CHARS)
            .unwrap();
        let marked: Vec<String> = passage
            .segments
            .into_iter()
            .filter(|part| part.hit)
            .map(|part| part.text)
            .collect();
        (place, marked.join("|"))
    };
    let texts = [
        "肺の画像。心臓の話、",
        "First, the heart. A study of lung cancers, in mice.",
        "肺がんを扱う。",
    ];
    assert_eq!(best("lung cancer study", &texts), (1, "study|lung|cancers".to_owned()));
    assert_eq!(best("肺がん", &texts).0, 2);
    // The full-width letters hold no clue as they are written.
    assert_eq!(
        best("IL-6", &["前置き。", "ＩＬ－６を測る。"]),
        (1, "ＩＬ－６".to_owned())
    );
    assert_eq!(best("抗体", &["無関係", "別"]), (0, String::new()));
}

#[test]
fn the_best_window_is_cut_out() {
    let text = format!("{}肺がんの治療。{}", "前".repeat(300), "後".repeat(300));
    let snippet = marked(&text, "肺がん 治療", 40);
    assert!(
        snippet.starts_with('…') && snippet.ends_with('…') && snippet.contains("[肺がん]の[治療]"),
        "{snippet}"
    );
    assert_eq!(marked(&"字".repeat(50), "肺", 10), format!("{}…", "字".repeat(10)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_input_is_safe(query in any::<String>(), text in any::<String>(), max in 0_usize..50) {
        let parsed = Query::parse(&query, Concepts::built_in());
        let _ = parsed.matches(&[(TextField::Body, &text)]);
        let best = Highlighter::new(parsed.terms()).best([text.as_str()].into_iter(), max);
        let joined: String = best.into_iter().flat_map(|(_, best)| best.segments).map(|part| part.text).collect();
        prop_assert!(text.contains(joined.trim_start_matches('…').trim_end_matches('…')));
        let _ = DocumentQuery::new(&[(TextField::Body, &query), (TextField::Title, &text)], Concepts::built_in(), &StatisticsEpoch::built_in());
    }

    #[test]
    fn a_stretch_is_found_exactly_where_it_stands(query in "[肺炎症ラ][肺炎症ラー・]{0,8}", text in "[肺炎症ラー・]{0,40}( [肺炎症ラー]{0,9})?") {
        let query = Query::parse(&format!("\"{query}\""), &Concepts::none());
        let (index, _folder) = with(&[shared(document(1, &text, ""))]);
        let result = index.search(&ask(Ask::Keywords(Arc::new(query.clone()))), None).unwrap();
        prop_assert_eq!(!result.relaxed && result.total == 1, query.matches(&[(TextField::Title, &text)]));
    }

    #[test]
    fn index_and_memory_agree_on_what_matches(query in "((title:|target:)?-?[(\"]?(肺がん|癌|ガン|IL-?6|抗体|薬|cell|cel\\*|の|ADC|lung cancer)[\")]?( | OR | NOT )?){1,4}", text in "((肺|がん|癌|ガン|IL-6|IL6|抗体|薬物|複合体|cells|lung|cancer|の) ?){0,8}") {
        let (index, _folder) = with(&[shared(document(1, &text, "対照"))]);
        let parsed = Query::parse(&query, Concepts::built_in());
        let result = index.search(&typed(&query), None).unwrap();
        let matches = !parsed.is_empty() && parsed.matches(&[(TextField::Title, &text), (TextField::Body, "対照")]);
        prop_assert_eq!(matches, result.total == 1 && !result.relaxed);
    }
}
