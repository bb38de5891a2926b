//! An organisation's own search index in memory: the listings of which it may see more than every member. It is built from
//! exactly what the caller grants, lives in a bounded cache, and dies with the organisation's policy epoch.

use super::document::IndexDocument;
use super::error::{Doing, SearchError};
use super::schema::Layout;
use super::segment::Snapshot;
use crate::domain::ids::{ListingId, OrganisationId};
use std::collections::{HashMap, HashSet};
use std::fmt;
use tantivy::Index;
use tantivy::directory::RamDirectory;

/// Memory in which an overlay is built, in bytes.
const BUILD_MEMORY: usize = 32_000_000;

/// The index of one organisation at one policy epoch.
pub struct Overlay {
    organisation: OrganisationId,
    policy_epoch: u64,
    listings: HashSet<ListingId>,
    snapshot: Snapshot,
}

impl Overlay {
    /// Indexes documents in memory. Of several documents for one listing the last counts.
    pub(super) fn build(
        organisation: OrganisationId,
        policy_epoch: u64,
        documents: &[IndexDocument],
        layout: &Layout,
    ) -> Result<Self, SearchError> {
        let doing = "building an organisation's own index";
        let builder = Index::builder()
            .schema(layout.schema.clone())
            .tokenizers(Layout::tokenizers());
        let mut writer = builder
            .single_segment_index_writer(RamDirectory::create(), BUILD_MEMORY)
            .doing(doing)?;
        let mut listings = HashSet::with_capacity(documents.len());
        for document in documents.iter().rev() {
            if listings.insert(document.listing) {
                writer.add_document(layout.document(document)).doing(doing)?;
            }
        }
        let index = writer.finalize().doing(doing)?;
        Ok(Self {
            organisation,
            policy_epoch,
            listings,
            snapshot: Snapshot::open(&index, layout, &mut HashMap::new())?,
        })
    }

    /// Whose index this is.
    #[must_use]
    pub const fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// The policy epoch for which it was built.
    #[must_use]
    pub const fn policy_epoch(&self) -> u64 {
        self.policy_epoch
    }

    /// The listings it answers for.
    #[must_use]
    pub const fn listings(&self) -> &HashSet<ListingId> {
        &self.listings
    }

    /// Its documents.
    pub(super) const fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Overlay")
            .field("organisation", &self.organisation)
            .field("listings", &self.listings.len())
            .finish_non_exhaustive()
    }
}
