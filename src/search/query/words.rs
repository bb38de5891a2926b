//! What stands between and before clauses: operators and field names, in every spelling that people type.

use crate::search::document::{Facet, TextField};
use unicode_normalization::UnicodeNormalization;

/// A word that joins clauses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// Both: the default, so it changes nothing.
    And,
    /// Either.
    Or,
    /// The next clause is excluded.
    Not,
}

/// What a `name:` before a clause narrows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The clause must stand in one of these texts.
    Text(&'static [TextField]),
    /// The clause names a code of a vocabulary.
    Codes(Facet),
    /// The clause names the owner's organisation.
    Organisation,
}

/// Everything but the indication: the exact target is a part of the body, for those who may know it, and titles, summaries
/// and mechanisms speak of targets too.
const TARGET: &[TextField] = &[TextField::Title, TextField::Summary, TextField::Body];

/// The operator that a whole word is, if it is one. Only capitals count: "or" is an English word.
pub(super) fn operator(word: &str) -> Option<Operator> {
    let plain: String = word.nfkc().collect();
    match plain.as_str() {
        "AND" | "&" | "&&" | "+" => Some(Operator::And),
        "OR" => Some(Operator::Or),
        "NOT" => Some(Operator::Not),
        _ => None,
    }
}

/// The field of a name before a colon.
pub(super) fn field(name: &str) -> Option<Field> {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    match plain.as_str() {
        "title" | "題名" | "タイトル" => Some(Field::Text(&[TextField::Title])),
        "indication" | "適応" | "適応症" => Some(Field::Text(&[TextField::Indication])),
        "target" | "標的" => Some(Field::Text(TARGET)),
        "org" | "organisation" | "organization" | "機関" => Some(Field::Organisation),
        "modality" | "モダリティ" => Some(Field::Codes(Facet::Modality)),
        "area" | "領域" | "疾患領域" => Some(Field::Codes(Facet::DiseaseArea)),
        _ => None,
    }
}
