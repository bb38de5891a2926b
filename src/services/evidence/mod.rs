//! Evidence packs: who could and who did see which field of which version of a listing, as one file that verifies without this
//! installation.

mod contents;
mod gather;
mod meaning;
mod pack;
mod pages;
pub mod receipt;
pub mod record;
mod view;

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::ledger::{Doer, EntryKind};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::evidence::contents::Contents;
use crate::services::exports::{self, File};
use crate::services::ledger::checkpoint;
use crate::services::listings::{self, team};
use crate::store::db::Audited;
use crate::store::listings as table;

/// For whom a pack is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The listing's team: whom it never met stays sealed, and its own texts are in it
    Team,
    /// Auditors and the secretariat: everybody is named, and there is no text of the listing
    Auditor,
}

/// The pack of a listing for its team.
pub async fn of_team(app: &App, actor: &Actor, id: ListingId) -> Outcome<File> {
    make(app, actor, id, Reader::Team).await
}

/// The pack of any listing for an auditor.
pub async fn of_auditor(app: &App, actor: &Actor, id: ListingId) -> Outcome<File> {
    make(app, actor, id, Reader::Auditor).await
}

/// That it was taken is recorded and signed first, so that it is in the pack.
async fn make(app: &App, actor: &Actor, id: ListingId, reader: Reader) -> Outcome<File> {
    exports::ready(app).await?;
    let taker = actor.clone();
    let (listing, clearance) = app
        .db
        .write(move |tx| {
            let (listing, clearance) = match reader {
                Reader::Team => {
                    let known = team::own(tx, &taker, id)?;
                    (known.listing, Some(known.clearance))
                }
                Reader::Auditor => (table::find(tx, id)?.ok_or(Refusal::NotFound)?, None),
            };
            let doer = Doer::Member(taker.member, taker.organisation);
            let proof = tx.record(listings::entry(&listing, EntryKind::EvidenceTaken, doer));
            Ok::<_, Error>(Audited::new((listing, clearance), proof))
        })
        .await?;
    checkpoint::sign_all(app).await?;
    let own = app.clone();
    let contents = app
        .db
        .read(move |rx| Contents::read(&own, rx, listing.clone(), reader))
        .await?;
    let parts = match clearance {
        Some(clearance) => contents.parts(app, actor, clearance).await?,
        None => Vec::new(),
    };
    pack::pack(app, contents, parts).await
}
