//! Removes finished tasks, spent answers to keyed requests, and sessions and links that nobody can use any more, and
//! finds of saved searches that were looked at long ago.

use crate::app::App;
use crate::jobs::{Ending, Outcome};
use crate::services::{accounts, queue, saved_searches};

pub(super) async fn run(app: &App) -> Outcome {
    queue::clean_up(app).await?;
    accounts::clean_up(app).await?;
    saved_searches::clean_up(app).await?;
    Ok(Ending::Done)
}
