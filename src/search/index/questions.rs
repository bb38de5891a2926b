//! What is asked of the indexes: searches, completions and corrections of typed texts, and what is near to a listing.

use super::SearchIndex;
use crate::domain::ids::ListingId;
use crate::search::audience::Audience;
use crate::search::concepts::Concepts;
use crate::search::error::SearchError;
use crate::search::overlay::Overlay;
use crate::search::request::{SearchRequest, SearchResult};
use crate::search::run::{Run, Source};
use crate::search::suggest;
use crate::search::writers::Snapshots;

impl SearchIndex {
    /// Searches what the viewer may see: the shared index, the restricted index without what blocks the viewer, and the
    /// viewer's overlay, whose listings replace their entries in the others.
    ///
    /// # Errors
    /// When the overlay is another organisation's, the cursor is too old, or the index cannot be read.
    pub fn search(&self, request: &SearchRequest, overlay: Option<&Overlay>) -> Result<SearchResult, SearchError> {
        if overlay.is_some_and(|overlay| overlay.organisation() != request.viewer) {
            return Err(SearchError::ForeignOverlay);
        }
        let snapshots = self.snapshots()?;
        let scorer = self.scorers(request.after.map(|after| after.epoch))?.of(request.viewer);
        Run {
            request,
            sources: visible(&snapshots, overlay),
            scorer: &scorer,
            postings: self.postings,
        }
        .search()
    }

    /// How a typed text may go on for this viewer, best first; the writer's language, if Japanese, puts its names first.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn completions(
        &self,
        request: &SearchRequest,
        concepts: &Concepts,
        text: &str,
        japanese: bool,
    ) -> Result<Vec<String>, SearchError> {
        let snapshots = self.snapshots()?;
        suggest::completions(
            request,
            &visible(&snapshots, None),
            concepts.suggested(),
            text,
            japanese,
        )
    }

    /// A typed text with the words corrected that neither the thesaurus nor anything visible has.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn correction(
        &self,
        request: &SearchRequest,
        concepts: &Concepts,
        text: &str,
    ) -> Result<Option<String>, SearchError> {
        let snapshots = self.snapshots()?;
        suggest::correction(request, &visible(&snapshots, None), concepts.suggested(), text)
    }

    /// The listings that a document query finds for its owner, best first: like [`Self::search`], without what a page needs.
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn nearest(&self, request: &SearchRequest, overlay: Option<&Overlay>) -> Result<Vec<ListingId>, SearchError> {
        if overlay.is_some_and(|overlay| overlay.organisation() != request.viewer) {
            return Err(SearchError::ForeignOverlay);
        }
        let snapshots = self.snapshots()?;
        let scorer = self.scorer(request.viewer)?;
        Run {
            request,
            sources: visible(&snapshots, overlay),
            scorer: &scorer,
            postings: self.postings,
        }
        .nearest()
    }

    /// The listings of an audience whose owners might find the listing that a document query was made of: those among the best
    /// `request.limit` of what the audience may see, and everything from `request.filters.min_score` on of the full texts. The
    /// latter are not ranked against each other, because their owners do not know of each other: one must not push another from
    /// the list. Whom the listing's own owner is hidden from is among them; whether a pair may meet is the caller's to say.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn interested(&self, request: &SearchRequest, audience: &Audience) -> Result<Vec<ListingId>, SearchError> {
        let snapshots = self.snapshots()?;
        let ranked = SearchRequest {
            viewer: audience.viewer(),
            ..request.clone()
        };
        let unlimited = SearchRequest {
            limit: usize::MAX,
            ..ranked.clone()
        };
        let full = Source {
            snapshot: &snapshots.full,
            replaced: None,
        };
        let mut found = Vec::new();
        for (request, sources) in [(&ranked, visible(&snapshots, None)), (&unlimited, vec![full])] {
            let run = Run {
                request,
                sources,
                scorer: audience.scorer(),
                postings: self.postings,
            };
            found.extend(run.nearest_of(|segment, doc| audience.owns(segment, doc))?);
        }
        Ok(found)
    }
}

/// What one organisation may see: the disk indexes, and its overlay, whose listings replace their entries in the others.
fn visible<'a>(snapshots: &'a Snapshots, overlay: Option<&'a Overlay>) -> Vec<Source<'a>> {
    let replaced = overlay.map(Overlay::listings);
    let mut sources = vec![
        Source {
            snapshot: &snapshots.shared,
            replaced,
        },
        Source {
            snapshot: &snapshots.restricted,
            replaced,
        },
    ];
    sources.extend(overlay.map(|overlay| Source {
        snapshot: overlay.snapshot(),
        replaced: None,
    }));
    sources
}
