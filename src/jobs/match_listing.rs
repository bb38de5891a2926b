//! Finds candidates for a listing, in both directions.

use crate::app::App;
use crate::domain::task::Task;
use crate::jobs::{Ending, Failure, Outcome, payload};
use crate::services::matching::{self, Occasion};

pub(super) async fn run(app: &App, task: &Task) -> Outcome {
    let occasion: Occasion = payload(task)?;
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || matching::match_listing(&app, occasion)).await;
    done.map_err(|_| Failure::passing("matching was interrupted"))??;
    Ok(Ending::Done)
}
