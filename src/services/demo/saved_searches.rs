//! The demo consortium's saved searches: older than its listings, so that the real jobs find what fulfils them.

use crate::app::App;
use crate::domain::ids::SavedSearchId;
use crate::domain::ledger::{Entry, EntryKind, Log};
use crate::domain::saved_search::SavedSearch;
use crate::services::demo::data::SavedSearchFile;
use crate::services::demo::people::People;
use crate::services::error::{Error, Outcome};
use crate::store::db::{Reads, Tx, Writes};
use crate::store::saved_searches;
use chrono::TimeDelta;

/// No listing was published that long ago.
const AGE: TimeDelta = TimeDelta::days(400);

/// Adds all saved searches.
pub fn load(tx: &mut Tx<'_>, app: &App, files: &[SavedSearchFile], people: &People) -> Outcome<()> {
    for file in files {
        file.question.constraints(&app.vocabularies).map_err(Error::Invalid)?;
        let owner = people.member(&file.owner)?;
        let saved = tx.now() - AGE;
        let search = SavedSearch {
            id: SavedSearchId::from_uuid(tx.new_uuid()),
            member: owner.id,
            organisation: owner.organisation,
            name: file.name.clone(),
            question: serde_json::to_string(&file.question).map_err(Error::internal)?,
            alerts: file.alerts.code().to_owned(),
            asked_since: saved,
            created_at: saved,
            version: 1,
        };
        saved_searches::insert(tx, &search)?;
        let subject = format!("saved_search:{}", search.id);
        let log = Log::Organisation(owner.organisation);
        let entry = Entry::new(log, EntryKind::SearchSaved, owner.doer(), subject);
        let _recorded = tx.record(entry.fact("alerts", file.alerts.code()));
    }
    Ok(())
}
