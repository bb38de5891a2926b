//! Building the index anew from the database, for an operator.

use crate::app::App;
use crate::search::{Options, SearchIndex};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;

/// Empties the index folder and applies every change again. `progress` hears how many changes are applied, of how many. Returns
/// how many listings the index then holds. Blocks.
pub fn rebuild(app: &App, progress: impl Fn(u64, u64)) -> Outcome<u64> {
    let folder = &app.config().search.directory;
    // Opening it proves that no other process writes there.
    drop(SearchIndex::open(folder, Options::default())?);
    std::fs::remove_dir_all(folder).map_err(|error| Error::internal(format!("search.directory: {error}")))?;
    let all = u64::try_from(follow::lag(app)?).unwrap_or_default();
    progress(0, all);
    while follow::follow(app)? > 0 {
        let left = u64::try_from(follow::lag(app)?).unwrap_or_default();
        progress(all.saturating_sub(left), all);
    }
    let (shared, restricted) = app.index()?.sizes()?;
    Ok(shared + restricted)
}
