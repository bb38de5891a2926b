//! How many reviews wait, and how long, over all reviewers: numbers only.

use crate::app::App;
use crate::domain::listing::state::ListingState;
use crate::services::curation::age::Age;
use crate::services::error::Outcome;
use crate::store::db::Reads;
use crate::store::listings;
use serde::Serialize;
use utoipa::ToSchema;

/// Reviews that stand at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitingReviews {
    /// Where they stand: with the institution, with the liaison, or approved and to be published
    pub state: ListingState,
    /// How many
    pub waiting: usize,
    /// How many of them longer than is promised
    pub overdue: usize,
    /// Business days that the oldest has waited
    pub oldest_business_days: i64,
}

/// What waits, stage by stage.
pub fn waiting(app: &App, reads: &mut impl Reads) -> Outcome<Vec<WaitingReviews>> {
    let stages = ListingState::ALL.iter().copied().filter(|state| state.is_in_review());
    let now = reads.now();
    let all = listings::in_review(reads, None, None, &stages.clone().collect::<Vec<_>>())?;
    let of_stage = |state| {
        let here = all.iter().filter(|listing| listing.review_state() == state);
        let ages = here
            .map(|listing| Age::of(app, listing.state_since, now))
            .collect::<Vec<_>>();
        WaitingReviews {
            state,
            waiting: ages.len(),
            overdue: ages.iter().filter(|age| age.overdue).count(),
            oldest_business_days: ages.iter().map(|age| age.business_days).max().unwrap_or_default(),
        }
    };
    Ok(stages.map(of_stage).collect())
}
