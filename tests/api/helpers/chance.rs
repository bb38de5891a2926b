//! A clock and a chance that tests hold in their hands.

use chrono::{TimeZone, Utc};
use enishi::domain::clock::{Clock, Entropy, Instant};
use sha2::{Digest, Sha256};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// A clock that stands still until a test moves it.
pub struct TestClock(Mutex<Instant>);

impl TestClock {
    /// At its beginning.
    pub fn new() -> Self {
        Self(Mutex::new(start_of_time()))
    }

    /// Lets time pass.
    pub fn advance(&self, by: chrono::TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// Randomness that repeats: SHA-256 over a stream name and a counter. `stream` starts another one, so that worlds which differ
/// in hidden events still give visible things the same ids.
#[derive(Default)]
pub struct TestEntropy {
    stream: Mutex<String>,
    counter: AtomicU64,
}

impl TestEntropy {
    /// Starts the named stream from its beginning.
    pub fn stream(&self, name: &str) {
        *self.stream.lock().unwrap() = name.to_owned();
        self.counter.store(0, Ordering::SeqCst);
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let stream = self.stream.lock().unwrap().clone();
        for chunk in buffer.chunks_mut(32) {
            let count = self.counter.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::digest(format!("{stream}/{count}"));
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// When the tests' clock starts: a Friday noon in Japan.
fn start_of_time() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 20, 3, 0, 0).unwrap()
}
