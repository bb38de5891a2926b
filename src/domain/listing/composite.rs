//! Values of listing fields that consist of several parts.

use crate::domain::listing::field::{FieldValue, Rule, check_length};
use crate::domain::orcid::is_orcid;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};
use crate::domain::vocabulary::{Code, Vocabularies};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
        match &self.date {
            None => faults.push(FieldFault::new(format!("{path}.date"), Fault::Required)),
            Some(date) => date.check(&format!("{path}.date"), &Rule::up_to(1), vocabularies, faults),
        }
        if self.state.is_none() {
            faults.push(FieldFault::unchosen(format!("{path}.state")));
        }
        check_length(&format!("{path}.note"), &self.note, 500, faults);
    }

    fn texts<'a>(&'a self, into: &mut Vec<(Option<Locale>, &'a str)>) {
        into.push((None, &self.note));
    }
}
