//! What the demo consortium's secretariat has announced.

use crate::services::announcements::{self, Wording};
use crate::services::demo::data::AnnouncementFile;
use crate::services::demo::people::People;
use crate::services::error::Outcome;
use crate::store::db::{Reads, Tx};
use chrono::TimeDelta;

/// Makes all announcements.
pub fn load(tx: &mut Tx<'_>, files: &[AnnouncementFile], people: &People) -> Outcome<()> {
    for file in files {
        let shown_from = tx.now() - TimeDelta::days(file.shown_days_ago);
        let wording = Wording {
            kind: file.kind,
            title: file.title.clone(),
            body: file.body.clone(),
            shown_from: Some(shown_from),
            shown_until: file.shown_days.map(|days| shown_from + TimeDelta::days(days)),
        };
        let (_made, _recorded) = announcements::insert(tx, people.member(&file.by)?.doer(), &wording)?;
    }
    Ok(())
}
