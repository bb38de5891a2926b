//! Reminds of unanswered introductions and lets old ones lapse.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::introductions;

pub(super) async fn run(app: &App) -> Outcome {
    let introductions::Swept { reminded, lapsed } = introductions::sweep(app).await?;
    tracing::info!(reminded, lapsed, "introductions swept");
    Ok(Ending::Done)
}
