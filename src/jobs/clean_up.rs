//! Removes finished tasks, spent answers to keyed requests, and sessions and links that nobody can use any more.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::{accounts, queue};

pub(super) async fn run(app: &App) -> Outcome {
    queue::clean_up(app).await?;
    accounts::clean_up(app).await?;
    Ok(Ending::Done)
}
