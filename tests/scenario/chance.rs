//! Chance that can be repeated (SplitMix64).

use enishi::domain::clock::Entropy;
use enishi::store::entropy::SystemEntropy;

/// A sequence of numbers that its seed decides.
pub struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// From a seed, or from a seed that nobody knows yet.
    pub fn from(seed: Option<u64>) -> Self {
        let seed = seed.unwrap_or_else(|| {
            let mut bytes = [0; 8];
            SystemEntropy.fill(&mut bytes);
            u64::from_le_bytes(bytes)
        });
        Self { seed, state: seed }
    }

    /// What repeats it.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// A number from 0 up to, and not including, another.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}
