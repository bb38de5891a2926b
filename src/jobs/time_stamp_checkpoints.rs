//! Has time authorities say what the logs of the ledger are.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::ledger::time_stamps;

/// An authority that does not answer is asked again within the hour, and that it is overdue stands on the operations page: nothing here is
/// worth a task that gave up.
pub(super) async fn run(app: &App) -> Outcome {
    for why in time_stamps::fetch_due(app).await?.failures {
        tracing::warn!(why, "no time stamp");
    }
    Ok(Ending::Done)
}
