//! Removes finished tasks and spent answers to keyed requests.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::queue;

pub(super) async fn run(app: &App) -> Outcome {
    queue::clean_up(app).await?;
    Ok(Ending::Done)
}
