//! Recurring work, queued at fixed times in Japan. A slot is a row of the queue that names its time, so it is queued once
//! however many nodes look at the clock; after a time of standstill only the latest slot is made up for.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::task::TaskKind;
use crate::mail::kind::Cadence;
use crate::services::error::Outcome;
use crate::services::queue;
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};
use serde_json::{Value, json};

#[derive(Clone, Copy)]
enum Rhythm {
    TenMinutes,
    Hourly,
    Daily(u32, u32),
    Weekly(Weekday, u32, u32),
}

struct Recurring {
    kind: TaskKind,
    rhythm: Rhythm,
    cadence: Option<Cadence>,
}

const fn every(rhythm: Rhythm, kind: TaskKind) -> Recurring {
    Recurring {
        kind,
        rhythm,
        cadence: None,
    }
}

const fn digests(rhythm: Rhythm, cadence: Cadence) -> Recurring {
    Recurring {
        kind: TaskKind::SweepDigests,
        rhythm,
        cadence: Some(cadence),
    }
}

/// Reminders come before the digests, so that a reminder which somebody wants collected is in the same morning's digest.
const TABLE: [Recurring; 10] = [
    every(Rhythm::TenMinutes, TaskKind::SignCheckpoints),
    every(Rhythm::Hourly, TaskKind::SweepListings),
    every(Rhythm::Hourly, TaskKind::TimeStampCheckpoints),
    every(Rhythm::Daily(3, 0), TaskKind::RefreshStatistics),
    every(Rhythm::Daily(3, 30), TaskKind::CleanUp),
    every(Rhythm::Daily(7, 30), TaskKind::SweepIntroductions),
    every(Rhythm::Daily(7, 30), TaskKind::SweepUndertakings),
    every(Rhythm::Daily(7, 30), TaskKind::SweepReviews),
    digests(Rhythm::Daily(8, 0), Cadence::Daily),
    digests(Rhythm::Weekly(Weekday::Mon, 8, 0), Cadence::Weekly),
];

/// The latest slot of every kind of recurring work.
#[must_use]
pub fn slots(now: Instant) -> Vec<(TaskKind, Value)> {
    let slot = |recurring: &Recurring| {
        let slot = latest(recurring.rhythm, now)
            .map(|slot| slot.to_rfc3339())
            .unwrap_or_default();
        let payload = match recurring.cadence {
            None => json!({ "slot": slot }),
            Some(cadence) => json!({ "cadence": cadence.code(), "slot": slot }),
        };
        (recurring.kind, payload)
    };
    TABLE.iter().map(slot).collect()
}

/// Queues every slot that has come. Returns how many were new.
pub async fn tick(app: &App) -> Outcome<usize> {
    queue::enqueue_slots(app, slots(app.db.clock().now())).await
}

/// The last time of a rhythm that is not after an instant, in Japan's time, which knows no summer time.
fn latest(rhythm: Rhythm, now: Instant) -> Option<DateTime<FixedOffset>> {
    let japan = FixedOffset::east_opt(9 * 3_600)?;
    let local = now.with_timezone(&japan).naive_local();
    let at = |day: NaiveDateTime, hour: u32, minute: u32| {
        Some(day.date().and_time(NaiveTime::from_hms_opt(hour, minute, 0)?))
    };
    let slot = match rhythm {
        Rhythm::TenMinutes => at(local, local.hour(), local.minute() / 10 * 10)?,
        Rhythm::Hourly => at(local, local.hour(), 0)?,
        Rhythm::Daily(hour, minute) => {
            let today = at(local, hour, minute)?;
            if today > local {
                today.checked_sub_days(Days::new(1))?
            } else {
                today
            }
        }
        Rhythm::Weekly(weekday, hour, minute) => {
            let since = local.weekday().days_since(weekday);
            let this_week = at(local, hour, minute)? - TimeDelta::days(i64::from(since));
            if this_week > local {
                this_week.checked_sub_days(Days::new(7))?
            } else {
                this_week
            }
        }
    };
    slot.and_local_timezone(japan).single()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latest_at(rhythm: Rhythm, now: &str) -> String {
        latest(rhythm, now.parse().unwrap()).unwrap().to_rfc3339()
    }

    #[test]
    fn the_daily_slot_is_eight_in_japan() {
        let daily = Rhythm::Daily(8, 0);
        assert_eq!(latest_at(daily, "2026-11-19T22:59:59Z"), "2026-11-19T08:00:00+09:00");
        assert_eq!(latest_at(daily, "2026-11-19T23:00:00Z"), "2026-11-20T08:00:00+09:00");
        assert_eq!(latest_at(daily, "2026-11-20T22:59:59Z"), "2026-11-20T08:00:00+09:00");
    }

    #[test]
    fn the_weekly_slot_is_monday_and_the_week_may_span_a_year() {
        let weekly = Rhythm::Weekly(Weekday::Mon, 8, 0);
        assert_eq!(latest_at(weekly, "2026-11-22T22:59:00Z"), "2026-11-16T08:00:00+09:00");
        assert_eq!(latest_at(weekly, "2026-11-22T23:00:00Z"), "2026-11-23T08:00:00+09:00");
        assert_eq!(latest_at(weekly, "2027-01-03T12:00:00Z"), "2026-12-28T08:00:00+09:00");
    }

    #[test]
    fn a_slot_of_ten_minutes_begins_with_them() {
        assert_eq!(
            latest_at(Rhythm::TenMinutes, "2026-11-30T15:09:59Z"),
            "2026-12-01T00:00:00+09:00"
        );
        assert_eq!(
            latest_at(Rhythm::TenMinutes, "2026-11-30T15:10:00Z"),
            "2026-12-01T00:10:00+09:00"
        );
    }

    #[test]
    fn an_hourly_slot_begins_with_the_hour() {
        assert_eq!(
            latest_at(Rhythm::Hourly, "2028-02-29T14:59:59Z"),
            "2028-02-29T23:00:00+09:00"
        );
        assert_eq!(
            latest_at(Rhythm::Hourly, "2028-02-29T15:00:00Z"),
            "2028-03-01T00:00:00+09:00"
        );
    }
}
