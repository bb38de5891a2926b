//! Statistics of one instant, frozen for everybody together: of everything that members may see, and for each organisation that
//! some of it is hidden from, what to leave out of that. So nobody's scores are moved by what is hidden from them, and those who
//! see a listing cannot tell by their scores that somebody else does not.

use super::analysis::ANALYZER_VERSION;
use super::epoch::{Extent, Length, StatisticsEpoch, Tables};
use super::error::SearchError;
use super::frequencies::Frequencies;
use super::number::count;
use super::schema::organisation_key;
use crate::domain::ids::OrganisationId;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Starts the stored form and names its version.
const MAGIC: &[u8; 8] = b"ENEPOCH3";
/// Counts the versions of the stored form.
const FORM: u32 = 3;

/// What some documents contribute to the statistics.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Part {
    /// How much text they are.
    pub(super) extent: Extent,
    /// In how many of them each term occurs.
    pub(super) tables: Arc<Tables>,
}

/// The statistics of one instant.
#[derive(Clone, PartialEq)]
pub struct FrozenStatistics {
    id: u64,
    all: Part,
    /// By the key of the organisation that may not see it.
    hidden: BTreeMap<u64, Part>,
}

impl FrozenStatistics {
    /// Names the analysis and the stored form: what was stored under another version cannot be used.
    pub const VERSION: u32 = ANALYZER_VERSION * 100 + FORM;

    /// Puts together what was counted.
    pub(super) const fn new(id: u64, all: Part, hidden: BTreeMap<u64, Part>) -> Self {
        Self { id, all, hidden }
    }

    /// Names these statistics; chosen by the caller, growing from 1.
    #[must_use]
    pub const fn id(&self) -> u64 {
        self.id
    }

    /// The statistics of those from whom nothing is hidden.
    #[must_use]
    pub fn general(&self) -> StatisticsEpoch {
        StatisticsEpoch::of(self.id, self.all.extent, &self.all.tables, None)
    }

    /// The statistics as an organisation may know them.
    #[must_use]
    pub fn of(&self, organisation: OrganisationId) -> StatisticsEpoch {
        match self.hidden.get(&organisation_key(organisation)) {
            Some(part) => self.without(part),
            None => self.general(),
        }
    }

    /// The statistics of every organisation that something is hidden from, by its key.
    pub(super) fn special(&self) -> impl Iterator<Item = (u64, StatisticsEpoch)> {
        self.hidden.iter().map(|(key, part)| (*key, self.without(part)))
    }

    fn without(&self, part: &Part) -> StatisticsEpoch {
        let extent = self.all.extent.without(&part.extent);
        StatisticsEpoch::of(self.id, extent, &self.all.tables, Some(&part.tables))
    }

    /// The stored form. The same statistics always give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.id.to_le_bytes());
        write(&self.all, &mut out);
        out.extend(count(self.hidden.len()).to_le_bytes());
        for (key, part) in &self.hidden {
            out.extend(key.to_le_bytes());
            write(part, &mut out);
        }
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When the bytes are not a whole stored form of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SearchError> {
        let stored = bytes.strip_prefix(MAGIC);
        let mut reader = Reader(stored.ok_or(SearchError::Statistics("unknown format"))?);
        let id = reader.u64()?;
        let all = reader.part()?;
        let mut hidden = BTreeMap::new();
        for _ in 0..reader.u32()? {
            hidden.insert(reader.u64()?, reader.part()?);
        }
        if reader.0.is_empty() {
            Ok(Self { id, all, hidden })
        } else {
            Err(SearchError::Statistics("too long"))
        }
    }
}

impl fmt::Debug for FrozenStatistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenStatistics")
            .field("id", &self.id)
            .field("documents", &self.all.extent.documents)
            .finish_non_exhaustive()
    }
}

fn write(part: &Part, out: &mut Vec<u8>) {
    out.extend(part.extent.documents.to_le_bytes());
    for Length { tokens, texts } in part.extent.lengths.iter().flatten() {
        out.extend(tokens.to_le_bytes());
        out.extend(texts.to_le_bytes());
    }
    for terms in part.tables.iter() {
        out.extend(count(terms.len()).to_le_bytes());
        for (key, frequency) in terms.iter() {
            out.extend(key.to_le_bytes());
            out.extend(frequency.to_le_bytes());
        }
    }
}

/// What is left to read of a stored form.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], SearchError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(SearchError::Statistics("cut off"))?;
        self.0 = rest;
        Ok(head)
    }

    fn u32(&mut self) -> Result<u32, SearchError> {
        let bytes = self
            .take(4)?
            .try_into()
            .map_err(|_| SearchError::Statistics("cut off"))?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn u64(&mut self) -> Result<u64, SearchError> {
        let bytes = self
            .take(8)?
            .try_into()
            .map_err(|_| SearchError::Statistics("cut off"))?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn part(&mut self) -> Result<Part, SearchError> {
        let mut extent = Extent {
            documents: self.u64()?,
            ..Extent::default()
        };
        for length in extent.lengths.iter_mut().flatten() {
            *length = Length {
                tokens: self.u64()?,
                texts: self.u64()?,
            };
        }
        let mut tables = [Frequencies::default(), Frequencies::default()];
        for terms in &mut tables {
            for _ in 0..self.u32()? {
                terms.push(self.u64()?, self.u32()?)?;
            }
        }
        Ok(Part {
            extent,
            tables: Arc::new(tables),
        })
    }
}
