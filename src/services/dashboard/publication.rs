//! How long it takes from submission to publication.

use crate::domain::clock::{Instant, day_in_japan};
use crate::domain::dashboard::Spread;
use crate::domain::review::business_days;
use crate::services::dashboard::MONTHS;
use crate::services::error::Outcome;
use crate::store::dashboard::{self, Passage};
use crate::store::db::Reads;
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

/// Business days from the first submission to the publication that it led to, rounds of changes included. What came in by import
/// was reviewed by nobody and does not count.
#[derive(Clone, Serialize, ToSchema)]
pub struct Publication {
    /// Of everything that was published in the months below
    pub all: Spread,
    /// By month of publication, the oldest first
    pub months: Vec<MonthOfPublication>,
}

/// What was published in a month.
#[derive(Clone, Serialize, ToSchema)]
pub struct MonthOfPublication {
    /// First day of the month, in Japan
    pub month: NaiveDate,
    /// How long it took
    #[serde(flatten)]
    pub took: Spread,
}

pub(super) fn publication(reads: &mut impl Reads, first: NaiveDate, since: Instant) -> Outcome<Publication> {
    let took = durations(&dashboard::passages(reads, since)?);
    let recent = || took.iter().filter(|(published, _)| *published >= since);
    let of_month = |month: NaiveDate| {
        let is_in = |published: Instant| day_in_japan(published).with_day(1) == Some(month);
        let days = recent()
            .filter(|(published, _)| is_in(*published))
            .map(|(_, days)| *days);
        MonthOfPublication {
            month,
            took: Spread::of(days.collect()),
        }
    };
    let months = (0..MONTHS).filter_map(|later| first.checked_add_months(Months::new(later)));
    Ok(Publication {
        all: Spread::of(recent().map(|(_, days)| *days).collect()),
        months: months.map(of_month).collect(),
    })
}

/// When each publication was, and how many business days it took; versions come by listing and number.
fn durations(passages: &[Passage]) -> Vec<(Instant, u32)> {
    let mut durations = Vec::new();
    for of_one in passages.chunk_by(|one, next| one.listing == next.listing) {
        let mut begun = None;
        for passage in of_one {
            let submitted = *begun.get_or_insert(passage.submitted);
            let Some(published) = passage.published else { continue };
            if published > submitted {
                let days = u32::try_from(business_days(submitted, published)).unwrap_or(u32::MAX);
                durations.push((published, days));
            }
            begun = None;
        }
    }
    durations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ListingId;
    use chrono::{TimeZone, Utc};

    #[test]
    fn a_publication_takes_from_the_first_submission_of_its_round() {
        let at = |day| Utc.with_ymd_and_hms(2026, 11, day, 3, 0, 0).unwrap();
        let [one, other] = [1, 2].map(|number| ListingId::from_uuid(uuid::Uuid::from_u128(number)));
        let passage = |listing, submitted, published: Option<u32>| Passage {
            listing,
            submitted: at(submitted),
            published: published.map(at),
        };
        let passages = [
            passage(one, 2, None),
            passage(one, 4, Some(9)),
            passage(one, 16, Some(18)),
            passage(one, 24, None),
            passage(other, 6, Some(6)),
            passage(other, 24, Some(25)),
        ];
        assert_eq!(durations(&passages), [(at(9), 5), (at(18), 2), (at(25), 1)]);
    }
}
