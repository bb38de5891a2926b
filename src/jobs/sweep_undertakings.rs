//! Reminds members whose acceptance of the undertaking runs out.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::undertakings;

pub(super) async fn run(app: &App) -> Outcome {
    undertakings::sweep(app).await?;
    Ok(Ending::Done)
}
