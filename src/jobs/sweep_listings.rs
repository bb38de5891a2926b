//! Reminds of listings whose validity ends soon, and expires those whose validity is over.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::listings;

pub(super) async fn run(app: &App) -> Outcome {
    listings::sweep(app).await?;
    Ok(Ending::Done)
}
