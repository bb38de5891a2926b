//! How often terms occur. There are a great many terms, and they are text: the table keeps a number that stands for each.

use super::error::SearchError;
use super::number::{count, index};
use std::collections::BTreeMap;
use std::sync::OnceLock;

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

/// The leading bits of a key.
fn leading(key: u64) -> usize {
    usize::try_from(key >> (u64::BITS - LEADING)).unwrap_or_default()
}

/// Bits of a key that are dropped where there is no room for all; what is left is its head. Among two million words one in two
/// thousand shares its head with another.
pub(super) const DROPPED: u32 = 32;

/// Keys of this many leading bits are looked for among themselves: they are spread evenly, so that leaves a few.
const LEADING: u32 = 16;
/// Fewer keys are looked through as they are.
const MANY: usize = 1 << LEADING;

/// Numbers by term.
#[derive(Clone, Default)]
pub(super) struct Frequencies {
    /// In order.
    keys: Vec<u64>,
    numbers: Vec<u32>,
    /// By leading bits of a key, where such keys begin; made when first asked for.
    begins: OnceLock<Vec<u32>>,
}

impl PartialEq for Frequencies {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys && self.numbers == other.numbers
    }
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
        self.begins = OnceLock::new();
        Ok(())
    }

    /// The keys that may begin like one, and how many come before them.
    fn around(&self, key: u64) -> (&[u64], usize) {
        if self.keys.len() < MANY {
            return (&self.keys, 0);
        }
        let begins = self.begins.get_or_init(|| {
            let mut begins = Vec::with_capacity((1 << LEADING) + 1);
            for (place, known) in (0..).zip(&self.keys) {
                while begins.len() <= leading(*known) {
                    begins.push(place);
                }
            }
            begins.resize((1 << LEADING) + 1, count(self.keys.len()));
            begins
        });
        let at = |leading: usize| begins.get(leading).map_or(self.keys.len(), |place| index(*place));
        let (first, end) = (at(leading(key)), at(leading(key) + 1));
        (self.keys.get(first..end).unwrap_or_default(), first)
    }

    /// The number of a term that is listed.
    pub(super) fn get(&self, term: &str) -> Option<u32> {
        self.get_by_key(term_key(term))
    }

    /// The number of a term by its key, if it is listed.
    pub(super) fn get_by_key(&self, key: u64) -> Option<u32> {
        let (keys, before) = self.around(key);
        let place = keys.binary_search(&key).ok()?;
        self.numbers.get(before + place).copied()
    }

    /// The listed terms whose keys have a head: hardly ever more than one.
    pub(super) fn of_head(&self, head: u64) -> impl Iterator<Item = (u64, u32)> {
        let (keys, before) = self.around(head << DROPPED);
        let place = before + keys.partition_point(|key| key >> DROPPED < head);
        let keys = self.keys.get(place..).unwrap_or_default().iter().copied();
        let listed = keys.zip(self.numbers.get(place..).unwrap_or_default().iter().copied());
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
            begins: OnceLock::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Enough keys that they are looked for by their leading bits, one of them with the least and one with the greatest.
    #[test]
    fn of_many_each_is_found_and_nothing_else() {
        let word = |number: u32| term_key(&number.to_string());
        let mut listed: BTreeMap<u64, u32> = (0..100_000).map(|number| (word(number), number)).collect();
        listed.extend([(0, 1), (u64::MAX, 2)]);
        assert!(listed.len() > MANY);
        let table: Frequencies = listed.clone().into();
        for (key, number) in &listed {
            assert_eq!(table.get_by_key(*key), Some(*number));
            assert_eq!(table.get_by_key(key ^ 1), listed.get(&(key ^ 1)).copied());
            assert!(table.of_head(key >> DROPPED).any(|found| found == (*key, *number)));
        }
        for number in 100_000..101_000 {
            assert_eq!(table.get_by_key(word(number)), None);
            assert_eq!(table.of_head(word(number) >> DROPPED).count(), 0);
        }
    }

    proptest! {
        #[test]
        fn what_is_listed_is_found_and_nothing_else(listed in proptest::collection::btree_map(any::<u64>(), any::<u32>(), 0..200), others in proptest::collection::vec(any::<u64>(), 0..20), near in 0_u64..3) {
            let table: Frequencies = listed.clone().into();
            let edges = [0, 1, u64::MAX, u64::MAX << 48];
            let keys = listed.keys().map(|key| key.wrapping_add(near)).chain(others).chain(edges);
            for key in keys {
                prop_assert_eq!(table.get_by_key(key), listed.get(&key).copied());
                let head = key >> DROPPED;
                let of_head: Vec<(u64, u32)> = listed.iter().filter(|(key, _)| **key >> DROPPED == head).map(|(key, number)| (*key, *number)).collect();
                prop_assert_eq!(table.of_head(head).collect::<Vec<_>>(), of_head);
            }
        }
    }
}
