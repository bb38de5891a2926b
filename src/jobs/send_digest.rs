//! Gathers one member's digest of a time slot.

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::task::Task;
use crate::jobs::{Ending, Outcome, payload};
use crate::mail::kind::Cadence;
use crate::services::mailing::digest;
use serde::Deserialize;

#[derive(Deserialize)]
struct Digest {
    member: MemberId,
    cadence: Cadence,
    slot: String,
}

pub(super) async fn run(app: &App, task: &Task) -> Outcome {
    let Digest { member, cadence, slot } = payload(task)?;
    digest::gather(app, member, cadence, slot).await?;
    Ok(Ending::Done)
}
