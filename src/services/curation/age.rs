//! How old a review is, in business days.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::review::{business_days, due_day};
use chrono::NaiveDate;

/// How long the review has lasted and should last.
pub struct Age {
    /// Since when it stands where it stands
    pub since: Instant,
    /// Full business days since
    pub business_days: i64,
    /// Last day of what is promised
    pub due: NaiveDate,
    /// Whether that day has passed
    pub overdue: bool,
}

impl Age {
    /// The age of a listing's review now.
    pub(super) fn of(app: &App, since: Instant, now: Instant) -> Self {
        let promised = app.config().curation.sla_business_days;
        let business_days = business_days(since, now);
        Self {
            since,
            business_days,
            due: due_day(since, promised),
            overdue: business_days > promised,
        }
    }
}
