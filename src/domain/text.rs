//! Text in one or both languages, and what may stand in any text. Nothing here prints its content: what a listing says must not
//! reach a log.

use crate::domain::problem::{Fault, FieldFault};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

crate::domain::coded_enum! {
    /// A language of the platform; Japanese is the default.
    Locale {
        /// 日本語
        Ja = "ja",
        /// English
        En = "en",
    }
}

/// A text in Japanese, in English, or in both.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ja: Option<String>,
    /// English
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Bilingual {
    /// A text in both languages.
    pub fn both(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ja: Some(ja.into()),
            en: Some(en.into()),
        }
    }

    /// The text in the wanted language, else in the other.
    #[must_use]
    pub fn prefer(&self, locale: Locale) -> Option<&str> {
        let (first, second) = match locale {
            Locale::Ja => (&self.ja, &self.en),
            Locale::En => (&self.en, &self.ja),
        };
        first.as_deref().or(second.as_deref())
    }

    /// The texts that are there, Japanese first.
    pub fn texts(&self) -> impl Iterator<Item = (Locale, &str)> {
        let ja = self.ja.as_deref().map(|text| (Locale::Ja, text));
        let en = self.en.as_deref().map(|text| (Locale::En, text));
        ja.into_iter().chain(en)
    }

    /// Whether neither language says anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts().all(|(_, text)| text.trim().is_empty())
    }
}

impl fmt::Debug for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
        write!(
            f,
            "Bilingual(ja {} chars, en {} chars)",
            length(&self.ja),
            length(&self.en)
        )
    }
}

/// Whether a character may stand in what people write. Control characters say nothing to a reader and can deceive a terminal, and
/// PostgreSQL cannot store a zero; of the control characters only tabs and the breaks of lines and pages are text.
#[must_use]
pub fn is_text(character: char) -> bool {
    !character.is_control() || matches!(character, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}')
}

/// Puts a space in the place of everything in the strings of a JSON value that is no text, as extraction from PDF leaves it
/// behind.
pub fn clean_json(value: &mut Value) {
    match value {
        Value::String(text) if !text.chars().all(is_text) => {
            *text = text.chars().map(|c| if is_text(c) { c } else { ' ' }).collect();
        }
        Value::Array(items) => items.iter_mut().for_each(clean_json),
        Value::Object(members) => members.values_mut().for_each(clean_json),
        _ => {}
    }
}

/// The strings and names of a JSON value that hold what is no text. A name is a fault of the object that it stands in.
#[must_use]
pub fn faults_in_json(value: &Value) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    look_through(value, "", &mut faults);
    faults
}

fn look_through(value: &Value, path: &str, faults: &mut Vec<FieldFault>) {
    let here = || FieldFault::new(if path.is_empty() { "." } else { path }, Fault::ControlCharacter);
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match value {
        Value::String(text) if !text.chars().all(is_text) => faults.push(here()),
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                look_through(item, &below(&position.to_string()), faults);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                if name.chars().all(is_text) {
                    look_through(member, &below(name), faults);
                } else {
                    faults.push(here());
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn line_breaks_and_tabs_are_text_and_other_controls_are_not() {
        assert!("縁\r\n\t\u{b}\u{c}\u{85} — 👩‍🔬".chars().all(is_text));
        for other in ['\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{96}'] {
            assert!(!is_text(other));
        }
    }

    #[test]
    fn cleaning_leaves_text_alone_and_spaces_for_the_rest() {
        let mut value = json!({"a": ["x\0y", 1], "b": "fine\n", "c": {"d": "\u{96}"}});
        clean_json(&mut value);
        assert_eq!(value, json!({"a": ["x y", 1], "b": "fine\n", "c": {"d": " "}}));
    }

    #[test]
    fn a_fault_names_its_place() {
        let value = json!({"a": [1, {"b": "x\0"}], "c\0": "fine", "d": {"e\0": {}}, "f": "fine"});
        let places = faults_in_json(&value).into_iter().map(|fault| fault.field);
        assert_eq!(places.collect::<Vec<_>>(), ["a.1.b", ".", "d"]);
        assert_eq!(faults_in_json(&json!("\0"))[0].field, ".");
    }
}
