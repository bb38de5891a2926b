//! Why a listing is matched: what changed, and for whom. Others are looked at again only where they may see the change, so that
//! no candidate of theirs moves when something is edited that they may not see.

use crate::domain::ids::{ListingId, OrganisationId, VersionId};
use crate::domain::task::TaskKind;
use crate::domain::tier::Tier;
use crate::services::error::Outcome;
use crate::services::listings::part_changed;
use crate::store::db::{Reads, Writes};
use crate::store::tasks;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a listing is matched; the payload of the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// The listing
    pub listing: ListingId,
    /// The published version that a new one took the place of
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<VersionId>,
    /// The only organisation for which it changed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<OrganisationId>,
    /// Whether nothing changed but what its own team wants
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    own: bool,
}

impl Occasion {
    /// Everybody who may see the listing may see something new.
    #[must_use]
    pub const fn new(listing: ListingId) -> Self {
        Self {
            listing,
            since: None,
            only: None,
            own: false,
        }
    }

    /// The published version took the place of another.
    #[must_use]
    pub const fn since(self, version: Option<VersionId>) -> Self {
        Self { since: version, ..self }
    }

    /// Only this organisation may see more or less than before.
    #[must_use]
    pub const fn only(self, organisation: OrganisationId) -> Self {
        Self {
            only: Some(organisation),
            ..self
        }
    }

    /// Only what its own team wants to see changed.
    #[must_use]
    pub const fn own(self) -> Self {
        Self { own: true, ..self }
    }

    /// Queues the matching.
    pub fn queue(self, writes: &mut impl Writes) -> Outcome<()> {
        Ok(tasks::enqueue(writes, TaskKind::MatchListing, &self)?)
    }

    /// Who may see the change, with `now` published.
    pub(in crate::services) fn concerned(self, reads: &mut impl Reads, now: VersionId) -> Outcome<Concerned> {
        let mut changed = BTreeMap::new();
        for tier in [Tier::Members, Tier::Approved, Tier::Cda] {
            let since = self.since.filter(|since| *since != now);
            let differs = match since {
                Some(since) => part_changed(reads, since, now, tier)?,
                None => true,
            };
            changed.insert(tier, differs);
        }
        Ok(Concerned {
            only: self.only,
            own: self.own,
            changed,
        })
    }
}

impl From<ListingId> for Occasion {
    fn from(listing: ListingId) -> Self {
        Self::new(listing)
    }
}

/// Who may see a change.
pub(in crate::services) struct Concerned {
    only: Option<OrganisationId>,
    own: bool,
    changed: BTreeMap<Tier, bool>,
}

impl Concerned {
    /// Whether anything changed for an organisation at all, whatever it may see.
    pub(in crate::services) fn may_be(&self, organisation: OrganisationId) -> bool {
        self.only.is_none_or(|only| only == organisation)
    }

    /// Whether something changed for an organisation that may see up to a tier.
    pub(in crate::services) fn is(&self, organisation: OrganisationId, tier: Tier) -> bool {
        !self.own && self.may_be(organisation) && self.changed.get(&tier).copied().unwrap_or(true)
    }
}
