//! How long things took, in few numbers.

use serde::Serialize;
use utoipa::ToSchema;

/// How business days are spread over what was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Spread {
    /// Over how many
    pub count: usize,
    /// Half of them took no longer; none if there are none
    pub median: Option<f64>,
    /// Nine of ten of them took no longer; none if there are none
    pub p90: Option<u32>,
}

impl Spread {
    /// The spread of some durations.
    #[must_use]
    pub fn of(mut days: Vec<u32>) -> Self {
        days.sort_unstable();
        let at = |place: usize| days.get(place).copied();
        let count = days.len();
        let median = match (at(count.wrapping_sub(1) / 2), at(count / 2)) {
            (Some(below), Some(above)) => Some(f64::midpoint(f64::from(below), f64::from(above))),
            _ => None,
        };
        // Nearest rank: the smallest that nine tenths do not exceed.
        let p90 = (count * 9).div_ceil(10).checked_sub(1).and_then(at);
        Self { count, median, p90 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(days: &[u32]) -> (Option<f64>, Option<u32>) {
        let Spread { count, median, p90 } = Spread::of(days.to_vec());
        assert_eq!(count, days.len());
        (median, p90)
    }

    #[test]
    fn the_median_lies_in_the_middle_and_nine_of_ten_stay_within_the_other() {
        assert_eq!(spread(&[]), (None, None));
        assert_eq!(spread(&[4]), (Some(4.0), Some(4)));
        assert_eq!(spread(&[5, 2]), (Some(3.5), Some(5)));
        assert_eq!(spread(&[3, 1, 2]), (Some(2.0), Some(3)));
        assert_eq!(spread(&(1..=10).collect::<Vec<_>>()), (Some(5.5), Some(9)));
        assert_eq!(spread(&(1..=20).rev().collect::<Vec<_>>()), (Some(10.5), Some(18)));
    }
}
