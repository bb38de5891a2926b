//! The mean over queries with an interval that says how much of it is the choice of queries: percentile bootstrap (Efron, "Bootstrap
//! methods: another look at the jackknife", Annals of Statistics 7(1), 1979), from a fixed seed, so that the same figures give the
//! same interval.

use serde::{Deserialize, Serialize};

/// So many times the queries are drawn anew.
const RESAMPLES: usize = 2_000;

/// A mean and its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Mean
    pub mean: f64,
    /// Lower end
    pub low: f64,
    /// Upper end
    pub high: f64,
}

/// The mean of some values with its interval; all 0 without values.
#[must_use]
pub fn estimate(values: &[f64]) -> Estimate {
    let mut random = SplitMix(0x0045_4E49_5348_4921);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let drawn = values.iter().filter_map(|_| values.get(random.below(values.len())));
            sum(drawn.copied()) / float(values.len().max(1))
        })
        .collect();
    means.sort_by(f64::total_cmp);
    Estimate {
        mean: sum(values.iter().copied()) / float(values.len().max(1)),
        low: quantile(&means, 25),
        high: quantile(&means, 975),
    }
}

/// The smallest of some sorted values that so many per mille do not exceed (nearest rank); 0 without values.
#[must_use]
pub fn quantile(sorted: &[f64], per_mille: usize) -> f64 {
    let rank = (sorted.len() * per_mille).div_ceil(1_000).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// The sum; the standard library's sum of nothing is -0.
pub(super) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

/// A count as a float.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A small generator (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Nothing secret comes
/// from it.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; the bias is below 2^-32 for any collection that fits in memory.
    fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(bound).unwrap_or_default();
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert!((0..1_000).all(|_| random.below(7) < 7));
    }

    #[test]
    fn an_interval_holds_its_mean_is_repeatable_and_narrows_with_more_queries() {
        let values = |count: usize| -> Vec<f64> { (0..count).map(|at| float(at % 5) / 4.0).collect() };
        let (few, many) = (estimate(&values(20)), estimate(&values(500)));
        for found in [few, many] {
            assert!((found.mean - 0.5).abs() < 1e-9);
            assert!(found.low < 0.5 && found.high > 0.5, "{found:?}");
        }
        // The normal approximation: 1.96 standard errors each side.
        let expected = 2.0 * 1.96 * (0.125 / 500_f64).sqrt();
        assert!(((many.high - many.low) / expected - 1.0).abs() < 0.1, "{many:?}");
        assert!(few.high - few.low > 3.0 * (many.high - many.low));
        assert_eq!(estimate(&values(20)), few);
    }

    #[test]
    fn without_spread_there_is_no_interval_and_without_values_there_is_nothing() {
        let sure = estimate(&[0.25; 9]);
        assert_eq!((sure.mean, sure.low, sure.high), (0.25, 0.25, 0.25));
        assert_eq!(estimate(&[]).mean, 0.0);
        assert_eq!(quantile(&[], 500), 0.0);
    }

    #[test]
    fn quantiles_are_values_that_occurred() {
        let sorted: Vec<f64> = (1..=200).map(f64::from).collect();
        assert_eq!(quantile(&sorted, 500), 100.0);
        assert_eq!(quantile(&sorted, 990), 198.0);
        assert_eq!(quantile(&sorted[..1], 990), 1.0);
    }
}
