//! Signs what the logs of the ledger are.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::ledger;

pub(super) async fn run(app: &App) -> Outcome {
    ledger::checkpoint::sign_all(app).await?;
    Ok(Ending::Done)
}
