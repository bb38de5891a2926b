//! What has happened to a demo listing before the demonstration begins, derived from the state it is to be shown in.

use crate::domain::clock::Instant;
use crate::domain::listing::state::ListingState;
use chrono::{Months, TimeDelta};

/// How far a listing has come, and when. Steps that it has not reached are `None`.
pub struct History {
    /// Begun
    pub created: Instant,
    /// Submitted
    pub submitted: Option<Instant>,
    /// Passed by the institution (or by the desk, where the institution does not review)
    pub passed: Option<Instant>,
    /// Sent back
    pub sent_back: Option<Instant>,
    /// Approved
    pub approved: Option<Instant>,
    /// Published
    pub published: Option<Instant>,
    /// End of validity
    pub valid_until: Option<Instant>,
    /// When the state last changed
    pub since: Instant,
}

/// The history of the listing at a place in the files: the place spreads the dates.
pub fn history(state: ListingState, place: i64, valid_days: Option<i64>, now: Instant, months: u32) -> History {
    use ListingState as S;
    let days = TimeDelta::days;
    let reviewed_for = days(2 + place % 9);
    // The newest in review came today, the oldest nine days ago: beyond the service level.
    let in_review = now - days(place * 2 % 10) - TimeDelta::hours(2 + place % 5);
    let published = match state {
        S::Expired => now.checked_sub_months(Months::new(months)).unwrap_or(now) - days(1 + place % 20),
        _ => now - days(3 + place * 37 % 170) - TimeDelta::minutes(place * 83 % 600),
    };
    let ended = |valid_until: Instant| match state {
        S::Expired => valid_until,
        S::Published => published,
        _ => now - days(1 + place % 3),
    };
    let mut history = History {
        created: now,
        submitted: None,
        passed: None,
        sent_back: None,
        approved: None,
        published: None,
        valid_until: None,
        since: now,
    };
    match state {
        S::Draft => {
            history.created = in_review;
            history.since = in_review;
        }
        S::InstitutionReview => history.submitted = Some(in_review),
        S::LiaisonReview => {
            history.submitted = Some(in_review - days(1));
            history.passed = Some(in_review);
        }
        S::ChangesRequested => {
            history.submitted = Some(in_review - days(4));
            history.passed = Some(in_review - days(3));
            history.sent_back = Some(in_review);
        }
        S::Approved => {
            history.submitted = Some(in_review - days(5));
            history.passed = Some(in_review - days(3));
            history.approved = Some(in_review);
        }
        S::Published | S::Paused | S::UnderExclusive | S::Expired | S::Withdrawn | S::Concluded => {
            let by_rule = published.checked_add_months(Months::new(months)).unwrap_or(now);
            let valid_until = valid_days.map_or(by_rule, |left| now + days(left));
            history.submitted = Some(published - reviewed_for);
            history.passed = Some(published - reviewed_for + days(1));
            history.approved = Some(published - TimeDelta::hours(20));
            history.published = Some(published);
            history.valid_until = Some(valid_until);
            history.since = ended(valid_until);
        }
    }
    if let Some(submitted) = history.submitted {
        history.created = submitted - days(6);
    }
    if history.published.is_none() && state != S::Draft {
        history.since = in_review;
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    #[test]
    fn steps_come_in_order_and_nothing_lies_in_the_future() {
        let now = Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap();
        for state in ListingState::ALL {
            for place in 0..90 {
                let found = history(*state, place, None, now, 12);
                let steps = [
                    Some(found.created),
                    found.submitted,
                    found.passed,
                    found.sent_back,
                    found.approved,
                    found.published,
                    Some(found.since),
                    Some(now),
                ];
                let known: Vec<_> = steps.into_iter().flatten().collect();
                assert!(known.is_sorted(), "{state} {place}: {known:?}");
                let over = found.valid_until.is_some_and(|until| until <= now);
                assert_eq!(over, *state == ListingState::Expired, "{state} {place}");
            }
        }
    }
}
