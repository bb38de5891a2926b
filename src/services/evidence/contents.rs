//! Everything that goes into a pack, read in one snapshot.

use crate::app::App;
use crate::domain::ids::VersionId;
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::leaf::Leaf;
use crate::domain::listing::Listing;
use crate::domain::policy::Actor;
use crate::domain::tier::{Clearance, Tier};
use crate::services::error::{Error, Outcome};
use crate::services::evidence::meaning::Meaning;
use crate::services::evidence::record::Record;
use crate::services::evidence::{Reader, gather};
use crate::services::ledger::bundle::{self, Show};
use crate::services::ledger::proof::Bundle;
use crate::store::db::Rx;
use crate::store::disclosures::{Disclosure, Surface};
use crate::store::{ledger, versions};

/// What goes into a pack.
pub struct Contents {
    /// Whose
    pub listing: Listing,
    /// What it says
    pub record: Record,
    /// The entries about the listing, of the log of its organisation
    pub ledger: Bundle,
    /// For auditors: the entries about what its viewers accepted, of the platform's log, whose size is nobody else's business
    pub platform: Option<Bundle>,
}

/// What a version says at one tier: its number, the tier, and the text as it was committed to.
pub type Part = (i32, Tier, String);

impl Contents {
    /// Reads them.
    pub fn read(app: &App, rx: &mut Rx<'_>, listing: Listing, reader: Reader) -> Outcome<Self> {
        let all = versions::of_listing(rx, listing.id)?;
        let meaning = Meaning::load(rx, &listing, &all, reader)?;
        let record = gather::record(app, rx, &listing, &all, &meaning, reader)?;
        let own = ledger::log_of(listing.organisation);
        let unsigned = || Error::internal("what was just signed is not there");
        let about = bundle::export_in(app, rx, &own, |leaf| meaning.shows(leaf))?.ok_or_else(unsigned)?;
        let platform = match reader {
            Reader::Team => None,
            Reader::Auditor => {
                let viewers = meaning.viewers();
                let show = |leaf: &Leaf| match leaf.kind {
                    EntryKind::UndertakingPublished => Show::Open,
                    EntryKind::UndertakingAccepted if viewers.contains(&leaf.doer) => Show::Open,
                    _ => Show::Nothing,
                };
                bundle::export_in(app, rx, "platform", show)?
            }
        };
        Ok(Self {
            listing,
            record,
            ledger: about,
            platform,
        })
    }

    /// The texts of every version, for whoever holds a clearance.
    pub async fn parts(&self, app: &App, actor: &Actor, clearance: Clearance) -> Outcome<Vec<Part>> {
        let numbers: Vec<(VersionId, i32)> = self.record.versions.iter().map(|one| (one.id, one.number)).collect();
        let disclosure = |&(version, _): &(VersionId, i32)| Disclosure {
            owner: self.listing.organisation,
            version,
            clearance,
        };
        let all: Vec<Disclosure> = numbers.iter().map(disclosure).collect();
        let receipts = app.disclosures.record(actor, Surface::Export, &all).await?;
        let sealed = app
            .db
            .read(move |rx| {
                let open =
                    |&(version, number): &(VersionId, i32)| Ok((number, versions::open(rx, version, &clearance)?));
                numbers.iter().map(open).collect::<Outcome<Vec<_>>>()
            })
            .await?;
        let mut parts = Vec::new();
        for ((number, of_version), receipt) in sealed.iter().zip(&receipts) {
            for part in of_version {
                let text = part
                    .open(receipt)
                    .ok_or_else(|| Error::internal("a part beyond its clearance"))?;
                parts.push((*number, part.tier(), text.clone()));
            }
        }
        Ok(parts)
    }
}
