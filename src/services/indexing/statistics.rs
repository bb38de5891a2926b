//! Statistics: computed from what members may see, frozen, stored, the same on every node.

use crate::app::App;
use crate::domain::task::TaskKind;
use crate::search::FrozenStatistics;
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;
use crate::store::db::Chore;
use crate::store::{statistics, tasks};
use serde_json::json;

fn version() -> i32 {
    i32::try_from(FrozenStatistics::VERSION).unwrap_or(i32::MAX)
}

/// Freezes new statistics from what is indexed now and uses them. Blocks.
pub fn refresh(app: &App) -> Outcome<()> {
    follow::catch_up(app)?;
    let newest = app
        .db
        .read_blocking(|rx| Ok::<_, Error>(statistics::newest_number(rx)?))?;
    let number = newest + 1;
    let id = u64::try_from(number).unwrap_or_default();
    let frozen = app.index()?.compute_statistics(id)?;
    let content = frozen.to_bytes();
    let is_mine = app.db.chore_blocking(|chore| {
        if statistics::newest_number(chore)? >= number {
            return Ok::<_, Error>(false);
        }
        statistics::insert(chore, number, version(), &content)?;
        Ok(true)
    })?;
    if !is_mine {
        // Another worker was faster; its statistics are as good.
        return adopt(app);
    }
    Ok(app.index()?.set_statistics(&frozen)?)
}

/// Uses the newest stored statistics, if they are newer than those in use. Blocks.
pub fn adopt(app: &App) -> Outcome<()> {
    let index = app.index()?;
    let in_use = index.statistics_in_use()?;
    let newer = app.db.read_blocking(|rx| {
        let number = statistics::newest_number_by(rx, version())?;
        if u64::try_from(number).unwrap_or_default() <= in_use {
            return Ok::<_, Error>(None);
        }
        Ok(statistics::newest(rx, version())?)
    })?;
    if let Some((_, content)) = newer {
        index.set_statistics(&FrozenStatistics::from_bytes(&content)?)?;
    }
    Ok(())
}

/// Uses the newest stored statistics at a start; if there are none of this version, asks for some. Blocks.
pub fn adopt_or_ask(app: &App) -> Outcome<()> {
    adopt(app)?;
    if app.index()?.statistics_in_use()? == 0 {
        refresh_soon(app)?;
    }
    Ok(())
}

/// Queues new statistics because an operator did something that changes much at once. When new statistics come must never depend
/// on what is listed: some of it is hidden from those who could notice. So they come every night, and when an operator acts,
/// whatever that changed. Blocks.
pub fn refresh_soon(app: &App) -> Outcome<()> {
    let asked = json!({ "asked": "soon" });
    let queue = |chore: &mut Chore<'_>| tasks::enqueue(chore, TaskKind::RefreshStatistics, &asked).map_err(Error::from);
    app.db.chore_blocking(queue)
}
