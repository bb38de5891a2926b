//! Suggestions come from the thesaurus and from what the viewer may see, and from nothing else.

use super::super::{Ask, Change, Concepts, Placement, Query, SearchIndex};
use super::{ask, document, listing, organisation, put, shared, typed, with};
use std::sync::Arc;

fn completions(index: &SearchIndex, viewer: u64, before: &str, text: &str) -> Vec<String> {
    let mut request = ask(Ask::Keywords(Arc::new(Query::parse(before, Concepts::built_in()))));
    request.viewer = organisation(viewer);
    index.completions(&request, Concepts::built_in(), text, true).unwrap()
}

fn corrected(index: &SearchIndex, viewer: u64, text: &str) -> Option<String> {
    let mut request = typed(text);
    request.viewer = organisation(viewer);
    index.correction(&request, Concepts::built_in(), text).unwrap()
}

/// A listing of an organisation of its own.
fn of_another(number: u64, title: &str) -> Change {
    let mut document = document(number, title, "");
    document.organisation = organisation(100 + number);
    shared(document)
}

fn blocked(number: u64, title: &str, by: u64) -> Change {
    let mut document = document(number, title, "");
    document.blocked = vec![organisation(by)];
    put(Placement::Restricted, document)
}

#[test]
fn names_of_the_thesaurus_come_first_in_the_writers_language() {
    let (index, _folder) = with(&[of_another(1, "肺がんゼブリンの研究"), of_another(2, "肺がんゼブリン")]);
    let found = completions(&index, 1, "", "肺が");
    assert_eq!(found.first().map(String::as_str), Some("肺がん"));
    assert!(found.contains(&"肺がんゼブリン".to_owned()), "{found:?}");
    let found = completions(&index, 1, "", "りうま");
    assert!(
        found.iter().any(|name| name.starts_with("リウマチ")),
        "hiragana finds katakana: {found:?}"
    );
    assert!(completions(&index, 1, "", "").is_empty() && completions(&index, 1, "", "q").is_empty());
    assert!(completions(&index, 1, "", "non-small cell l").contains(&"non-small cell lung cancer".to_owned()));
}

#[test]
fn words_of_visible_titles_complete_the_last_word() {
    let (index, _folder) = with(&[
        of_another(1, "Zqbrinib for glioma"),
        of_another(2, "A ZQBRINIB conjugate"),
        of_another(3, "zqbrinib and zqbrafish in glioma, Zqbrinib"),
        of_another(4, "Zqbrafish"),
        blocked(5, "zqbracil", 1),
        of_another(6, "zqbracil"),
        of_another(7, "新規ゼブリン抗体の開発"),
        of_another(8, "ゼブリン抗体"),
    ]);
    let found = completions(&index, 1, "", "Zqb");
    assert_eq!(
        found.len(),
        2,
        "one spelling of each word, and nothing blocked: {found:?}"
    );
    assert!(completions(&index, 2, "", "zqbrac").contains(&"zqbracil".to_owned()));
    assert_eq!(completions(&index, 1, "glioma", "glioma zqb"), ["glioma Zqbrinib"]);
    assert_eq!(completions(&index, 1, "", "title:zqbraf"), ["title:Zqbrafish"]);
    assert!(completions(&index, 1, "", "ぜぶ").contains(&"ゼブリン抗体".to_owned()));
    index.apply(&[Change::Delete(listing(3))], 2).unwrap();
    assert!(
        completions(&index, 1, "", "zqbraf").is_empty(),
        "deleted documents leave no words"
    );
}

#[test]
fn whose_titles_they_are_and_how_they_are_stored_does_not_show() {
    let (index, _folder) = with(&[
        shared(document(1, "Zqbrinib for glioma", "")),
        shared(document(2, "Zqbrinib in glioma", "")),
        shared(document(3, "zqbrafish, Zqbrafish, ZQBRAFISH", "")),
    ]);
    assert_eq!(
        completions(&index, 1, "", "zqb"),
        ["Zqbrinib"],
        "two titles of one house count, one does not"
    );
    // More titles than are counted hold both words: they are equally common in one segment and in two.
    let titles = |from: u64, to: u64| {
        let title = |number: u64| if number < 50 { "Quaxidols quaxid" } else { "Quaxidols" };
        (from..to).map(move |number| shared(document(number, title(number), "")))
    };
    let once: Vec<Change> = titles(10, 70).collect();
    let (whole, _folder) = with(&once);
    let (parted, _other) = with(&titles(10, 40).collect::<Vec<_>>());
    parted.apply(&titles(40, 70).collect::<Vec<_>>(), 2).unwrap();
    for index in [&whole, &parted] {
        assert_eq!(completions(index, 1, "", "quax"), ["quaxid", "Quaxidols"]);
    }
}

#[test]
fn misspelt_words_are_corrected_from_what_the_viewer_may_see() {
    let (index, _folder) = with(&[
        shared(document(1, "Zqbrinib for glioma", "")),
        blocked(2, "Quaxidol", 1),
        shared(document(3, "ゼブリン抗体", "")),
    ]);
    assert_eq!(corrected(&index, 1, "zqbrnib").as_deref(), Some("zqbrinib"));
    assert_eq!(
        corrected(&index, 1, "抗体 (rheumatiod artritis)").as_deref(),
        Some("抗体 (rheumatoid arthritis)")
    );
    assert_eq!(corrected(&index, 1, "関節リュウマチ").as_deref(), Some("関節リウマチ"));
    assert_eq!(corrected(&index, 1, "ゼブレン 抗体").as_deref(), Some("ゼブリン 抗体"));
    assert_eq!(corrected(&index, 2, "quaxidal").as_deref(), Some("quaxidol"));
    for fine in ["quaxidal", "zqbrinib", "glioma", "-zqbrnib", "zqbrnib*", "EGFR", ""] {
        assert_eq!(corrected(&index, 1, fine), None, "{fine}");
    }
    index.apply(&[Change::Delete(listing(1))], 2).unwrap();
    assert_eq!(corrected(&index, 1, "zqbrnib"), None);
}
