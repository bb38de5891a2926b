//! The shipped thesaurus is whole, and names find their concepts however they are written.

use super::{Concepts, keys};

#[test]
fn the_shipped_thesaurus_is_whole() {
    let shipped = Concepts::from_toml(&super::stored::SHIPPED).unwrap();
    assert!(shipped.len() >= 800 && shipped.version() >= 2);
    for concept in &shipped.concepts {
        assert!(concept.names.len() >= 2, "{:?}", concept.title.ja);
    }
    let mut holders = std::collections::HashMap::new();
    let mut contested = Vec::new();
    for (place, concept) in shipped.concepts.iter().enumerate() {
        for name in &concept.names {
            if *holders.entry(&name.keys).or_insert(place) != place {
                contested.push(&name.text);
            }
        }
    }
    assert!(contested.is_empty(), "names of two concepts: {contested:#?}");
}

#[test]
fn the_longest_name_is_found_in_any_spelling() {
    let found = |text: &str| {
        Concepts::built_in()
            .find(&keys(text))
            .iter()
            .filter_map(|hit| hit.concept.title.ja.clone())
            .collect::<Vec<_>>()
    };
    for text in ["非小細胞肺癌", "非小細胞肺ガン", "Non-Small-Cell Lung Cancers", "NSCLC"] {
        assert!(
            found(text).iter().any(|title| title.starts_with("非小細胞肺がん")),
            "{text}"
        );
    }
    for (symbol, run_together) in [
        ("PD-L1", "PDL1"),
        ("TNF-α", "TNFα"),
        ("IL-17A", "IL17A"),
        ("5-HT2A", "5HT2A"),
    ] {
        assert_eq!(found(symbol), found(run_together), "{symbol}");
    }
    assert_ne!(found("PDL1"), found("PD1"));
    assert_eq!(found("抗体薬物複合体").len(), 1);
    assert!(found("がんばろう").iter().all(|title| !title.contains("がん")));
}

#[test]
fn a_bad_thesaurus_is_refused() {
    let one = r#"version = 1
concept = [{ id = "a", ja = ["がん"], en = ["cancer"] }]"#;
    assert!(Concepts::from_toml(&[one]).is_ok());
    assert!(Concepts::from_toml(&[one, one]).is_err(), "the same id twice");
    for bad in [
        "concept = 3".to_owned(),
        one.replace("version = 1", ""),
        one.replace("] }", r#"], broader = ["b"] }"#),
    ] {
        assert!(Concepts::from_toml(&[&bad]).is_err(), "{bad}");
    }
}
