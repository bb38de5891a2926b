//! Freezes new search statistics from what is indexed now.

use crate::app::App;
use crate::jobs::{Ending, Failure, Outcome};
use crate::services::indexing::statistics;

pub(super) async fn run(app: &App) -> Outcome {
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || statistics::refresh(&app)).await;
    done.map_err(|_| Failure::passing("the count was interrupted"))??;
    Ok(Ending::Done)
}
