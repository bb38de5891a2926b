//! Queued work: the runner that claims and runs it, the schedule that queues recurring work, and one file per job.
//!
//! A job may run twice, on two nodes, or be cut off anywhere: it is idempotent, and it hands every step to a use case that
//! is one transaction. Payloads hold ids only.

mod clean_up;
pub mod indexer;
mod match_listing;
mod refresh_statistics;
pub mod runner;
pub mod schedule;
mod send_digest;
mod send_mail;
mod sign_checkpoints;
mod sweep_digests;
mod sweep_introductions;
mod sweep_listings;
mod sweep_reviews;
mod sweep_undertakings;
mod time_stamp_checkpoints;

use crate::app::App;
use crate::domain::task::{Task, TaskKind};
use crate::services::error::Error;
use crate::services::queue::Claim;
use serde::de::DeserializeOwned;

/// What is left for the runner to do after a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Mark the task as done.
    Done,
    /// Nothing: the job settled its task together with its own change.
    Settled,
}

/// Why a job did not get done. The reason names ids and causes, never any text of listings, mails or persons.
#[derive(Debug)]
pub struct Failure {
    reason: String,
    for_good: bool,
}

impl Failure {
    /// It may succeed later.
    #[must_use]
    pub fn passing(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            for_good: false,
        }
    }

    /// It can never succeed as it stands.
    #[must_use]
    pub fn for_good(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            for_good: true,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::passing(error.to_string())
    }
}

/// The outcome of a job.
pub type Outcome = Result<Ending, Failure>;

/// Runs a claimed task.
pub async fn run(app: &App, claim: &Claim) -> Outcome {
    match claim.task.kind {
        TaskKind::SendMail => send_mail::run(app, claim).await,
        TaskKind::SendDigest => send_digest::run(app, &claim.task).await,
        TaskKind::SweepDigests => sweep_digests::run(app, &claim.task).await,
        TaskKind::SweepIntroductions => sweep_introductions::run(app).await,
        TaskKind::SweepListings => sweep_listings::run(app).await,
        TaskKind::SweepReviews => sweep_reviews::run(app).await,
        TaskKind::SweepUndertakings => sweep_undertakings::run(app).await,
        TaskKind::CleanUp => clean_up::run(app).await,
        TaskKind::MatchListing => match_listing::run(app, &claim.task).await,
        TaskKind::SignCheckpoints => sign_checkpoints::run(app).await,
        TaskKind::TimeStampCheckpoints => time_stamp_checkpoints::run(app).await,
        TaskKind::RefreshStatistics => refresh_statistics::run(app).await,
    }
}

fn payload<T: DeserializeOwned>(task: &Task) -> Result<T, Failure> {
    serde_json::from_str(&task.payload)
        .map_err(|error| Failure::for_good(format!("unreadable payload at column {}", error.column())))
}
