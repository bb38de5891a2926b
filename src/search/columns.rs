//! What filters and counts read of every document of a segment, unpacked and side by side. A search with many hits asks each of them a
//! dozen questions; to unpack the answers from the engine's columns takes longer than to find the hits.

use super::document::Facet;
use super::error::{Doing, SearchError};
use super::number::index;
use super::schema::{BLOCKED, COLUMNS, PUBLISHED, VALID_UNTIL, facet_column};
use std::collections::BTreeSet;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

/// Bits of a word of codes.
const BITS: usize = 64;

/// The facts of one document.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// End of validity, microseconds.
    pub(super) valid_until: i64,
    /// Publication instant, microseconds.
    pub(super) published: i64,
    /// The owner.
    pub(super) organisation: u64,
    /// Seed or need.
    pub(super) kind: u8,
    /// Lowest stage.
    pub(super) stage_low: u8,
    /// Highest stage.
    pub(super) stage_high: u8,
    /// Whether some organisation may not find the document.
    pub(super) is_closed: bool,
}

/// The facts of all documents of a segment. They never change; what is deleted keeps its own.
pub(super) struct Columns {
    rows: Vec<Row>,
    /// The codes that occur, in order; each has its place as a bit.
    known: Vec<(Facet, u64)>,
    /// Words of bits for each document.
    width: usize,
    /// The codes of the documents, one after the other.
    codes: Vec<u64>,
}

/// A set of codes.
pub(super) struct Codes(Vec<u64>);

impl Columns {
    /// Reads the columns of a segment.
    pub(super) fn read(reader: &SegmentReader) -> Result<Self, SearchError> {
        let fast = reader.fast_fields();
        let number = |name: &str| fast.u64(name).doing("opening a column");
        let instant = |name: &str| fast.i64(name).doing("opening a column");
        let [_, _, organisation, kind, stage_low, stage_high] = COLUMNS;
        let (organisation, kind) = (number(organisation)?, number(kind)?);
        let (stage_low, stage_high) = (number(stage_low)?, number(stage_high)?);
        let (published, valid_until) = (instant(PUBLISHED)?, instant(VALID_UNTIL)?);
        let blocked = number(BLOCKED)?;
        let small = |column: &Column<u64>, doc: DocId| {
            let value = column.first(doc).unwrap_or_default();
            u8::try_from(value).unwrap_or(u8::MAX)
        };
        let row = |doc: DocId| Row {
            valid_until: valid_until.first(doc).unwrap_or(i64::MIN),
            published: published.first(doc).unwrap_or(i64::MIN),
            organisation: organisation.first(doc).unwrap_or_default(),
            kind: small(&kind, doc),
            stage_low: small(&stage_low, doc),
            stage_high: small(&stage_high, doc),
            is_closed: blocked.first(doc).is_some(),
        };
        let facets = Facet::CODED.map(|facet| Ok::<_, SearchError>((facet, number(facet_column(facet))?)));
        let facets: Vec<(Facet, Column<u64>)> = facets.into_iter().collect::<Result<_, _>>()?;
        let mut known: BTreeSet<(Facet, u64)> = BTreeSet::new();
        for (facet, column) in &facets {
            known.extend(column.values.iter().map(|code| (*facet, code)));
        }
        let known: Vec<(Facet, u64)> = known.into_iter().collect();
        let width = known.len().div_ceil(BITS);
        let mut codes = vec![0; width * index(reader.max_doc())];
        for (facet, column) in &facets {
            for doc in 0..reader.max_doc() {
                for code in column.values_for_doc(doc) {
                    if let Ok(place) = known.binary_search(&(*facet, code))
                        && let Some(word) = codes.get_mut(index(doc) * width + place / BITS)
                    {
                        *word |= 1 << (place % BITS);
                    }
                }
            }
        }
        Ok(Self {
            rows: (0..reader.max_doc()).map(row).collect(),
            known,
            width,
            codes,
        })
    }

    /// The facts of a document.
    #[inline]
    pub(super) fn row(&self, doc: DocId) -> Option<&Row> {
        self.rows.get(index(doc))
    }

    /// The facts of all documents, in order.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The codes of a document.
    #[inline]
    fn codes(&self, doc: DocId) -> &[u64] {
        let first = index(doc) * self.width;
        self.codes.get(first..first + self.width).unwrap_or_default()
    }

    /// Those codes that occur and are wanted.
    pub(super) fn select(&self, is_wanted: impl Fn(Facet, u64) -> bool) -> Codes {
        let mut words = vec![0; self.width];
        for (place, (facet, code)) in self.known.iter().enumerate() {
            if is_wanted(*facet, *code)
                && let Some(word) = words.get_mut(place / BITS)
            {
                *word |= 1 << (place % BITS);
            }
        }
        Codes(words)
    }

    /// Whether a document has any code of a set.
    #[inline]
    pub(super) fn has(&self, doc: DocId, Codes(wanted): &Codes) -> bool {
        self.codes(doc)
            .iter()
            .zip(wanted)
            .any(|(own, wanted)| own & wanted != 0)
    }

    /// The codes that occur, in order: each by its place.
    pub(super) fn known(&self) -> &[(Facet, u64)] {
        &self.known
    }

    /// Tells the places of those codes of a set that a document has.
    #[inline]
    pub(super) fn each(&self, doc: DocId, Codes(wanted): &Codes, mut tell: impl FnMut(usize)) {
        for (number, (own, wanted)) in self.codes(doc).iter().zip(wanted).enumerate() {
            let mut rest = own & wanted;
            while rest != 0 {
                tell(number * BITS + index(rest.trailing_zeros()));
                rest &= rest - 1;
            }
        }
    }
}
