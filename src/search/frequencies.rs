//! How often terms occur. There are a great many terms, and they are text: the table keeps a number that stands for each.

use super::error::SearchError;
use std::collections::BTreeMap;

/// A term as a number: FNV-1a with the finalizer of MurmurHash3, so that every bit depends on every letter. Among ten million
/// terms two with the same number are a matter of one in 400,000 corpora.
pub(super) fn term_key(term: &str) -> u64 {
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 33)
}

/// Bits of a key that are dropped where there is no room for all; what is left is its head.
pub(super) const DROPPED: u32 = 14;

/// Numbers by term.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Frequencies {
    /// In order.
    keys: Vec<u64>,
    numbers: Vec<u32>,
}

impl Frequencies {
    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Adds a term by its key, which must come after those that are there.
    pub(super) fn push(&mut self, key: u64, number: u32) -> Result<(), SearchError> {
        if self.keys.last().is_some_and(|last| *last >= key) {
            return Err(SearchError::Statistics("terms are not in order"));
        }
        self.keys.push(key);
        self.numbers.push(number);
        Ok(())
    }

    /// The number of a term that is listed.
    pub(super) fn get(&self, term: &str) -> Option<u32> {
        self.get_by_key(term_key(term))
    }

    /// The number of a term by its key, if it is listed.
    pub(super) fn get_by_key(&self, key: u64) -> Option<u32> {
        let place = self.keys.binary_search(&key).ok()?;
        self.numbers.get(place).copied()
    }

    /// The listed terms whose keys have a head: hardly ever more than one.
    pub(super) fn of_head(&self, head: u64) -> impl Iterator<Item = (u64, u32)> {
        let place = self.keys.partition_point(|key| key >> DROPPED < head);
        let listed = self.iter().skip(place);
        listed.take_while(move |(key, _)| key >> DROPPED == head)
    }

    /// The keys in order with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.keys.iter().copied().zip(self.numbers.iter().copied())
    }
}

impl From<BTreeMap<u64, u32>> for Frequencies {
    fn from(terms: BTreeMap<u64, u32>) -> Self {
        Self {
            keys: terms.keys().copied().collect(),
            numbers: terms.values().copied().collect(),
        }
    }
}
