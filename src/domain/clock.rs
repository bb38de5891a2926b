//! Time and chance as parameters: the edge supplies them, rules receive them, tests move them.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use uuid::{Builder, Uuid};

/// An instant, UTC, to the microsecond (what both databases keep).
pub type Instant = DateTime<Utc>;

/// Where `now` comes from.
pub trait Clock: Send + Sync {
    /// The current instant, rounded down to the microsecond.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        Utc::now().trunc_subsecs(6)
    }
}

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);

    /// A random (version 4) UUID.
    fn uuid(&self) -> Uuid {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// 256 unpredictable bits, for secrets handed to a person.
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0_u8; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// The calendar day in Japan, which is where deadlines are counted.
#[must_use]
pub fn day_in_japan(instant: Instant) -> NaiveDate {
    instant.with_timezone(&chrono_tz::Asia::Tokyo).date_naive()
}

/// The instant as clocks in Japan show it, to the minute.
#[must_use]
pub fn minute_in_japan(instant: Instant) -> String {
    let local = instant.with_timezone(&chrono_tz::Asia::Tokyo);
    local.format("%Y-%m-%d %H:%M JST").to_string()
}
