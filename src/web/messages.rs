//! The wording of problems and the names of notices in both languages, from `config/messages`.

use crate::domain::problem::{FieldFault, Refusal};
use crate::domain::text::Locale;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Wording {
    ja: String,
    en: String,
}

#[derive(Deserialize)]
struct RefusalWording {
    title: Wording,
    detail: Wording,
}

#[derive(Deserialize)]
struct Catalogue {
    refusal: BTreeMap<String, RefusalWording>,
    fault: BTreeMap<String, Wording>,
    /// Other words for a fault where something is to be chosen
    choice: BTreeMap<String, Wording>,
}

// A file that does not parse leaves codes without words; the test below keeps that from shipping.
static CATALOGUE: LazyLock<Option<Catalogue>> =
    LazyLock::new(|| toml::from_str(include_str!("../../config/messages/problems.toml")).ok());

// As above: the codes stand in for missing words.
static MAIL_KINDS: LazyLock<BTreeMap<String, Wording>> =
    LazyLock::new(|| toml::from_str(include_str!("../../config/messages/mail_kinds.toml")).unwrap_or_default());

/// What a kind of mail or notice is called.
#[must_use]
pub fn mail_kind(code: &str, locale: Locale) -> String {
    MAIL_KINDS
        .get(code)
        .map_or_else(|| code.to_owned(), |found| pick(found, locale).to_owned())
}

/// Title and detail of a refusal.
pub struct RefusalText {
    /// What happened
    pub title: String,
    /// What to do
    pub detail: String,
}

/// The wording of a refusal.
#[must_use]
pub fn refusal(code: Refusal, locale: Locale) -> RefusalText {
    let found = CATALOGUE
        .as_ref()
        .and_then(|catalogue| catalogue.refusal.get(code.code()));
    let text = |wording: fn(&RefusalWording) -> &Wording| {
        found.map_or_else(
            || code.code().to_owned(),
            |found| pick(wording(found), locale).to_owned(),
        )
    };
    RefusalText {
        title: text(|found| &found.title),
        detail: text(|found| &found.detail),
    }
}

/// The wording of a field's fault; `{limit}` stands for the bound.
#[must_use]
pub fn fault(fault: &FieldFault, locale: Locale) -> String {
    let code = fault.fault.code();
    let found = CATALOGUE.as_ref().and_then(|catalogue| {
        let of_choices = catalogue.choice.get(code).filter(|_| fault.choice);
        of_choices.or_else(|| catalogue.fault.get(code))
    });
    let text = found.map_or(code, |found| pick(found, locale));
    let limit = fault.limit.map(|limit| limit.to_string());
    text.replace("{limit}", &limit.unwrap_or_default())
}

fn pick(wording: &Wording, locale: Locale) -> &str {
    match locale {
        Locale::Ja => &wording.ja,
        Locale::En => &wording.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Fault;

    #[test]
    fn every_name_of_a_notice_is_there_in_both_languages() {
        assert!(MAIL_KINDS.len() > 20);
        assert!(
            MAIL_KINDS
                .values()
                .all(|name| !name.ja.is_empty() && !name.en.is_empty())
        );
    }

    #[test]
    fn what_is_chosen_is_not_asked_to_be_written() {
        let words = |missing: &FieldFault| [Locale::Ja, Locale::En].map(|locale| fault(missing, locale));
        let written = FieldFault::new("content.title", Fault::Required);
        assert_eq!(words(&written), ["入力してください。", "Please fill this in."]);
        let chosen = FieldFault::unchosen("content.modalities");
        assert_eq!(words(&chosen), ["選択してください。", "Please choose."]);
        assert_eq!(chosen.fault, Fault::Required, "the code is the same");
    }

    #[test]
    fn every_code_has_words_in_both_languages_and_no_word_is_left_over() {
        let catalogue = CATALOGUE.as_ref().expect("problems.toml parses");
        let refusals: Vec<&str> = Refusal::ALL.iter().map(|code| code.code()).collect();
        let faults: Vec<&str> = Fault::ALL.iter().map(|code| code.code()).collect();
        for code in &refusals {
            let found = catalogue
                .refusal
                .get(*code)
                .unwrap_or_else(|| panic!("no words for refusal {code}"));
            for text in [&found.title.ja, &found.title.en, &found.detail.ja, &found.detail.en] {
                assert!(!text.trim().is_empty(), "{code}");
            }
        }
        assert!(faults.iter().all(|code| catalogue.fault.contains_key(*code)));
        for (code, found) in catalogue.fault.iter().chain(&catalogue.choice) {
            assert!(!found.ja.trim().is_empty() && !found.en.trim().is_empty(), "{code}");
            assert!(faults.contains(&code.as_str()), "{code}");
        }
        assert!(catalogue.refusal.keys().all(|code| refusals.contains(&code.as_str())));
    }
}
