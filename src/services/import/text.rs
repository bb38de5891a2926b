//! Which language a text is in, and how title and text of a record fill the fields of a listing.

use crate::domain::listing::ListingKind;
use crate::domain::listing::field::FieldSpec;
use crate::domain::text::Locale;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields that a record's text goes into, in this order, as far as the record leaves them empty. What members cannot read
/// in the first three of a seed goes to the data package, so that nothing is lost.
const fn rooms(kind: ListingKind) -> &'static [&'static str] {
    match kind {
        ListingKind::Seed => &["problem", "mechanism", "unmet_need", "data_package"],
        ListingKind::Need => &["problem", "must_have", "nice_to_have", "evidence_expected", "offers"],
    }
}

/// Japanese if it holds any Japanese letter, else English.
#[must_use]
pub fn language_of(text: &str) -> Locale {
    let japanese = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}');
    if text.chars().any(japanese) {
        Locale::Ja
    } else {
        Locale::En
    }
}

/// Fields with title and text in them.
pub struct Spread {
    /// The fields
    pub fields: Map<String, Value>,
    /// The text is longer than all of them together
    pub left_over: bool,
}

/// Puts titles and texts into the fields. A title that is too long is cut, and stands whole at the head of the text.
#[must_use]
pub fn spread(
    mut fields: Map<String, Value>,
    (kind, specs): (ListingKind, &[FieldSpec]),
    titles: &BTreeMap<Locale, String>,
    texts: &BTreeMap<Locale, String>,
) -> Spread {
    let mut left_over = false;
    for locale in Locale::ALL {
        let mut body = texts.get(locale).cloned().unwrap_or_default();
        if let Some(title) = titles.get(locale) {
            let most = room(specs, "title");
            if title.chars().count() > most {
                let cut: String = title.chars().take(most - 1).collect();
                put(&mut fields, "title", *locale, format!("{}…", cut.trim_end()));
                body = format!("{title}\n{body}");
            } else {
                put(&mut fields, "title", *locale, title.clone());
            }
        }
        let mut rest = body.trim();
        for field in rooms(kind) {
            if rest.is_empty() {
                break;
            }
            if !is_free(&fields, field, *locale) {
                continue;
            }
            let (head, tail) = split(rest, room(specs, field));
            put(&mut fields, field, *locale, head.to_owned());
            rest = tail;
        }
        left_over |= !rest.is_empty();
    }
    Spread { fields, left_over }
}

fn room(specs: &[FieldSpec], field: &str) -> usize {
    let spec = specs.iter().find(|spec| spec.name == field);
    spec.map_or(1, |spec| spec.rule.max)
}

fn is_free(fields: &Map<String, Value>, field: &str, locale: Locale) -> bool {
    match fields.get(field) {
        None => true,
        Some(Value::Object(languages)) => !languages.contains_key(locale.code()),
        Some(_) => false,
    }
}

fn put(fields: &mut Map<String, Value>, field: &str, locale: Locale, text: String) {
    let entry = fields.entry(field).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(languages) = entry {
        languages.insert(locale.code().to_owned(), Value::String(text));
    }
}

/// The first `most` characters at most, up to the end of a sentence or a word where one is near, and the rest.
fn split(text: &str, most: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return (text, "");
    };
    let (head, _) = text.split_at(end);
    let near = |at: &usize| *at >= end / 5 * 4;
    let after = |mark: char| head.rfind(mark).map(|at| at + mark.len_utf8()).filter(near);
    let sentence = ['。', '．', '\n'].into_iter().filter_map(after).max();
    let sentence = sentence.max(head.rfind(". ").map(|at| at + 1).filter(near));
    let at = sentence.or_else(|| after(' ')).unwrap_or(end);
    let (head, tail) = text.split_at(at);
    (head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::content::Content;
    use crate::domain::listing::seed::SeedContent;

    const SEED: (ListingKind, &[FieldSpec]) = (ListingKind::Seed, SeedContent::FIELDS);

    #[test]
    fn any_japanese_letter_makes_a_text_japanese() {
        for text in ["膵癌", "CAR-T 細胞", "ﾀﾝﾊﾟｸ", "ひらがな"] {
            assert_eq!(language_of(text), Locale::Ja, "{text}");
        }
        for text in ["KRAS G12D", "β-catenin", ""] {
            assert_eq!(language_of(text), Locale::En, "{text}");
        }
    }

    #[test]
    fn text_is_cut_at_sentences_and_nothing_is_lost() {
        let sentence = "これは一つの文である。";
        let text = sentence.repeat(400);
        let texts = BTreeMap::from([(Locale::Ja, text.clone())]);
        let Spread { fields, left_over } = spread(Map::new(), SEED, &BTreeMap::new(), &texts);
        assert!(!left_over);
        let pieces: Vec<&str> = rooms(ListingKind::Seed)
            .iter()
            .map(|field| fields[*field]["ja"].as_str().unwrap())
            .collect();
        assert_eq!(pieces.concat(), text);
        for (field, piece) in rooms(ListingKind::Seed).iter().zip(&pieces) {
            assert!(piece.chars().count() <= room(SEED.1, field));
            assert!(piece.ends_with('。'));
        }
    }

    #[test]
    fn a_long_title_is_cut_and_stands_whole_in_the_text() {
        let title = "長い題".repeat(40);
        let titles = BTreeMap::from([(Locale::Ja, title.clone())]);
        let Spread { fields, .. } = spread(Map::new(), SEED, &titles, &BTreeMap::new());
        let cut = fields["title"]["ja"].as_str().unwrap();
        assert_eq!(cut.chars().count(), 80);
        assert!(cut.ends_with('…'));
        assert_eq!(fields["problem"]["ja"].as_str().unwrap(), title);
    }

    #[test]
    fn more_text_than_there_is_room_for_is_noticed() {
        let texts = BTreeMap::from([(Locale::En, "x".repeat(23_000))]);
        assert!(spread(Map::new(), SEED, &BTreeMap::new(), &texts).left_over);
    }
}
