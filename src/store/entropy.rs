//! The machine's source of randomness.

use crate::domain::clock::Entropy;

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // Without randomness no secret is safe: better no process than a predictable one.
            std::process::abort();
        }
    }
}
