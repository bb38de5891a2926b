//! Statistics epochs: computed from the shared index alone, frozen, stored, the same on every node.

use crate::app::App;
use crate::domain::task::TaskKind;
use crate::search::StatisticsEpoch;
use crate::search::analysis::ANALYZER_VERSION;
use crate::services::error::{Error, Outcome};
use crate::services::indexing::follow;
use crate::store::{statistics, tasks};
use serde_json::json;
use std::sync::Arc;

fn analyzer_version() -> i32 {
    i32::try_from(ANALYZER_VERSION).unwrap_or(i32::MAX)
}

/// Fewer listings than this say nothing about how common a word is: what two of three listings share would count as noise.
const FEWEST_DOCUMENTS: u64 = 50;

/// Freezes new statistics from what is indexed now and uses them, once there is enough to count. Blocks.
pub fn refresh(app: &App) -> Outcome<()> {
    follow::catch_up(app)?;
    if app.index()?.sizes()?.0 < FEWEST_DOCUMENTS {
        return Ok(());
    }
    let number = app
        .db
        .read_blocking(|rx| Ok::<_, Error>(statistics::newest_number(rx)?))?
        + 1;
    let epoch = app.index()?.compute_epoch(u64::try_from(number).unwrap_or_default())?;
    let content = epoch.to_bytes();
    let is_mine = app.db.chore_blocking(|chore| {
        if statistics::newest_number(chore)? >= number {
            return Ok::<_, Error>(false);
        }
        statistics::insert(chore, number, analyzer_version(), &content)?;
        Ok(true)
    })?;
    if !is_mine {
        // Another worker was faster; its statistics are as good.
        return adopt(app);
    }
    app.index()?.set_epoch(Arc::new(epoch))?;
    Ok(())
}

/// Uses the newest stored statistics, if they are newer than those in use. Blocks.
pub fn adopt(app: &App) -> Outcome<()> {
    let index = app.index()?;
    let in_use = index.epoch()?.id();
    let newer = app.db.read_blocking(|rx| {
        let number = statistics::newest_number_by(rx, analyzer_version())?;
        if u64::try_from(number).unwrap_or_default() <= in_use {
            return Ok::<_, Error>(None);
        }
        Ok(statistics::newest(rx, analyzer_version())?)
    })?;
    if let Some((_, content)) = newer {
        index.set_epoch(Arc::new(StatisticsEpoch::from_bytes(&content)?))?;
    }
    Ok(())
}

/// Queues new statistics when the shared index has grown or shrunk by a quarter since they were counted. It looks at the shared
/// index alone, so nothing hidden decides when. Blocks.
pub fn refresh_if_outgrown(app: &App) -> Outcome<()> {
    let (now, then) = (app.index()?.sizes()?.0, app.index()?.epoch()?);
    let then = if then.id() == 0 { 0 } else { then.documents() };
    let outgrown = now >= FEWEST_DOCUMENTS && (now > then + then / 4 || now < then - then / 4);
    if outgrown {
        app.db.chore_blocking(|chore| {
            Ok::<_, Error>(tasks::enqueue(
                chore,
                TaskKind::RefreshStatistics,
                &json!({ "documents": now }),
            )?)
        })?;
    }
    Ok(())
}
