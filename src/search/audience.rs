//! Whose statistics a score is made with: those from whom nothing is hidden share one set, and each organisation that something
//! is hidden from has its own.

use super::epoch::StatisticsEpoch;
use super::frozen::FrozenStatistics;
use super::schema::organisation_key;
use super::scoring::Scorer;
use super::segment::{SegmentView, Snapshot};
use crate::domain::ids::OrganisationId;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::DocId;
use uuid::Uuid;

/// The scorers of one instant's statistics.
pub(super) struct Scorers {
    id: u64,
    general: Arc<Scorer>,
    special: Arc<BTreeMap<u64, Arc<Scorer>>>,
}

impl Scorers {
    /// Tabulates what was frozen.
    pub(super) fn new(frozen: &FrozenStatistics) -> Self {
        let special = frozen.special().map(|(key, epoch)| (key, Arc::new(Scorer::new(epoch))));
        Self {
            id: frozen.id(),
            general: Arc::new(Scorer::shared(frozen.general())),
            special: Arc::new(special.collect()),
        }
    }

    /// The statistics of an empty system.
    pub(super) fn built_in() -> Self {
        Self {
            id: 0,
            general: Arc::new(Scorer::new(StatisticsEpoch::built_in())),
            special: Arc::default(),
        }
    }

    /// Names the statistics.
    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    /// The scorer of what an organisation may see.
    pub(super) fn of(&self, organisation: OrganisationId) -> Arc<Scorer> {
        let special = self.special.get(&organisation_key(organisation));
        Arc::clone(special.unwrap_or(&self.general))
    }

    /// All organisations, by the statistics that they share.
    pub(super) fn audiences(&self) -> Vec<Audience> {
        let general = Audience {
            whose: Whose::AllBut(Arc::clone(&self.special)),
            scorer: Arc::clone(&self.general),
        };
        let special = self.special.iter().map(|(key, scorer)| Audience {
            whose: Whose::Only(*key),
            scorer: Arc::clone(scorer),
        });
        std::iter::once(general).chain(special).collect()
    }
}

/// Organisations for whom the same statistics count.
pub struct Audience {
    whose: Whose,
    scorer: Arc<Scorer>,
}

enum Whose {
    Only(u64),
    AllBut(Arc<BTreeMap<u64, Arc<Scorer>>>),
}

impl Audience {
    /// What their scores are made with.
    #[must_use]
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Whether the owner of a document is one of them.
    pub(super) fn owns(&self, segment: &SegmentView, doc: DocId) -> bool {
        let owner = segment.columns.row(doc).map(|row| row.organisation);
        match &self.whose {
            Whose::Only(key) => owner == Some(*key),
            Whose::AllBut(others) => owner.is_some_and(|owner| !others.contains_key(&owner)),
        }
    }

    /// Whether one of them may own anything in an index.
    pub(super) fn may_own_any(&self, snapshot: &Snapshot) -> bool {
        match &self.whose {
            Whose::Only(key) => snapshot.owners().contains(key),
            Whose::AllBut(_) => true,
        }
    }

    /// Somebody from whom exactly that is hidden which is hidden from all of them.
    pub(super) fn viewer(&self) -> OrganisationId {
        let key = match &self.whose {
            Whose::Only(key) => *key,
            Whose::AllBut(_) => 0,
        };
        OrganisationId::from_uuid(Uuid::from_u64_pair(key, 0))
    }
}
