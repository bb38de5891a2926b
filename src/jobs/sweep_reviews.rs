//! Reminds reviewers of what has waited longer than promised.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::curation;

pub(super) async fn run(app: &App) -> Outcome {
    curation::sweep(app).await?;
    Ok(Ending::Done)
}
