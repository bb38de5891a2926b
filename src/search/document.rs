//! What goes into an index: one listing as one audience may see it. No engine types here.

use crate::domain::ids::{ListingId, OrganisationId};
use std::fmt;

/// Which side of the market a listing is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A university's research seed.
    Seed,
    /// A company's need.
    Need,
}

/// A searchable part of a listing. The order is the order in which contributions are summed: never change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    /// The title, weighs most.
    Title,
    /// The one-line summary.
    Summary,
    /// Free indication.
    Indication,
    /// Everything else.
    Body,
}

impl TextField {
    /// All fields in summing order.
    pub const ALL: [Self; 4] = [Self::Title, Self::Summary, Self::Indication, Self::Body];

    /// The position of this field in [`Self::ALL`].
    #[must_use]
    pub const fn ordinal(self) -> usize {
        match self {
            Self::Title => 0,
            Self::Summary => 1,
            Self::Indication => 2,
            Self::Body => 3,
        }
    }
}

/// A facet with a fixed vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Disease areas.
    DiseaseArea,
    /// ICD-10 chapters.
    Icd10,
    /// Modalities (of a need: those wanted).
    Modality,
    /// Patent status.
    IpStatus,
    /// Collaboration sought or offered.
    Collaboration,
    /// Kind of the owning institution.
    InstitutionType,
    /// Regulatory class.
    ApprovalClass,
    /// Coarse target class.
    TargetClass,
    /// Languages in which text is present.
    Language,
    /// Stages of development: a listing has every stage of its range.
    Stage,
    /// Days since publication, at most; it changes by itself.
    Freshness,
}

impl Facet {
    /// The facets that a listing carries as codes, in schema order.
    pub const CODED: [Self; 9] = [
        Self::DiseaseArea,
        Self::Icd10,
        Self::Modality,
        Self::IpStatus,
        Self::Collaboration,
        Self::InstitutionType,
        Self::ApprovalClass,
        Self::TargetClass,
        Self::Language,
    ];

    /// The position of this facet in [`Self::CODED`]; those that are not coded come after.
    #[must_use]
    pub const fn ordinal(self) -> usize {
        match self {
            Self::DiseaseArea => 0,
            Self::Icd10 => 1,
            Self::Modality => 2,
            Self::IpStatus => 3,
            Self::Collaboration => 4,
            Self::InstitutionType => 5,
            Self::ApprovalClass => 6,
            Self::TargetClass => 7,
            Self::Language => 8,
            Self::Stage => 9,
            Self::Freshness => 10,
        }
    }
}

/// The coded facts of a listing, each a code of a fixed vocabulary.
#[derive(Clone, Default)]
pub struct Facets {
    codes: Vec<(Facet, String)>,
    stages: Option<(u8, u8)>,
}

impl Facets {
    /// No facts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds codes of one facet.
    #[must_use]
    pub fn with<I, S>(mut self, facet: Facet, codes: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.codes.extend(codes.into_iter().map(|code| (facet, code.into())));
        self
    }

    /// Sets the stage range as ordinals of the stage vocabulary, lowest and highest, both inclusive.
    #[must_use]
    pub fn stages(mut self, lowest: u8, highest: u8) -> Self {
        self.stages = Some((lowest.min(highest), lowest.max(highest)));
        self
    }

    /// The codes with their facets.
    #[must_use]
    pub fn codes(&self) -> &[(Facet, String)] {
        &self.codes
    }

    /// The stage range, if stated.
    #[must_use]
    pub const fn stage_range(&self) -> Option<(u8, u8)> {
        self.stages
    }
}

/// One listing as one audience may see it. It has no readable `Debug`: its text is confidential.
#[derive(Clone)]
pub struct IndexDocument {
    /// The listing; also the tie-break of every order.
    pub listing: ListingId,
    /// Seed or need.
    pub kind: Kind,
    /// The owner, used only to exclude an organisation's own listings.
    pub organisation: OrganisationId,
    /// Organisations that must never find this listing.
    pub blocked: Vec<OrganisationId>,
    /// The visible texts; a field may occur several times (ja and en).
    pub texts: Vec<(TextField, String)>,
    /// The visible coded facts.
    pub facets: Facets,
    /// When it was published, microseconds since 1970 UTC.
    pub published_at: i64,
    /// Until when it may be found, microseconds since 1970 UTC; exclusive.
    pub valid_until: i64,
}

impl fmt::Debug for IndexDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexDocument")
            .field("listing", &self.listing)
            .finish_non_exhaustive()
    }
}

/// Which index a document belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Placement {
    /// Text that every member may see.
    Shared,
    /// Text of a listing with a block list.
    Restricted,
}

/// One change of the indexes. Applying it twice is the same as applying it once.
#[derive(Clone, Debug)]
pub enum Change {
    /// To members the listing now reads like this, and lives here and nowhere else.
    Put {
        /// Where it lives.
        placement: Placement,
        /// What it reads.
        document: Box<IndexDocument>,
    },
    /// Members can no longer find the listing.
    Delete(ListingId),
    /// To its owner the listing reads like this: in memory only, and met by matching alone, on behalf of its owner.
    PutFull(Box<IndexDocument>),
    /// The listing has no more to its owner than to members, or is gone.
    DeleteFull(ListingId),
}

impl Change {
    /// What a listing reads after the change, if it is still there.
    #[must_use]
    pub fn document(&self) -> Option<&IndexDocument> {
        match self {
            Self::Put { document, .. } | Self::PutFull(document) => Some(document),
            Self::Delete(_) | Self::DeleteFull(_) => None,
        }
    }
}
