//! What a listing field can hold, and how each kind of value is checked. Checks name the field; they never quote its text.

use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::tier::Tier;
use crate::domain::vocabulary::{Code, Vocabularies};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
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
    /// Whether it says nothing.
    fn is_blank(&self) -> bool;
    /// Collects what is wrong with it.
    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>);
    /// Collects its free text, with the language where it is known.
    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>);
}

fn check_length(path: &str, text: &str, max: usize, faults: &mut Vec<FieldFault>) {
    if text.chars().count() > max {
        faults.push(FieldFault::with_limit(path, Fault::TooLong, limit(max)));
    }
}

fn limit(max: usize) -> u64 {
    u64::try_from(max).unwrap_or(u64::MAX)
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
    fn is_blank(&self) -> bool {
        self.as_str().is_empty()
    }

    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if FieldValue::is_blank(self) {
            faults.push(FieldFault::new(path, Fault::Required));
        } else if rule.vocabulary.is_some_and(|name| !vocabularies.knows(name, self)) {
            faults.push(FieldFault::new(path, Fault::UnknownCode));
        }
    }

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}

/// Longest single item of a list of short texts, in characters.
const ITEM_MAX: usize = 300;

impl<T: FieldValue> FieldValue for Vec<T> {
    fn is_blank(&self) -> bool {
        self.iter().all(FieldValue::is_blank)
    }

    fn check(&self, path: &str, rule: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if self.len() > rule.max {
            faults.push(FieldFault::with_limit(path, Fault::TooLong, limit(rule.max)));
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

/// Values that carry no text and cannot be wrong once parsed.
macro_rules! plain_values {
    ($($type:ty),+) => {$(
        impl FieldValue for $type {
            fn is_blank(&self) -> bool { false }
            fn check(&self, _: &str, _: &Rule, _: &Vocabularies, _: &mut Vec<FieldFault>) {}
            fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
        }
    )+};
}
plain_values!(NaiveDate, bool);

impl FieldValue for u16 {
    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, path: &str, rule: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if *self == 0 || usize::from(*self) > rule.max {
            faults.push(FieldFault::with_limit(path, Fault::OutOfRange, limit(rule.max)));
        }
    }

    fn texts<'a>(&'a self, _: &mut Vec<(Option<Locale>, &'a str)>) {}
}

/// One row of the evidence grid: which system, what came out, replicated by whom.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    /// Code of `evidence_systems`
    pub system: Code,
    /// What came out
    pub result: Bilingual,
    /// Code of `replications`
    pub replication: Code,
}

impl FieldValue for Evidence {
    fn is_blank(&self) -> bool {
        self.result.is_blank() && self.system.is_blank() && self.replication.is_blank()
    }

    fn check(&self, path: &str, _: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        let Self {
            system,
            result,
            replication,
        } = self;
        if result.is_blank() {
            faults.push(FieldFault::new(format!("{path}.result"), Fault::Required));
        }
        system.check(
            &format!("{path}.system"),
            &Rule::codes("evidence_systems", 1),
            vocabularies,
            faults,
        );
        replication.check(
            &format!("{path}.replication"),
            &Rule::codes("replications", 1),
            vocabularies,
            faults,
        );
        result.check(&format!("{path}.result"), &Rule::up_to(500), vocabularies, faults);
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        FieldValue::texts(&self.result, into);
    }
}

/// The researcher behind a seed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Researcher {
    /// Name
    #[serde(default)]
    pub name: Bilingual,
    /// ORCID iD, e.g. `0000-0002-1825-0097`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
    /// e-Rad researcher number (8 digits)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e_rad: Option<String>,
}

/// Whether the last character of an ORCID iD is the right check digit (ISO 7064 11,2).
#[must_use]
pub fn is_orcid(text: &str) -> bool {
    let shape_ok = text.len() == 19 && text.chars().enumerate().all(|(at, c)| (at % 5 == 4) == (c == '-'));
    let mut symbols = text.chars().filter(|c| *c != '-').collect::<Vec<_>>();
    let Some(check) = symbols.pop() else { return false };
    let total = symbols
        .iter()
        .try_fold(0_u32, |total, c| Some((total + c.to_digit(10)?) * 2));
    let expected = total.map(|total| (12 - total % 11) % 11);
    shape_ok && expected == if check == 'X' { Some(10) } else { check.to_digit(10) }
}

impl FieldValue for Researcher {
    fn is_blank(&self) -> bool {
        self.name.is_blank() && self.orcid.is_none() && self.e_rad.is_none()
    }

    fn check(&self, path: &str, _: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        let Self { name, orcid, e_rad } = self;
        if name.is_blank() {
            faults.push(FieldFault::new(format!("{path}.name"), Fault::Required));
        }
        name.check(&format!("{path}.name"), &Rule::up_to(100), vocabularies, faults);
        if orcid.as_ref().is_some_and(|orcid| !is_orcid(orcid)) {
            faults.push(FieldFault::new(format!("{path}.orcid"), Fault::Malformed));
        }
        if e_rad
            .as_ref()
            .is_some_and(|number| number.len() != 8 || !number.chars().all(|c| c.is_ascii_digit()))
        {
            faults.push(FieldFault::new(format!("{path}.e_rad"), Fault::Malformed));
        }
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        FieldValue::texts(&self.name, into);
    }
}

/// A co-owner of the invention.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CoOwner {
    /// Who
    pub name: String,
    /// Whether consent to listing it is given
    pub consented: bool,
}

impl FieldValue for CoOwner {
    fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && !self.consented
    }

    fn check(&self, path: &str, _: &Rule, _: &Vocabularies, faults: &mut Vec<FieldFault>) {
        if self.name.trim().is_empty() {
            faults.push(FieldFault::new(format!("{path}.name"), Fault::Required));
        }
        check_length(&format!("{path}.name"), &self.name, 200, faults);
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        into.push((None, &self.name));
    }
}

crate::domain::coded_enum! {
    /// Whether a disclosure has happened.
    DisclosureState {
        /// Has happened.
        Past = "past",
        /// Is planned.
        Planned = "planned",
    }
}

/// A past or planned disclosure of the invention. Date and state may be missing in a draft only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InventionDisclosure {
    /// Code of `disclosure_kinds`
    pub kind: Code,
    /// When
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Past or planned
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DisclosureState>,
    /// Where and what
    pub note: String,
}

impl FieldValue for InventionDisclosure {
    fn is_blank(&self) -> bool {
        false
    }

    fn check(&self, path: &str, _: &Rule, vocabularies: &Vocabularies, faults: &mut Vec<FieldFault>) {
        self.kind.check(
            &format!("{path}.kind"),
            &Rule::codes("disclosure_kinds", 1),
            vocabularies,
            faults,
        );
        if self.date.is_none() {
            faults.push(FieldFault::new(format!("{path}.date"), Fault::Required));
        }
        if self.state.is_none() {
            faults.push(FieldFault::new(format!("{path}.state"), Fault::Required));
        }
        check_length(&format!("{path}.note"), &self.note, 500, faults);
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        into.push((None, &self.note));
    }
}

#[cfg(test)]
mod tests {
    use super::is_orcid;

    #[test]
    fn orcid_check_digits_are_checked() {
        assert!(is_orcid("0000-0002-1825-0097"));
        assert!(is_orcid("0000-0002-1694-233X"));
        for bad in [
            "0000-0002-1825-0098",
            "0000000218250097",
            "0000-0002-1825-009",
            "",
            "0000-0002-1825-00９7",
            "----",
        ] {
            assert!(!is_orcid(bad), "{bad}");
        }
    }
}
