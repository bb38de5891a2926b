//! The thread that keeps this node's search index in step with the queue of changes.

use crate::app::App;
use crate::services::indexing::{follow, statistics};
use crate::services::thesaurus;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the queue is looked at without being told: changes of other nodes arrive silently.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Pause after a failure, so that a broken disk does not spin.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// A running follower. Dropping it stops the thread and waits for it.
pub struct Indexer {
    stop: Arc<AtomicBool>,
    bell: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Indexer {
    /// Starts following. Needs a running async runtime for the bell that commits ring.
    pub fn start(app: &App) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let bell = Arc::new((Mutex::new(false), Condvar::new()));
        let (following, stopped, rung) = (app.clone(), Arc::clone(&stop), Arc::clone(&bell));
        let thread = std::thread::Builder::new().name("indexer".into()).spawn(move || {
            while !stopped.load(Ordering::Acquire) {
                let pause = match follow_once(&following) {
                    Ok(true) => Duration::ZERO,
                    Ok(false) => LOOK_EVERY,
                    Err(error) => {
                        tracing::error!(%error, "the search index could not follow the changes");
                        AFTER_FAILURE
                    }
                };
                wait(&rung, pause);
            }
        })?;
        let thesaurus = app.concepts();
        tokio::task::spawn_blocking(move || thesaurus.prepare());
        let (changed, ringing, ended) = (Arc::clone(app.db.changed()), Arc::clone(&bell), Arc::clone(&stop));
        tokio::task::spawn(async move {
            while !ended.load(Ordering::Acquire) {
                changed.notified().await;
                ring(&ringing);
            }
        });
        Ok(Self {
            stop,
            bell,
            thread: Some(thread),
        })
    }
}

/// Follows once: the thesaurus, the statistics, the index.
fn follow_once(app: &App) -> Result<bool, crate::services::error::Error> {
    thesaurus::adopt(app)?;
    statistics::adopt(app)?;
    let has_more = follow::follow(app)? > 0;
    if let Err(error) = app.index()?.relieve() {
        tracing::warn!(%error, "the search index could not let go of its mapped files");
    }
    Ok(has_more)
}

fn ring(bell: &(Mutex<bool>, Condvar)) {
    let (rung, wake) = bell;
    if let Ok(mut rung) = rung.lock() {
        *rung = true;
        wake.notify_all();
    }
}

fn wait(bell: &(Mutex<bool>, Condvar), pause: Duration) {
    let (rung, wake) = bell;
    let Ok(guard) = rung.lock() else { return };
    if let Ok((mut guard, _)) = wake.wait_timeout_while(guard, pause, |rung| !*rung) {
        *guard = false;
    }
}

impl Drop for Indexer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        ring(&self.bell);
        if let Some(thread) = self.thread.take() {
            // A panicking follower has already been reported by the panic hook.
            let _stopped = thread.join();
        }
    }
}
