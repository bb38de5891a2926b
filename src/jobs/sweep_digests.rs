//! Starts the digests of a time slot: one task for each member for whom something waits.

use crate::app::App;
use crate::domain::task::Task;
use crate::jobs::{Ending, Outcome, payload};
use crate::mail::kind::Cadence;
use crate::services::mailing::digest;
use serde::Deserialize;

#[derive(Deserialize)]
struct Slot {
    cadence: Cadence,
    slot: String,
}

pub(super) async fn run(app: &App, task: &Task) -> Outcome {
    let Slot { cadence, slot } = payload(task)?;
    digest::start(app, cadence, slot).await?;
    Ok(Ending::Done)
}
