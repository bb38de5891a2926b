//! What a score of a document query means on the scale 0 to 100. The raw score grows with the length of the query; its
//! ratio to the query's score against its own text does not, because both are sums over the same chosen terms. The ratio
//! is stretched by a fixed concave curve: real matches share only a small part of their terms. 0 is nothing in common,
//! 100 the same text; see the tests for what typical pairs get. The curve is monotonic, so it never changes an order.

use super::analysis::script::is_cjk;
use super::document::TextField;

/// The ratio at which the curve passes 63 % of its height.
const SCALE: f64 = 0.35;

/// The calibrated score.
pub(super) fn normalise(score: f64, self_score: f64) -> u8 {
    if self_score <= 0.0 || score <= 0.0 {
        return 0;
    }
    let ratio = (score / self_score).min(1.0);
    let height = (1.0 - (-ratio / SCALE).exp()) / (1.0 - (-1.0 / SCALE).exp());
    let target = (height * 100.0).round();
    (0..=100_u8).rev().find(|step| f64::from(*step) <= target).unwrap_or(0)
}

/// A score that is surely needed for a calibrated score.
pub(super) fn least_score(calibrated: u8, self_score: f64) -> f64 {
    // Half a step less, because calibrating rounds; and a hair less, because the inverse does.
    let height = (f64::from(calibrated) - 0.501).max(0.0) / 100.0 * (1.0 - (-1.0 / SCALE).exp());
    -(1.0 - height).ln() * SCALE * self_score
}

/// Which of the two languages carries a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Japanese, or both languages.
    Japanese,
    /// English with at most a stray Japanese name.
    English,
}

impl Writing {
    /// How texts are written, taken together.
    #[must_use]
    pub fn of(texts: &[(TextField, &str)]) -> Self {
        let letters = || {
            texts
                .iter()
                .flat_map(|(_, text)| text.chars())
                .filter(|ch| ch.is_alphabetic())
        };
        let japanese = letters().filter(|ch| is_cjk(*ch)).count();
        if japanese * 20 < letters().count() {
            Self::English
        } else {
            Self::Japanese
        }
    }
}
