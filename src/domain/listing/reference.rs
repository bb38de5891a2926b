//! Reference numbers: opaque, short enough to read aloud, without letters that look like digits.

use crate::domain::clock::Entropy;
use crate::domain::listing::ListingKind;

// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Whether a text has the form of a reference number.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    let is_group = |group: &str| group.len() == 4 && group.bytes().all(|byte| ALPHABET.contains(&byte));
    let groups = text.split('-').collect::<Vec<_>>();
    matches!(groups.as_slice(), ["S" | "N", first, second] if is_group(first) && is_group(second))
}

/// A new reference number such as `S-7K3M-92QX`: 40 random bits behind a letter for the kind.
pub fn new_reference(kind: ListingKind, entropy: &dyn Entropy) -> String {
    let mut random = [0_u8; 8];
    entropy.fill(&mut random);
    let letter = match kind {
        ListingKind::Seed => 'S',
        ListingKind::Need => 'N',
    };
    let mut reference = format!("{letter}-");
    for (position, byte) in random.iter().enumerate() {
        if position == 4 {
            reference.push('-');
        }
        let symbol = ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or(b'0');
        reference.push(char::from(symbol));
    }
    reference
}
