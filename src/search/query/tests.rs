//! Queries by example: operators, brackets, fields.

use super::narrowing::Narrowing;
use crate::search::{Concepts, DocumentQuery, Facet, Query, StatisticsEpoch, TextField};

fn query(text: &str) -> Query {
    Query::parse_with(text, Concepts::built_in(), &|facet, name| match (facet, name) {
        (Facet::Modality, "antibody" | "抗体") => vec!["antibody".into()],
        (Facet::Modality, "adc") => vec!["adc".into()],
        (Facet::DiseaseArea, "がん") => vec!["cancer".into()],
        _ => Vec::new(),
    })
}

fn matches(text: &str, title: &str) -> bool {
    query(text).matches(&[(TextField::Title, title)])
}

#[test]
fn or_joins_the_two_units_beside_it() {
    for either in [
        "免疫 OR 結核",
        "免疫 | 結核",
        "免疫||結核",
        "免疫 ＯＲ 結核",
        "(免疫) OR (結核)",
        "免疫｜結核",
    ] {
        assert!(matches(either, "結核") && matches(either, "免疫"), "{either}");
        assert!(!matches(either, "看護"), "{either}");
    }
    assert!(matches("治療 免疫 OR 結核", "結核の治療") && !matches("治療 免疫 OR 結核", "結核"));
    assert!(
        matches("lung cancer OR breast cancer", "a lung carcinoma"),
        "names of the thesaurus are units"
    );
    assert!(!matches("lung cancer OR breast cancer", "lung and breast"));
    assert!(matches("\"IL 6\" OR TNF", "IL 6 signalling"));
    assert!(
        matches("cancer or mouse", "cancer mouse") && !matches("cancer or mouse", "cancer"),
        "small letters are a word"
    );
}

#[test]
fn brackets_group_where_they_can_and_are_text_where_they_cannot() {
    assert!(matches("(免疫 治療) OR 結核", "結核") && matches("(免疫 治療) OR 結核", "免疫治療"));
    assert!(!matches("(免疫 治療) OR 結核", "免疫"));
    assert!(matches("治療 （免疫 OR 結核）", "結核の治療") && !matches("治療 （免疫 OR 結核）", "治療"));
    assert!(matches("(CAR)-T細胞", "CAR-T細胞") && matches("CAR (T", "CAR T"));
    assert!(matches("((((((((((((免疫))))))))))))", "免疫"));
    assert!(!matches("-(免疫 結核)", "免疫 結核") && matches("-(免疫 結核)", "免疫"));
    assert!(matches("(免疫 -結核) OR 看護", "看護 結核") && !matches("(免疫 -結核) OR 看護", "免疫 結核"));
}

#[test]
fn operators_without_a_meaning_are_forgiven() {
    assert!(!matches("免疫 NOT 結核", "免疫 結核") && matches("免疫 AND NOT 結核", "免疫"));
    assert!(matches("免疫 AND 結核", "結核 免疫") && matches("+免疫 ＋結核 && 治療", "結核 免疫 治療"));
    for dangling in [
        "免疫 OR",
        "OR 免疫",
        "AND 免疫",
        "免疫 NOT",
        "|| 免疫",
        "免疫 OR ( OR )",
        "免疫 &&",
    ] {
        assert!(matches(dangling, "免疫"), "{dangling}");
    }
    assert!(
        matches("OR", "an OR nurse") && !matches("OR", "免疫"),
        "alone it is a word"
    );
    assert!(!matches("免疫 OR -結核", "結核 免疫"), "an exclusion excludes");
}

#[test]
fn a_star_stands_for_the_rest_of_a_word() {
    assert!(matches("immuno*", "an immunomodulator") && !matches("immuno*", "an enzyme"));
    assert!(matches("immuno＊", "immunotherapy") && matches("抗体*", "抗体薬"));
    assert!(matches("HLA-A*02:01", "HLA-A*02:01 restricted") && query("*").is_empty());
    assert!(!matches("-immuno*", "immunotherapy") && matches("im*", "im"));
}

#[test]
fn fields_look_in_their_texts_only() {
    let texts = [
        (TextField::Title, "免疫"),
        (TextField::Indication, "結核"),
        (TextField::Body, "EGFR"),
    ];
    let finds = |text: &str| query(text).matches(&texts);
    for found in [
        "title:免疫",
        "題名：免疫",
        "TITLE: 免疫",
        "indication:結核",
        "適応:\"結核\"",
        "target:EGFR",
        "標的:EGFR",
        "title:(免疫 OR 看護)",
        "-title:結核",
        "title:免* 結核",
    ] {
        assert!(finds(found), "{found}");
    }
    for missed in [
        "title:結核",
        "indication:免疫",
        "target:結核",
        "-target:EGFR",
        "title:(免疫 結核)",
        "title:看護 OR indication:看護",
    ] {
        assert!(!finds(missed), "{missed}");
    }
    let english = [(TextField::Title, "lung cancer")];
    assert!(
        query("title:肺がん").matches(&english) && !query("indication:肺がん").matches(&english),
        "the thesaurus helps"
    );
}

#[test]
fn unknown_fields_are_text() {
    assert!(matches("TNF:α", "the TNF:α axis"));
    assert!(matches("http://example.org", "see http://example.org here"));
    assert!(matches("title:", "title") && matches("colour:red", "colour red"));
}

#[test]
fn names_of_a_vocabulary_narrow_unless_they_stand_beside_text_in_an_or() {
    let codes = |text: &str| -> Vec<(Vec<String>, bool)> {
        let query = query(text);
        query
            .narrowings()
            .iter()
            .filter_map(|one| match one {
                Narrowing::Codes { codes, excluded, .. } => Some((codes.clone(), *excluded)),
                Narrowing::Organisation { .. } => None,
            })
            .collect()
    };
    let one = |code: &str, excluded| (vec![code.to_owned()], excluded);
    assert_eq!(codes("modality:antibody 免疫"), [one("antibody", false)]);
    assert_eq!(codes("-モダリティ:抗体"), [one("antibody", true)]);
    assert_eq!(
        codes("modality:抗体 area:がん"),
        [one("antibody", false), one("cancer", false)]
    );
    let both = [(vec!["antibody".to_owned(), "adc".to_owned()], false)];
    assert_eq!(codes("modality:抗体 OR modality:adc"), both);
    assert_eq!(codes("modality:(抗体 OR adc) 免疫"), both);
    assert_eq!(codes("免疫 (modality:抗体 OR modality:adc)"), both);
    assert!(query("modality:antibody").is_empty(), "nothing is left to look for");
    assert!(codes("modality:antibody OR 免疫").is_empty() && matches("modality:antibody OR 免疫", "antibody"));
    assert!(
        codes("modality:免疫").is_empty() && matches("modality:免疫", "免疫"),
        "an unknown name is text"
    );
}

#[test]
fn names_of_organisations_are_found_like_text() {
    let is_met = |text: &str, names: &[&str]| match query(text).narrowings() {
        [Narrowing::Organisation { name, excluded }] => name.is_met_by(names) != *excluded,
        _ => panic!("one narrowing"),
    };
    assert!(is_met("org:東京", &["東京大学", "The University of Tokyo"]));
    assert!(is_met("機関:tokyo", &["東京大学", "The University of Tokyo"]));
    assert!(is_met("-org:京都", &["東京大学"]) && !is_met("org:京都", &["東京大学"]));
    assert!(is_met("org:京都 OR org:\"東京大学\"", &["東京大学"]));
}

#[test]
fn a_listing_names_its_words_as_it_writes_them() {
    let texts = [
        (TextField::Title, "分解を促す低分子"),
        (
            TextField::Body,
            "Degradation of small molecules that raise inflamma-\ntion, and IL‐6.",
        ),
    ];
    let query = DocumentQuery::new(&texts, &Concepts::none(), &StatisticsEpoch::built_in());
    let named: Vec<&str> = query
        .terms()
        .labels()
        .iter()
        .map(|label| label.surface.as_str())
        .collect();
    for word in ["Degradation", "molecules", "raise", "分解"] {
        assert!(named.contains(&word), "{word} in {named:?}");
    }
    for stem in ["degrad", "molecul", "rais"] {
        assert!(!named.contains(&stem), "{stem} in {named:?}");
    }
    assert!(named.iter().all(|word| !word.contains('\n')), "{named:?}");
}
