//! What a listing field is, and how each kind of value is checked; values of several parts are in `composite`. Checks name the field; they never quote its text.

use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::tier::Tier;
use crate::domain::vocabulary::{Code, Vocabularies};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::ops::RangeInclusive;
use utoipa::ToSchema;

/// How a field is checked on submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Rule {
    /// Longest text in characters, or most items, or largest number
    pub max: usize,
    /// Vocabulary that its codes come from
    pub vocabulary: Option<&'static str>,
    /// Submission refuses a listing without it
    pub required: bool,
}

impl Rule {
    /// At most `max` characters, items or units.
    #[must_use]
    pub const fn up_to(max: usize) -> Self {
        Self {
            max,
            vocabulary: None,
            required: false,
        }
    }

    /// Codes of a vocabulary, at most `max` of them.
    #[must_use]
    pub const fn codes(vocabulary: &'static str, max: usize) -> Self {
        Self {
            max,
            vocabulary: Some(vocabulary),
            required: false,
        }
    }

    /// The same, and required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// A field: its name in code, API and database, the tier it never goes below, and its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldSpec {
    /// Name
    pub name: &'static str,
    /// Floor tier
    pub floor: Tier,
    /// Check on submission
    pub rule: Rule,
}

/// A value that a listing field can hold.
pub trait FieldValue {
    /// Whether people choose it from what is offered, and do not write it.
    const IS_CHOSEN: bool = false;
    /// Whether it says nothing.
    fn is_blank(&self) -> bool;
    /// Collects what is wrong with it.
    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>);
    /// Collects its free text, with the language where it is known.
    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>);
}

/// Faults a text that is too long.
pub(super) fn check_length(path: &str, text: &str, max: usize, faults: &mut Vec<FieldFault>) {
    if text.chars().count() > max {
        faults.push(FieldFault::with_limit(path, Fault::TooLong, max));
    }
}

impl FieldValue for Bilingual {
    fn is_blank(&self) -> bool {
        Self::is_blank(self)
    }

    fn check(&self, path: &str, rule: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        for (locale, text) in self.texts() {
            check_length(&format!("{path}.{locale}"), text, rule.max, faults);
        }
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        into.extend(Self::texts(self).map(|(locale, text)| (Some(locale), text)));
    }
}

impl FieldValue for String {
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }

    fn check(&self, path: &str, rule: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        check_length(path, self, rule.max, faults);
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        into.push((None, self));
    }
}

impl FieldValue for Code {
    const IS_CHOSEN: bool = true;

    fn is_blank(&self) -> bool {
        self.as_str().is_empty()
    }

    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if FieldValue::is_blank(self) {
            faults.push(FieldFault::unchosen(path));
        } else if rule.vocabulary.is_some_and(|name| !vocabularies.knows(name, self)) {
            faults.push(FieldFault::new(path, Fault::UnknownCode));
        }
    }

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}

/// Longest single item of a list of short texts, in characters.
const ITEM_MAX: usize = 300;

impl<T: FieldValue> FieldValue for Vec<T> {
    const IS_CHOSEN: bool = T::IS_CHOSEN;

    fn is_blank(&self) -> bool {
        self.iter().all(FieldValue::is_blank)
    }

    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if self.len() > rule.max {
            faults.push(FieldFault::with_limit(path, Fault::TooLong, rule.max));
        }
        let item_rule = Rule { max: ITEM_MAX, ..*rule };
        for (position, item) in self.iter().enumerate() {
            item.check(&format!("{path}.{position}"), &item_rule, vocabularies, faults);
        }
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        for item in self {
            item.texts(into);
        }
    }
}

impl FieldValue for bool {
    const IS_CHOSEN: bool = true;

    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, _: &str, _: &Rule, _: &Vocabularies, _: &mut Vec<FieldFault>) {}

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}

/// Years that spreadsheets, browsers and people can write.
const YEARS: RangeInclusive<i32> = 1900..=9999;

impl FieldValue for NaiveDate {
    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, path: &str, _: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if !YEARS.contains(&self.year()) {
            faults.push(FieldFault::new(path, Fault::DateOutOfRange));
        }
    }

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}

impl FieldValue for u16 {
    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, path: &str, rule: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if *self == 0 || usize::from(*self) > rule.max {
            faults.push(FieldFault::with_limit(path, Fault::OutOfRange, rule.max));
        }
    }

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}
