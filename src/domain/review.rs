//! Curation: stages, decisions, the checklist and the clock of the service level.

use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::listing::ListingKind;
use crate::domain::problem::{Fault, FieldFault};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::domain::coded_enum! {
    /// Who is reviewing.
    ReviewStage {
        /// The owner's institution.
        Institution = "institution",
        /// The liaison.
        Liaison = "liaison",
    }
}

crate::domain::coded_enum! {
    /// What a reviewer decided.
    ReviewDecision {
        /// The institution's reviewer passes it on.
        InstitutionApprove = "institution_approve",
        /// Back to the owner.
        RequestChanges = "request_changes",
        /// Good to publish.
        Approve = "approve",
        /// Published.
        Publish = "publish",
    }
}

/// The curation checklist. Approval needs every item that applies to the kind of listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Checklist {
    /// The title enables nobody
    pub title_not_enabling: bool,
    /// No structure, sequence, dose or claim-like sentence at the Members tier
    pub no_enabling_detail: bool,
    /// Differentiation against named competitors is there (seeds)
    pub differentiation_present: bool,
    /// Missing data are listed (seeds)
    pub missing_data_listed: bool,
    /// It is not listed already
    pub no_duplicate: bool,
    /// Every field has its tier
    pub tiers_set: bool,
    /// An expiry date is set
    pub expiry_set: bool,
}

impl Checklist {
    /// Every item that applies to a kind of listing, and whether it is ticked.
    #[must_use]
    pub fn items(self, kind: ListingKind) -> Vec<(&'static str, bool)> {
        let Self {
            title_not_enabling,
            no_enabling_detail,
            differentiation_present,
            missing_data_listed,
            no_duplicate,
            tiers_set,
            expiry_set,
        } = self;
        let mut items = vec![
            ("title_not_enabling", title_not_enabling),
            ("no_enabling_detail", no_enabling_detail),
            ("no_duplicate", no_duplicate),
            ("tiers_set", tiers_set),
            ("expiry_set", expiry_set),
        ];
        if kind == ListingKind::Seed {
            items.push(("differentiation_present", differentiation_present));
            items.push(("missing_data_listed", missing_data_listed));
        }
        items
    }

    /// The items that are not ticked.
    #[must_use]
    pub fn faults(self, kind: ListingKind) -> Vec<FieldFault> {
        let open = self.items(kind).into_iter().filter(|(_, ticked)| !ticked);
        open.map(|(name, _)| FieldFault::new(format!("checklist.{name}"), Fault::NotConfirmed))
            .collect()
    }
}

/// What an owner attests on submission. All are required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Attestations {
    /// The inventors agree (for a need: the company agrees)
    pub inventors_agree: bool,
    /// The institution agrees
    pub institution_agrees: bool,
    /// No third party's secret is in it
    pub no_third_party_secret: bool,
    /// No patient data are in it
    pub no_patient_data: bool,
    /// The linter's findings were looked at
    pub linter_checked: bool,
}

impl Attestations {
    /// The statements that are not confirmed.
    #[must_use]
    pub fn faults(self) -> Vec<FieldFault> {
        let Self {
            inventors_agree,
            institution_agrees,
            no_third_party_secret,
            no_patient_data,
            linter_checked,
        } = self;
        let statements = [
            ("inventors_agree", inventors_agree),
            ("institution_agrees", institution_agrees),
            ("no_third_party_secret", no_third_party_secret),
            ("no_patient_data", no_patient_data),
            ("linter_checked", linter_checked),
        ];
        let open = statements.into_iter().filter(|(_, confirmed)| !confirmed);
        open.map(|(name, _)| FieldFault::new(format!("attestations.{name}"), Fault::NotConfirmed))
            .collect()
    }
}

/// Full business days (Monday to Friday, Japan) between two instants.
#[must_use]
pub fn business_days(from: Instant, to: Instant) -> i64 {
    let (first, last) = (day_in_japan(from), day_in_japan(to));
    let is_business = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let count = first
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= last)
        .filter(is_business)
        .count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The last day, in Japan, of a promise of so many business days.
#[must_use]
pub fn due_day(from: Instant, promised: i64) -> NaiveDate {
    let first = day_in_japan(from);
    let is_business = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let further = usize::try_from(promised.saturating_sub(1)).unwrap_or(0);
    let mut later = first.iter_days().skip(1).filter(is_business);
    if promised < 1 {
        return first;
    }
    later.nth(further).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    #[test]
    fn weekends_do_not_count_and_days_turn_over_in_japan() {
        let at = |day, hour| Utc.with_ymd_and_hms(2026, 11, day, hour, 0, 0).unwrap();
        assert_eq!(business_days(at(19, 3), at(19, 5)), 0);
        assert_eq!(
            business_days(at(19, 3), at(19, 16)),
            1,
            "01:00 in Japan is the next day"
        );
        assert_eq!(business_days(at(20, 3), at(23, 3)), 1, "Friday to Monday");
        assert_eq!(business_days(at(13, 3), at(20, 3)), 5);
    }

    #[test]
    fn the_due_day_is_the_one_on_which_the_promise_is_used_up() {
        let thursday = Utc.with_ymd_and_hms(2026, 11, 19, 3, 0, 0).unwrap();
        for promised in 1..30 {
            let due = due_day(thursday, promised).and_hms_opt(3, 0, 0).unwrap().and_utc();
            assert_eq!(business_days(thursday, due), promised);
            assert!(!matches!(due.weekday(), Weekday::Sat | Weekday::Sun));
        }
        assert_eq!(due_day(thursday, 0), day_in_japan(thursday));
    }

    #[test]
    fn every_open_item_is_named() {
        assert_eq!(Checklist::default().faults(ListingKind::Seed).len(), 7);
        assert_eq!(
            Checklist::default().faults(ListingKind::Need).len(),
            5,
            "a need has no competitors and no missing data"
        );
        let faults = Attestations {
            linter_checked: true,
            ..Attestations::default()
        }
        .faults();
        assert_eq!(faults.len(), 4);
        assert!(faults.iter().all(|fault| fault.field.starts_with("attestations.")));
    }
}
