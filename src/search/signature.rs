//! What a document is about, as numbers that can be read without its text: its most frequent words, each with how often it
//! stands in each field. A function of the document's own text alone, so it is the same whenever and wherever it is indexed.

use super::analysis::Stream;
use super::document::TextField;
use super::epoch::{StatisticsEpoch, is_common};
use super::fields::FieldTokens;
use super::frequencies::{DROPPED, term_key};
use super::number::count;
use super::query::{is_slight, weighted};
use super::scoring::{FIELD_WEIGHTS, Worths, occurrences, saturated};
use std::collections::BTreeMap;
use tantivy::fieldnorm::FieldNormReader;

/// Most words of a document. Fewer than 64 cost quality (docs/ranking.md), and common words take some of the places.
pub(super) const MOST_WORDS: usize = 96;
/// Least weight at which a token stands for a word: what is indexed beside it weighs less.
const WHOLE: f64 = 0.9;
/// Bits for the number of occurrences, in [`TextField::ALL`] order: title, summary, indication, body.
const BITS: [u32; 4] = [3, 3, 3, 5];
/// A document by what it is about.
pub(super) struct Subject {
    /// Its signature.
    pub(super) words: Vec<u64>,
    /// Its quantised lengths, by field.
    pub(super) length_ids: [u8; 4],
}

impl Subject {
    /// Of a text.
    pub(super) fn new(tokens: &FieldTokens) -> Self {
        let length = |field| count(tokens.get(Stream::Words, field).len());
        Self {
            words: signature(tokens),
            length_ids: TextField::ALL.map(|field| FieldNormReader::fieldnorm_to_id(length(field))),
        }
    }
}

/// How much a document says: the length of the vector of its words, each by what it would add to a score. Summed in the order
/// of its signature, which is the same wherever it is indexed.
pub(super) fn breadth(
    words: impl Iterator<Item = u64>,
    length_ids: [u8; 4],
    epoch: &StatisticsEpoch,
    worths: &Worths,
) -> f64 {
    let squares = words.map(|packed| {
        let idf = epoch.idf_of(epoch.frequency_of_head(head_of(packed)).unwrap_or(1));
        (idf * saturated(pseudo_frequency(packed, length_ids, worths))).powi(2)
    });
    squares.sum::<f64>().sqrt()
}

/// The head of a word's key.
pub(super) fn head(word: &str) -> u64 {
    term_key(word) >> DROPPED
}

/// The signature of a text, in no particular order.
pub(super) fn signature(tokens: &FieldTokens) -> Vec<u64> {
    let mut counted: BTreeMap<u64, [u32; 4]> = BTreeMap::new();
    for field in TextField::ALL {
        let words = weighted(tokens.get(Stream::Words, field), &[]);
        for word in words.filter(|word| word.weight >= WHOLE && !is_slight(&word.text) && !is_common(&word.text)) {
            let counts = counted.entry(head(&word.text)).or_default();
            if let Some(count) = counts.get_mut(field.ordinal()) {
                *count += 1;
            }
        }
    }
    let weight = |counts: &[u32; 4]| -> f64 {
        let weighed = counts.iter().zip(FIELD_WEIGHTS);
        weighed.map(|(count, weight)| f64::from(*count) * weight).sum()
    };
    let mut words: Vec<(u64, [u32; 4])> = counted.into_iter().collect();
    words.sort_by(|(a, one), (b, other)| weight(other).total_cmp(&weight(one)).then(a.cmp(b)));
    words.truncate(MOST_WORDS);
    words.into_iter().map(|(head, counts)| pack(head, counts)).collect()
}

fn pack(head: u64, counts: [u32; 4]) -> u64 {
    counts.into_iter().zip(BITS).fold(head, |packed, (count, bits)| {
        packed << bits | u64::from(count.min((1 << bits) - 1))
    })
}

/// The head of a word of a signature.
pub(super) fn head_of(packed: u64) -> u64 {
    packed >> BITS.iter().sum::<u32>()
}

/// The pseudo-frequency of a word of a signature in a document with these quantised field lengths.
pub(super) fn pseudo_frequency(packed: u64, length_ids: [u8; 4], worths: &Worths) -> f64 {
    let (mut rest, mut sum) = (packed, 0.0);
    for (field, bits) in TextField::ALL.into_iter().zip(BITS).rev() {
        let count = rest & ((1 << bits) - 1);
        rest >>= bits;
        if let (true, Some(table)) = (count > 0, worths.table(Stream::Words, field)) {
            let length = length_ids.get(field.ordinal()).copied().unwrap_or_default();
            sum += occurrences(table, u32::try_from(count).unwrap_or_default(), length);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_how_often_they_stand_where() {
        let body = "statin ".repeat(40) + "the trial of 2 statins";
        let tokens = FieldTokens::new([(TextField::Title, "Statins"), (TextField::Body, body.as_str())]);
        let signature = signature(&tokens);
        let heads: Vec<u64> = signature.iter().map(|packed| head_of(*packed)).collect();
        assert_eq!(heads, [head("statin"), head("trial")]);
        assert_eq!(signature[0] & 0b11_1111_1111_1111, 1 << 11 | 31);
    }
}
