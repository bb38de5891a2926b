//! How much a run of wrong passwords slows an account down: more and more, never for good, so that nobody can lock somebody
//! else out.

use crate::domain::clock::Instant;
use chrono::TimeDelta;

/// The longest wait between two attempts.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(5);

/// A quiet time after which a run of failures is forgotten.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// A run of wrong passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many in a row
    pub count: i32,
    /// When the last one was
    pub last: Instant,
}

impl Failures {
    /// How many still count at an instant.
    #[must_use]
    pub fn counting(&self, now: Instant) -> i32 {
        if now - self.last >= FORGOTTEN_AFTER {
            0
        } else {
            self.count
        }
    }

    /// Whole seconds that are left of the wait before the next attempt; none if it may happen now. The first `free` failures
    /// cost nothing, then the wait doubles from one second up to the longest.
    #[must_use]
    pub fn wait(&self, now: Instant, free: i32) -> Option<u64> {
        let over = self.counting(now).saturating_sub(free.max(1));
        let doublings = u32::try_from(over).ok()?.min(20);
        let wait = TimeDelta::seconds(2_i64.saturating_pow(doublings)).min(LONGEST_WAIT);
        let left = self.last + wait - now;
        // A clock that was set back must not make the wait longer than it ever was.
        let left = left.min(wait);
        (left > TimeDelta::zero())
            .then(|| u64::try_from(left.num_milliseconds().saturating_add(999) / 1_000).unwrap_or(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    fn run(count: i32) -> Failures {
        Failures {
            count,
            last: Utc.with_ymd_and_hms(2026, 11, 20, 0, 0, 0).unwrap(),
        }
    }

    #[test]
    fn the_first_failures_are_free_then_the_wait_doubles_up_to_five_minutes() {
        let waits: Vec<Option<u64>> = [0, 9, 10, 11, 12, 18, 19, 1_000, i32::MAX]
            .map(|count| run(count).wait(run(count).last, 10))
            .to_vec();
        let expected = [
            None,
            None,
            Some(1),
            Some(2),
            Some(4),
            Some(256),
            Some(300),
            Some(300),
            Some(300),
        ];
        assert_eq!(waits, expected);
    }

    #[test]
    fn the_wait_passes_and_a_quiet_day_forgets_everything() {
        let failures = run(12);
        let at = |seconds| failures.last + TimeDelta::seconds(seconds);
        assert_eq!(failures.wait(at(3), 10), Some(1));
        assert_eq!(failures.wait(at(4), 10), None);
        assert_eq!(failures.wait(at(-1_000), 10), Some(4));
        assert_eq!(failures.counting(failures.last + FORGOTTEN_AFTER), 0);
    }
}
