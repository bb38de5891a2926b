//! Running on both databases, and waiting for what is to come.

use std::time::{Duration, Instant};

/// Runs a body on both databases: two tests named `name::sqlite` and `name::postgres`. The second passes without doing anything
/// where no PostgreSQL is offered; `scripts/test` always offers one.
#[macro_export]
macro_rules! on_both_databases {
    ($name:ident, $body:path) => {
        mod $name {
            #[test]
            fn sqlite() {
                $body($crate::program::Installation::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(installation) = $crate::program::Installation::postgres() {
                    $body(installation);
                }
            }
        }
    };
}

/// Looks until there is something to see. Fails with what was awaited when it takes longer than a slow machine needs.
#[track_caller]
pub fn eventually<T>(awaited: &str, look: impl FnMut() -> Option<T>) -> T {
    within(Duration::from_secs(60), awaited, look)
}

/// `eventually` with a deadline.
#[track_caller]
pub fn within<T>(time: Duration, awaited: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < time, "in vain for {time:?}: {awaited}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
