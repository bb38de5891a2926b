//! Queued work: what kinds there are, how often they are tried, how long a failed one waits.

use crate::domain::clock::Instant;
use crate::domain::ids::TaskId;
use chrono::TimeDelta;

crate::domain::coded_enum! {
    /// A kind of queued work. Payloads hold ids, never text.
    TaskKind {
        /// Find candidates for a listing, in both directions.
        MatchListing = "match_listing",
        /// Hand one mail to the mail server.
        SendMail = "send_mail",
        /// Gather a member's digest.
        SendDigest = "send_digest",
        /// Expire listings and remind their owners.
        SweepListings = "sweep_listings",
        /// Remind of unanswered introductions and let old ones lapse.
        SweepIntroductions = "sweep_introductions",
        /// Remind of undertakings that run out.
        SweepUndertakings = "sweep_undertakings",
        /// Tell liaisons of reviews past their time.
        SweepReviews = "sweep_reviews",
        /// Start the digests that are due.
        SweepDigests = "sweep_digests",
        /// Remove spent tokens, old idempotency keys and finished tasks.
        CleanUp = "clean_up",
        /// Sign a checkpoint of every log of the ledger that grew.
        SignCheckpoints = "sign_checkpoints",
        /// Have time authorities confirm checkpoints.
        TimeStampCheckpoints = "time_stamp_checkpoints",
        /// Freeze new search statistics.
        RefreshStatistics = "refresh_statistics",
    }
}

crate::domain::coded_enum! {
    /// Where a task is.
    TaskState {
        /// Waits for its time or a worker.
        Ready = "ready",
        /// A worker holds a lease on it.
        Leased = "leased",
        /// Finished.
        Done = "done",
        /// Gave up; a person must look.
        Dead = "dead",
    }
}

/// A task as a worker or the operations page sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Identity
    pub id: TaskId,
    /// What to do
    pub kind: TaskKind,
    /// Ids it is about, as JSON
    pub payload: String,
    /// Where it is
    pub state: TaskState,
    /// Not before
    pub due_at: Instant,
    /// Attempts so far
    pub attempts: i32,
    /// What went wrong last, without any text of listings, mails or persons
    pub last_error: Option<String>,
    /// When it was queued
    pub created_at: Instant,
}

/// How long to wait after the given number of failed attempts: 5 s doubling to at most an hour.
#[must_use]
pub fn backoff(attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(10);
    let seconds = 5_i64.saturating_mul(2_i64.saturating_pow(doublings)).min(3_600);
    TimeDelta::seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn waiting_doubles_up_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 10, 11, 100].map(|n| backoff(n).num_seconds()).to_vec();
        assert_eq!(seconds, [5, 10, 20, 2_560, 3_600, 3_600]);
    }
}
